//! One user after the other: scope, mappings, findings, outcome.

pub(crate) mod duplicates;
mod map_user;
mod tally;
pub(crate) mod target_users;

use dotnet_text::date::Ticks;
use entra_expression::evaluate::{AttributeValue, Environment, TableColumns, TableRow};

use super::protocol::{PreflightOptions, Scope};
use super::report::{SkipReason, Totals, UserOutcome};
use crate::engine::duplicates::Duplicates;
use crate::engine::target_users::{TargetMatch, TargetUsers};
use crate::report::finding_kind::FindingKind;
use crate::rows::booleans::{Booleans, Unclear};
use crate::rows::column_mapping::{
    AttributeNames, DELETED, ENABLED, ID, MAIL, ORIGINAL_UPN, PROXIES, ROLES, UPN, USER_TYPE,
};
use crate::rows::filter::RowFilter;
use crate::rows::missing_columns::MissingColumns;
use crate::rows::set_check::SetCheck;
use crate::rows::source_row::SourceRow;
use crate::rows::supplements::Supplements;
use crate::storage::details::Details;
use crate::storage::first_index::FirstIndex;
use crate::storage::users::{UserTable, UserText};
use crate::users_file::{MAX_STORED_BYTES, RowPosition};
use crate::values::addresses;
use crate::values::names::{self, ROLE_KINDS, TEAM_KINDS};
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::evaluate::CompiledSet;
use provisioning::mapping::MappingSet;
use provisioning::scoping_filter::{ScopeResult, ScopeUncertainty};

use map_user::TargetKind;
pub(super) use tally::worst;

/// What stands between the parts of a guest's userPrincipalName.
const GUEST_MARK: &str = "#EXT#";

/// What is known of a user before the mappings are run.
pub(crate) struct Completed {
    guest: bool,
    assigned: bool,
    unclear: Unclear,
    deleted: bool,
    /// Whether mail was derived from the proxy addresses; none where that is
    /// not done.
    derived: Option<bool>,
}

impl Completed {
    /// Whether the user's mail is not known.
    pub(crate) fn lacks_mail(&self) -> bool {
        self.derived == Some(false)
    }
}

/// Users whose mail comes from their proxy addresses, and those who have none
/// there.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct DerivedMail {
    pub(super) known: u64,
    pub(super) unknown: u64,
}

pub(super) struct PreflightEngine {
    pub(super) set: CompiledSet,
    targets: Vec<TargetKind>,
    columns: Vec<TableColumns>,
    pub(super) options: PreflightOptions,
    filter: Option<RowFilter>,
    pub(super) names: AttributeNames,
    pub(super) values: SourceRow,
    environment: Environment,
    pub(super) supplements: Supplements,
    pub(super) talkdesk: TargetUsers,
    pub(super) roles: names::NameChecker,
    pub(super) teams: names::NameChecker,
    pub(super) users: UserTable,
    pub(super) max_bytes: usize,
    pub(super) details: Details,
    ids: FirstIndex,
    pub(super) duplicates: Duplicates,
    pub(super) totals: Totals,
    counts: Vec<u32>,
    pub(super) licences: u32,
    pub(super) requests: u32,
    pub(super) booleans: Booleans,
    pub(super) lacking: MissingColumns,
    pub(super) derived_mail: DerivedMail,
    user_name: String,
    external_id: String,
    matching_value: String,
    set_check: SetCheck,
}

