//! Which column of a file fills which source attribute.

use crate::users_file::{Column, Meaning, says_state};
use provisioning::entra::{self, APP_ROLES, BOOLEAN, MULTI_VALUED, SOFT_DELETED};

/// Attributes that Preflight itself asks for, whatever the mappings read; each
/// stands at the position of the constant with its name.
const OWN: [&str; 10] = [
    "objectId",
    "userPrincipalName",
    "mail",
    "displayName",
    entra::ENABLED,
    "userType",
    SOFT_DELETED,
    "originalUserPrincipalName",
    APP_ROLES,
    "proxyAddresses",
];
pub(crate) const ID: usize = 0;
pub(crate) const UPN: usize = 1;
pub(crate) const MAIL: usize = 2;
pub(crate) const DISPLAY_NAME: usize = 3;
pub(crate) const ENABLED: usize = 4;
pub(crate) const USER_TYPE: usize = 5;
pub(crate) const DELETED: usize = 6;
pub(crate) const ORIGINAL_UPN: usize = 7;
pub(crate) const ROLES: usize = 8;
pub(crate) const PROXIES: usize = 9;

#[derive(Debug, Clone)]
pub(crate) struct AttributeNames(Vec<String>);

impl AttributeNames {
    /// Those that Preflight asks for, and others.
    pub(crate) fn new<'n>(others: impl IntoIterator<Item = &'n str>) -> Self {
        let mut names: Vec<String> = OWN.map(str::to_owned).into();
        for other in others {
            if !names.iter().any(|name| name == other) {
                names.push(other.to_owned());
            }
        }
        Self(names)
    }

    pub(crate) fn all(&self) -> &[String] {
        &self.0
    }

    pub(crate) fn position(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|own| own == name)
    }
}

/// How the cells of a table hold several values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Several {
    No,
    /// One in each line. The value of an app role may itself hold several
    /// names of Talkdesk, so semicolons are a part of it.
    Lines,
    Addresses,
}

/// A column and the position that it fills.
#[derive(Debug, Clone, Copy)]
pub(super) struct MappedColumn {
    pub(super) column: usize,
    pub(super) position: usize,
    pub(super) several: Several,
    /// Of a boolean, its attribute and how it is read.
    pub(super) truth: Option<(&'static str, Meaning)>,
}

/// A column that is about the same state as one that fills a position.
#[derive(Debug, Clone)]
pub(super) struct RivalColumn {
    pub(super) column: usize,
    pub(super) name: String,
    pub(super) attribute: &'static str,
    pub(super) meaning: Meaning,
    /// Whether the header alone says so, whatever the values are.
    pub(super) surely: bool,
    pub(super) position: usize,
    /// The header of the column that fills the position.
    pub(super) used: String,
    pub(super) used_meaning: Meaning,
}

/// Which column of a file fills which position.
#[derive(Debug, Clone, Default)]
pub(crate) struct ColumnMapping {
    pub(super) fills: Vec<MappedColumn>,
    pub(super) rivals: Vec<RivalColumn>,
    /// The positions that no column fills.
    pub(super) others: Vec<usize>,
}

impl ColumnMapping {
    /// Of two columns for one attribute the first counts, and others about the
    /// state of the account are compared with it; columns for what
    /// nobody asks are left alone.
    pub(crate) fn new(columns: &[Column], names: &AttributeNames) -> Self {
        let mut filling = Self::default();
        for (column, used) in columns.iter().enumerate() {
            let Some(name) = used.attribute.as_deref() else {
                continue;
            };
            if let Some(position) = names.position(name)
                && !filling.has(position)
            {
                let several = match name {
                    APP_ROLES => Several::Lines,
                    _ if MULTI_VALUED.contains(&name) => Several::Addresses,
                    _ => Several::No,
                };
                let truth = BOOLEAN.into_iter().find(|own| *own == name);
                filling.fills.push(MappedColumn {
                    column,
                    position,
                    several,
                    truth: truth.map(|own| (own, used.meaning)),
                });
            }
        }
        filling.rivals = filling.rivals(columns, names);
        let all = 0..names.all().len();
        filling.others = all.filter(|position| !filling.has(*position)).collect();
        filling
    }

    fn rivals(&self, columns: &[Column], names: &AttributeNames) -> Vec<RivalColumn> {
        let rivals = columns.iter().enumerate().filter_map(|(column, own)| {
            let (attribute, meaning, surely) = match own.attribute.as_deref() {
                Some(name) => {
                    let states = [entra::ENABLED, SOFT_DELETED];
                    let state = states.into_iter().find(|state| *state == name)?;
                    (state, own.meaning, true)
                }
                None => {
                    let says = says_state(&own.name)?;
                    (says.attribute, says.meaning, says.surely)
                }
            };
            let position = names.position(attribute)?;
            let fill = self.fills.iter().find(|fill| fill.position == position)?;
            let used = columns.get(fill.column)?;
            (fill.column != column).then(|| RivalColumn {
                column,
                name: own.name.clone(),
                attribute,
                meaning,
                surely,
                position,
                used: used.name.clone(),
                used_meaning: used.meaning,
            })
        });
        rivals.collect()
    }

    pub(crate) fn has(&self, position: usize) -> bool {
        self.fills.iter().any(|fill| fill.position == position)
    }
}
