//! What the mappings read and no file has, so that what they give of it is
//! not known.

use super::column_mapping::{AttributeNames, ColumnMapping, MAIL, PROXIES};
use crate::protocol::{InputPurpose, PlannedFile};
use crate::users_file::Meaning;
use provisioning::entra::{ENABLED, SOFT_DELETED, is_password};
use provisioning::evaluate::CompiledSet;

/// Attributes that Preflight makes from others.
const DERIVED: [&str; 3] = [ENABLED, SOFT_DELETED, "originalUserPrincipalName"];

/// What the files of a run lack.
#[derive(Debug, Default)]
pub(crate) struct MissingColumns {
    /// For each row of the set whether it reads something that no file has.
    rows: Vec<bool>,
    reads_mail: Vec<bool>,
    /// The attributes, in the order in which the rows read them.
    pub(crate) attributes: Vec<String>,
    /// Whether the scoping filter reads one of them.
    pub(crate) in_filter: bool,
    /// Whether addresses after `SMTP:` stand in for mail.
    pub(crate) derives_mail: bool,
    /// Whether a file has times of deletion.
    pub(crate) has_deletions: bool,
}

impl MissingColumns {
    /// `filter` are the attributes of the scoping filter.
    pub(crate) fn new<'a>(
        files: &[PlannedFile],
        set: &CompiledSet,
        names: &AttributeNames,
        filter: impl Iterator<Item = &'a str>,
    ) -> Self {
        let files = files
            .iter()
            .filter(|file| file.purpose != InputPurpose::Talkdesk);
        let fillings: Vec<_> = files
            .clone()
            .map(|file| ColumnMapping::new(&file.columns, names))
            .collect();
        let has = |position: usize| fillings.iter().any(|filling| filling.has(position));
        let derives_mail = !has(MAIL) && has(PROXIES);
        let mut columns = files.flat_map(|file| &file.columns);
        let mut lacking = Self {
            derives_mail,
            has_deletions: columns.any(|column| {
                column.attribute.as_deref() == Some(SOFT_DELETED)
                    && column.meaning == Meaning::DeletionTime
            }),
            ..Self::default()
        };
        let lacks = |name: &str| {
            let derived = DERIVED.contains(&name) || is_password(name);
            let position = names.position(name).unwrap_or(usize::MAX);
            !(derived || has(position) || position == MAIL && derives_mail)
        };
        let note = |name: &str, attributes: &mut Vec<String>| {
            let lacks = lacks(name);
            if lacks && !attributes.iter().any(|own| own == name) {
                attributes.push(name.to_owned());
            }
            lacks
        };
        for row in set.rows() {
            let mut any = false;
            for name in row.attributes() {
                any |= note(name, &mut lacking.attributes);
            }
            lacking.rows.push(any);
            let mail = row.attributes().iter().any(|name| name == "mail");
            lacking.reads_mail.push(mail);
        }
        for name in filter {
            lacking.in_filter |= note(name, &mut lacking.attributes);
        }
        lacking
    }

    /// Whether what a row gives of a user is not known. `no_mail` when the
    /// user's own mail is not.
    pub(crate) fn is_unknown(&self, row: usize, no_mail: bool) -> bool {
        let is = |all: &[bool]| all.get(row).copied().unwrap_or_default();
        is(&self.rows) || no_mail && is(&self.reads_mail)
    }
}