impl std::fmt::Debug for PreflightEngine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl PreflightEngine {
    pub(super) fn new(set: &MappingSet, options: PreflightOptions) -> Self {
        let set = CompiledSet::new(set);
        let groups = options.filter.iter().flat_map(|filter| &filter.groups);
        let clauses = groups.flat_map(|group| &group.clauses);
        let attributes = clauses.map(|clause| clause.attribute.as_str());
        let names = AttributeNames::new(set.attributes().into_iter().chain(attributes));
        let position = |name: &str| names.position(name).unwrap_or(usize::MAX);
        let now = Ticks::from_unix(options.now);
        let environment = Environment::seeded(now, options.now.unsigned_abs());
        Self {
            set_check: SetCheck::new(&set, &names),
            targets: set
                .rows()
                .iter()
                .map(|row| TargetKind::of(&row.row().target))
                .collect(),
            columns: set
                .rows()
                .iter()
                .map(|row| match row.program() {
                    Some(program) => TableColumns::new(program, names.all()),
                    None => TableColumns::default(),
                })
                .collect(),
            filter: options
                .filter
                .as_ref()
                .map(|filter| RowFilter::new(filter, position)),
            values: SourceRow::new(&names),
            booleans: Booleans::new(&names),
            lacking: MissingColumns::default(),
            derived_mail: DerivedMail::default(),
            names,
            environment,
            supplements: Supplements::new(&options.app_roles),
            talkdesk: TargetUsers::new(matching_target(&set)),
            roles: names::NameChecker::new(ROLE_KINDS, &options.roles),
            teams: names::NameChecker::new(TEAM_KINDS, &options.teams),
            users: UserTable::default(),
            max_bytes: MAX_STORED_BYTES,
            details: Details::default(),
            ids: FirstIndex::new(UserText::Id),
            duplicates: Duplicates::new(matching_target(&set)),
            totals: Totals::default(),
            counts: vec![0; FindingKind::ALL.len()],
            licences: 0,
            requests: 0,
            user_name: String::new(),
            external_id: String::new(),
            matching_value: String::new(),
            options,
            set,
        }
    }

    /// Puts into the values what does not come from the row itself.
    pub(super) fn complete(&mut self) -> Completed {
        let values = &mut self.values;
        let assigned = !self.supplements.is_empty() && self.supplements.complete(values);
        if let Some(roles) = values.many_mut(ROLES) {
            self.supplements.name_roles(roles);
        }
        let upn = values.one(UPN);
        let mark = match upn.as_bytes().contains(&b'#') {
            true => upn.find(GUEST_MARK),
            false => None,
        };
        let guest = mark.is_some() || values.one(USER_TYPE).eq_ignore_ascii_case("guest");
        if let Some(mark) = mark {
            // Entra sends what comes before the mark.
            let full = upn.to_owned();
            if values.is_empty(ORIGINAL_UPN) {
                values.set(ORIGINAL_UPN, &full);
            }
            values.set(UPN, full.get(..mark).unwrap_or_default());
        }
        let unclear = self.booleans.unclear(values);
        let derives = self.lacking.derives_mail && values.is_empty(MAIL);
        let derived = derives.then(|| {
            let address = addresses::primary(values.many(PROXIES)).map(str::to_owned);
            values.set(MAIL, address.as_deref().unwrap_or_default());
            address.is_some()
        });
        let deleted = values.one(DELETED) == "True";
        // That a user is not deleted does not say that the account is enabled,
        // and Entra holds IsSoftDeleted True for each disabled user.
        if matches!(values.one(DELETED), "" | "False") {
            let disabled = values.one(ENABLED).eq_ignore_ascii_case("false");
            values.set(DELETED, if disabled { "True" } else { "False" });
        }
        Completed {
            guest,
            assigned,
            unclear,
            deleted,
            derived,
        }
    }

    /// Takes the user whose row was put into the values.
    pub(super) fn take(&mut self, position: RowPosition) {
        let completed = self.complete();
        self.booleans.count(completed.unclear, &self.values);
        match completed.derived {
            Some(true) => self.derived_mail.known += 1,
            Some(false) => self.derived_mail.unknown += 1,
            None => {}
        }
        let user = u32::try_from(self.users.len()).unwrap_or(u32::MAX);
        self.details.begin(user);
        self.totals.users += 1;
        self.user_name.clear();
        self.external_id.clear();
        self.matching_value.clear();
        let id = self.values.one(ID);
        let repeated = !id.is_empty() && self.ids.first(id, user, &self.users).is_some();
        let result = match repeated {
            true => Err(SkipReason::Repeated),
            false => self.process(position.ragged, &completed),
        };
        self.put(position, result);
        if result.is_ok() {
            self.shared();
        }
    }

    /// What becomes of the user and whether that takes a licence, or why the
    /// user is skipped.
    fn process(
        &mut self,
        ragged: bool,
        completed: &Completed,
    ) -> Result<(UserOutcome, bool), SkipReason> {
        let decides = completed.unclear.decides;
        let matched = self.matching();
        if let Err(reason) = self.in_scope(matched, completed) {
            if let TargetMatch::One(existing) | TargetMatch::Several(existing) = matched {
                self.talkdesk.set_in_file(existing);
            }
            return Err(reason);
        }
        if ragged {
            self.details.add(FindingKind::RaggedRow, None, None);
        }
        self.set_check.take(&self.values, &self.names);
        if decides {
            let text = match self.values.one(ENABLED) {
                "" | "True" | "False" => self.values.one(DELETED),
                text => text,
            };
            let text = text.strip_prefix("? ").unwrap_or(text);
            self.details
                .add(FindingKind::StateUnclear, None, Some(text));
        }
        let mut mapped = self.map(matched, completed.lacks_mail(), decides);
        mapped.unknown |= decides || self.lacking.in_filter;
        if mapped.dropped {
            return Err(SkipReason::Dropped);
        }
        self.person(completed.guest);
        let outcome = self.compare(matched, &mapped);
        let licence = match outcome {
            UserOutcome::Created => mapped.active != Some(false),
            UserOutcome::Refused | UserOutcome::Unknown | UserOutcome::Skipped => false,
            UserOutcome::Updated | UserOutcome::Unchanged => {
                self.details.bits() & FindingKind::Reactivates.bit() != 0
            }
        };
        Ok((outcome, licence))
    }

    fn in_scope(&mut self, matched: TargetMatch, completed: &Completed) -> Result<(), SkipReason> {
        let values = self.values.all();
        let passes = match self.filter.as_mut().map(|filter| filter.evaluate(values)) {
            None | Some(ScopeResult::In) => true,
            // Without the column it says nothing.
            Some(_) if self.lacking.in_filter => true,
            Some(ScopeResult::Out(_)) => false,
            Some(ScopeResult::Unsure(doubts)) => {
                let doubt = doubts.first().map(ScopeUncertainty::message);
                self.details
                    .add(FindingKind::ScopeUnsure, None, doubt.as_deref());
                true
            }
        };
        let options = &self.options;
        let is_disabled = self.values.one(ENABLED).eq_ignore_ascii_case("false");
        let skips_disabled = options.skip_disabled && matched == TargetMatch::None;
        if options.scope == Scope::Assigned && !completed.assigned {
            Err(SkipReason::NotAssigned)
        } else if completed.guest && options.skip_guests {
            Err(SkipReason::Guest)
        } else if !passes {
            Err(SkipReason::FilteredOut)
        } else if completed.deleted && self.lacking.has_deletions {
            Err(SkipReason::Deleted)
        } else if skips_disabled && is_disabled {
            self.details.add(FindingKind::Disabled, None, None);
            Err(SkipReason::Disabled)
        } else if skips_disabled && completed.deleted {
            Err(SkipReason::Deleted)
        } else {
            Ok(())
        }
    }

    fn matching(&mut self) -> TargetMatch {
        let Some(index) = self.set.matching().filter(|_| self.talkdesk.known) else {
            return TargetMatch::None;
        };
        let (Some(compiled), Some(columns)) = (self.set.rows().get(index), self.columns.get(index))
        else {
            return TargetMatch::None;
        };
        let row = TableRow::new(columns, self.values.all());
        let given = compiled.value(&row, &mut self.environment);
        match given.text() {
            Some(text) => self.talkdesk.matching(&compiled.row().target, text),
            None => TargetMatch::None,
        }
    }

    /// What there is to say about the set, whoever the user is.
    pub(super) fn set_diagnostics(&self, set: &MappingSet) -> Vec<MappingDiagnostic> {
        self.set_check.diagnostics(set, self.options.now)
    }

    /// Runs with what the values hold, for a closer look at one user.
    pub(super) fn parts(
        &mut self,
    ) -> (&CompiledSet, &SourceRow, &AttributeNames, &mut Environment) {
        (&self.set, &self.values, &self.names, &mut self.environment)
    }
}

/// The target that Entra looks users up by; empty if there is none.
pub(super) fn matching_target(set: &CompiledSet) -> &str {
    let row = set.matching().and_then(|index| set.rows().get(index));
    row.map_or("", |row| row.row().target.as_str())
}

/// Attributes as the page and the other places know them.
pub(super) fn source(names: &AttributeNames, values: &SourceRow) -> provisioning::user::SourceUser {
    use provisioning::user::UserValue;
    let all = names.all().iter().zip(values.all());
    let attributes = all.filter_map(|(name, value)| {
        let value = match value.as_ref()? {
            AttributeValue::One(text) => UserValue::One(text.clone()),
            AttributeValue::Many(texts) => UserValue::Many(texts.clone()),
        };
        Some((name.clone(), value))
    });
    provisioning::user::SourceUser {
        attributes: attributes.collect(),
    }
}
