//! One user after the other: scope, mappings, findings, outcome.

use entra_expression::dotnet::date::Ticks;
use entra_expression::evaluate::{Attribute, Columns, Environment, ErrorKind, Flow, Row};

use super::ask::{Options, Scope};
use super::details::Details;
use super::existing::{Match, Talkdesk};
use super::filter::Filter;
use super::join::Joined;
use super::kind::{Kind, Severity};
use super::names::{self, ROLE_KINDS, TEAM_KINDS};
use super::report::{Counted, Outcome, Skip, Totals};
use super::signs::sign;
use super::slots::{
    DELETED, DISPLAY_NAME, ENABLED, ID, MAIL, Names, ORIGINAL_UPN, ROLES, UPN, USER_TYPE, Values,
};
use super::users::{Entry, Seen, Text, Texts, Users};
use super::value::{judge, same_folded};
use crate::apply::{CompiledSet, Given};
use crate::expected::is_email;
use crate::mapping::{Apply, MappingSet};
use crate::talkdesk::{
    ACTIVE, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, ROLES as ROLES_TARGET, TEAMS, USER_NAME,
};
use crate::users_file::Place;

/// What stands between the parts of a guest's userPrincipalName.
const GUEST_MARK: &str = "#EXT#";

/// The end of the names at a tenant's first domain.
const INITIAL_DOMAIN: &str = ".onmicrosoft.com";

/// What a target is to Preflight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Aim {
    UserName,
    PersonName,
    Active,
    ExternalId,
    Roles,
    Teams,
    Other,
}

impl Aim {
    fn of(target: &str) -> Self {
        match target {
            USER_NAME => Aim::UserName,
            GIVEN_NAME | FAMILY_NAME => Aim::PersonName,
            ACTIVE => Aim::Active,
            EXTERNAL_ID => Aim::ExternalId,
            ROLES_TARGET => Aim::Roles,
            TEAMS => Aim::Teams,
            _ => Aim::Other,
        }
    }

    fn is_mandatory(self) -> bool {
        matches!(self, Aim::UserName | Aim::PersonName)
    }
}

/// What was found of the user at hand.
#[derive(Debug, Default)]
struct Found {
    user: u32,
    bits: u64,
}

impl Found {
    fn tell(&mut self, details: &mut Details, kind: Kind, row: Option<usize>, text: Option<&str>) {
        // A kind that is about a name or a target can be there several times.
        self.bits |= kind.bit();
        details.push(self.user, kind, row, text);
    }
}

/// Everything that a run knows.
pub(super) struct Engine {
    pub(super) set: CompiledSet,
    aims: Vec<Aim>,
    columns: Vec<Columns>,
    options: Options,
    filter: Filter,
    pub(super) names: Names,
    pub(super) values: Values,
    environment: Environment,
    pub(super) joined: Joined,
    pub(super) talkdesk: Talkdesk,
    pub(super) roles: names::Names,
    pub(super) teams: names::Names,
    pub(super) users: Users,
    pub(super) details: Details,
    ids: Seen,
    pub(super) user_names: Seen,
    pub(super) external_ids: Seen,
    pub(super) totals: Totals,
    counts: Vec<u32>,
    pub(super) licences: u32,
    pub(super) requests: u32,
    user_name: String,
    external_id: String,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine").finish_non_exhaustive()
    }
}

impl Engine {
    pub(super) fn new(set: &MappingSet, options: Options) -> Self {
        let set = CompiledSet::new(set);
        let clauses = options.filter.iter().flatten();
        let asked = clauses.map(|clause| clause.attribute.as_str());
        let names = Names::new(set.attributes().into_iter().chain(asked));
        let place = |name: &str| names.place(name).unwrap_or(usize::MAX);
        let mut random = options.now.unsigned_abs();
        let environment = Environment::new(Ticks::from_unix(options.now), move || {
            // Good enough for values that are different every time anyhow.
            random = random.wrapping_mul(0x5851_F42D_4C95_7F2D).wrapping_add(1);
            random ^ (random >> 32)
        });
        Self {
            aims: set
                .rows()
                .iter()
                .map(|row| Aim::of(&row.row().target))
                .collect(),
            columns: set
                .rows()
                .iter()
                .map(|row| match row.program() {
                    Some(program) => Columns::new(program, names.all()),
                    None => Columns::default(),
                })
                .collect(),
            filter: Filter::new(&options.filter, place),
            values: Values::new(&names),
            names,
            environment,
            joined: Joined::new(&options.app_roles),
            talkdesk: Talkdesk::default(),
            roles: names::Names::new(ROLE_KINDS, &options.roles),
            teams: names::Names::new(TEAM_KINDS, &options.teams),
            users: Users::default(),
            details: Details::default(),
            ids: Seen::new(Text::Id),
            user_names: Seen::new(Text::UserName),
            external_ids: Seen::new(Text::ExternalId),
            totals: Totals::default(),
            counts: vec![0; Kind::ALL.len()],
            licences: 0,
            requests: 0,
            user_name: String::new(),
            external_id: String::new(),
            options,
            set,
        }
    }

    /// Puts into the values what does not come from the row itself. Tells
    /// whether the user is a guest, and whether the user is assigned.
    pub(super) fn complete(&mut self) -> (bool, bool) {
        let values = &mut self.values;
        let mut assigned = false;
        if !self.joined.is_empty() {
            let more = self.joined.of(values.one(ID), values.one(UPN));
            if let Some(more) = more {
                assigned = more.assigned;
                for (place, text) in &more.values {
                    if values.is_empty(*place) {
                        values.set(*place, text);
                    }
                }
                if !more.roles.is_empty() {
                    values.set_many(ROLES, more.roles.iter().map(String::as_str));
                }
            }
        }
        if let Some(roles) = values.many_mut(ROLES) {
            self.joined.name_roles(roles);
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
        if values.is_empty(DELETED) {
            let disabled = values.one(ENABLED).eq_ignore_ascii_case("false");
            values.set(DELETED, if disabled { "True" } else { "False" });
        }
        (guest, assigned)
    }

    /// Takes the user whose row was put into the values.
    pub(super) fn take(&mut self, place: Place) {
        let (guest, assigned) = self.complete();
        let mut found = Found {
            user: u32::try_from(self.users.len()).unwrap_or(u32::MAX),
            bits: 0,
        };
        self.totals.users += 1;
        self.user_name.clear();
        self.external_id.clear();
        if self.repeats(&found) {
            return self.put(place, found, Some(Skip::Repeated), Outcome::Skipped, false);
        }
        let matched = self.matching();
        let skip = match () {
            () if self.options.scope == Scope::Assigned && !assigned => Some(Skip::NotAssigned),
            () if guest && self.options.skip_guests => Some(Skip::Guest),
            () if !self.filter.accepts(self.values.all()) => Some(Skip::FilteredOut),
            () if self.options.skip_disabled
                && matched == Match::None
                && self.values.one(ENABLED).eq_ignore_ascii_case("false") =>
            {
                found.tell(&mut self.details, Kind::Disabled, None, None);
                Some(Skip::Disabled)
            }
            () => None,
        };
        if skip.is_some() {
            if let Match::One(existing) = matched
                && let Some(existing) = self.talkdesk.get_mut(existing)
            {
                existing.in_file = true;
            }
            return self.put(place, found, skip, Outcome::Skipped, false);
        }
        if place.ragged {
            found.tell(&mut self.details, Kind::RaggedRow, None, None);
        }
        let mapped = self.map(matched, &mut found);
        if mapped.dropped {
            return self.put(place, found, Some(Skip::Dropped), Outcome::Skipped, false);
        }
        self.person(guest, &mut found);
        let outcome = self.compare(matched, &mapped, &mut found);
        let becomes_active = mapped.active != Some(false);
        let licence = match outcome {
            Outcome::Created => becomes_active,
            _ => found.bits & Kind::Reactivates.bit() != 0,
        };
        self.put(place, found, None, outcome, licence);
        self.duplicates();
    }

    /// Whether an earlier user has the same objectId.
    fn repeats(&mut self, found: &Found) -> bool {
        let id = self.values.one(ID);
        !id.is_empty() && self.ids.first(id, found.user, &self.users).is_some()
    }

    /// Who in Talkdesk matches.
    fn matching(&mut self) -> Match {
        let Some(index) = self.set.matching().filter(|_| self.talkdesk.known) else {
            return Match::None;
        };
        let (Some(compiled), Some(columns)) = (self.set.rows().get(index), self.columns.get(index))
        else {
            return Match::None;
        };
        let row = Row::new(columns, self.values.all());
        let given = compiled.value(&row, &mut self.environment);
        match given.text() {
            Some(text) => self.talkdesk.matching(&compiled.row().target, text),
            None => Match::None,
        }
    }

    /// Runs the mappings.
    fn map(&mut self, matched: Match, found: &mut Found) -> Mapped {
        let mut mapped = Mapped::default();
        let existing = match matched {
            Match::One(place) => self.talkdesk.get(place),
            _ => None,
        };
        let details = &mut self.details;
        for (index, compiled) in self.set.rows().iter().enumerate() {
            let (Some(aim), Some(columns)) = (self.aims.get(index), self.columns.get(index)) else {
                continue;
            };
            let row = Row::new(columns, self.values.all());
            let given = compiled.value(&row, &mut self.environment);
            let given = match existing {
                Some(_) => std::borrow::Cow::Borrowed(&given),
                None => compiled.on_creation(&given),
            };
            let target = compiled.row().target.as_str();
            let mut failed = false;
            let text = match given.as_ref() {
                Given::One(text) => text.as_ref(),
                Given::Many(texts) if texts.len() < 2 => texts.first().map_or("", |text| text),
                Given::Many(texts) => {
                    failed = true;
                    let text = format!("{} values, and the target takes one.", texts.len());
                    found.tell(details, Kind::EvaluationError, Some(index), Some(&text));
                    ""
                }
                Given::Null | Given::Ignored(Flow::Attribute) => "",
                Given::Ignored(Flow::Object) => {
                    mapped.dropped = true;
                    return mapped;
                }
                Given::Failed(error) => {
                    failed = true;
                    let kind = match error.kind {
                        ErrorKind::Roles(_) => Kind::TwoAppRoles,
                        _ => Kind::EvaluationError,
                    };
                    found.tell(details, kind, Some(index), Some(&error.to_string()));
                    ""
                }
            };
            if text.is_empty() {
                if failed {
                    // That is told already.
                } else if aim.is_mandatory() {
                    found.tell(details, Kind::MandatoryMissing, Some(index), None);
                } else if *aim == Aim::Roles && existing.is_none() {
                    found.tell(details, Kind::DefaultRole, Some(index), None);
                }
                continue;
            }
            let always = compiled.row().apply == Apply::Always;
            mapped.changes |= always && existing.is_some_and(|own| own.differs(target, text));
            let mut tell = |kind, text: Option<&str>| found.tell(details, kind, Some(index), text);
            if aim.is_mandatory() && text.trim().is_empty() {
                tell(Kind::OnlyBlanks, None);
                continue;
            }
            match aim {
                Aim::Roles => self.roles.take(text, |kind, name| tell(kind, Some(name))),
                Aim::Teams => self.teams.take(text, |kind, name| tell(kind, Some(name))),
                _ => judge(
                    text,
                    target,
                    compiled.row().matching_precedence.is_some(),
                    |kind| {
                        tell(kind, None);
                    },
                ),
            }
            match aim {
                Aim::UserName => {
                    self.user_name.push_str(text);
                    if !is_email_with_controls(text) {
                        tell(Kind::NotEmail, Some(text));
                    } else if ends_with_folded(text, INITIAL_DOMAIN) {
                        tell(Kind::InitialDomain, None);
                    }
                }
                Aim::ExternalId => self.external_id.push_str(text),
                Aim::Active => {
                    mapped.active = match text {
                        _ if text.eq_ignore_ascii_case("true") => Some(true),
                        _ if text.eq_ignore_ascii_case("false") => Some(false),
                        _ => {
                            tell(Kind::ActiveNotBoolean, Some(text));
                            None
                        }
                    };
                }
                _ => {}
            }
        }
        mapped
    }

    /// What the source itself tells of the user.
    fn person(&mut self, guest: bool, found: &mut Found) {
        let values = &self.values;
        let (upn, mail) = (values.one(UPN), values.one(MAIL));
        let details = &mut self.details;
        if guest {
            found.tell(details, Kind::Guest, None, None);
        } else if !upn.is_empty() && !mail.is_empty() && !same_folded(upn, mail) {
            found.tell(details, Kind::UpnMailDiffer, None, Some(mail));
        }
        if let Some(kind) = sign(upn, values.one(DISPLAY_NAME)) {
            found.tell(details, kind, None, None);
        }
    }

    /// What becomes of the user, beside Talkdesk's list.
    fn compare(&mut self, matched: Match, mapped: &Mapped, found: &mut Found) -> Outcome {
        let details = &mut self.details;
        let outcome = match matched {
            Match::Several => {
                found.tell(details, Kind::SeveralInTalkdesk, None, None);
                Outcome::Refused
            }
            Match::One(place) => {
                let was = self
                    .talkdesk
                    .get(place)
                    .and_then(|existing| existing.active());
                match (was, mapped.active) {
                    (Some(true), Some(false)) => {
                        found.tell(details, Kind::Deactivates, None, None);
                    }
                    (Some(false), Some(true)) => {
                        found.tell(details, Kind::Reactivates, None, None);
                    }
                    _ => {}
                }
                if let Some(existing) = self.talkdesk.get_mut(place) {
                    existing.matched = true;
                }
                match mapped.changes {
                    true => Outcome::Updated,
                    false => Outcome::Unchanged,
                }
            }
            Match::None => {
                let other = self.talkdesk.matching(EXTERNAL_ID, &self.external_id);
                if let Match::One(other) = other
                    && let Some(existing) = self.talkdesk.get_mut(other)
                {
                    existing.in_file = true;
                    let name = existing.value(USER_NAME);
                    found.tell(details, Kind::ExistsUnmatched, None, name);
                }
                Outcome::Created
            }
        };
        match worst(found.bits) {
            Some(Severity::Refused) => Outcome::Refused,
            _ => outcome,
        }
    }

    /// Notes the user with the outcome.
    fn put(
        &mut self,
        place: Place,
        found: Found,
        skip: Option<Skip>,
        outcome: Outcome,
        licence: bool,
    ) {
        let values = &self.values;
        // For a guest the list shows what the portal shows.
        let upn = match values.one(ORIGINAL_UPN) {
            "" => values.one(UPN),
            full => full,
        };
        let texts = Texts {
            upn,
            name: values.one(DISPLAY_NAME),
            id: values.one(ID),
            user_name: &self.user_name,
            external_id: &self.external_id,
        };
        let user = self.users.push(place, texts);
        if let Some(entry) = self.users.get_mut(user) {
            entry.bits = found.bits;
            entry.outcome = outcome;
            entry.skip = skip;
            entry.licence = licence;
            let entry = *entry;
            self.count(&entry, true);
        }
    }

    /// Whether the last user has a value that an earlier one has.
    fn duplicates(&mut self) {
        let Some(user) = self.users.len().checked_sub(1) else {
            return;
        };
        let user = u32::try_from(user).unwrap_or(u32::MAX);
        let Some(entry) = self.users.get(user).copied() else {
            return;
        };
        let matches = |aim: Aim| {
            let index = self.set.matching();
            index.and_then(|index| self.aims.get(index)) == Some(&aim)
        };
        let for_external = match matches(Aim::ExternalId) {
            true => Kind::Duplicate,
            false => Kind::DuplicateExternalId,
        };
        let value = self.users.text(&entry, Text::UserName);
        if !value.is_empty()
            && let Some(other) = self.user_names.first(value, user, &self.users)
        {
            self.flag(other, Kind::Duplicate);
            self.flag(user, Kind::Duplicate);
        }
        let value = self.users.text(&entry, Text::ExternalId);
        if !value.is_empty()
            && let Some(other) = self.external_ids.first(value, user, &self.users)
        {
            self.flag(other, for_external);
            self.flag(user, for_external);
        }
    }

    /// Adds a finding to a user who was counted already.
    fn flag(&mut self, user: u32, kind: Kind) {
        let Some(before) = self.users.get(user).copied() else {
            return;
        };
        self.count(&before, false);
        if let Some(entry) = self.users.get_mut(user) {
            entry.bits |= kind.bit();
            if kind.severity() == Severity::Refused {
                entry.outcome = Outcome::Refused;
                entry.licence = false;
            }
            let entry = *entry;
            self.count(&entry, true);
        }
    }

    /// Counts a user, or takes the count back.
    fn count(&mut self, entry: &Entry, more: bool) {
        let count = |sum: &mut u32, by: u32| {
            *sum = match more {
                true => sum.saturating_add(by),
                false => sum.saturating_sub(by),
            };
        };
        let totals = &mut self.totals;
        let (sum, requests) = match entry.outcome {
            Outcome::Refused => (&mut totals.refused, 2),
            Outcome::Created => (&mut totals.created, 2),
            Outcome::Updated => (&mut totals.updated, 2),
            Outcome::Unchanged => (&mut totals.unchanged, 1),
            Outcome::Skipped => (&mut totals.skipped, 0),
        };
        count(sum, 1);
        count(&mut self.requests, requests);
        count(&mut self.licences, entry.licence.into());
        if let Some(skip) = entry.skip
            && let Some(sum) = totals.skips.get_mut(skip as usize)
        {
            count(sum, 1);
        }
        let passes = !matches!(entry.outcome, Outcome::Refused | Outcome::Skipped);
        if passes && worst(entry.bits) == Some(Severity::Warning) {
            count(&mut totals.warned, 1);
        }
        let mut bits = entry.bits;
        while bits != 0 {
            if let Some(sum) = self.counts.get_mut(bits.trailing_zeros() as usize) {
                count(sum, 1);
            }
            bits &= bits - 1;
        }
    }

    /// Findings by kind: the worst first, then the most frequent.
    pub(super) fn counted(&self) -> Vec<Counted> {
        let all = Kind::ALL.iter().zip(&self.counts);
        let mut all: Vec<_> = all
            .filter(|(_, users)| **users > 0)
            .map(|(kind, users)| Counted {
                kind: *kind,
                users: *users,
            })
            .collect();
        all.sort_by_key(|counted| {
            let severity = std::cmp::Reverse(counted.kind.severity());
            (severity, std::cmp::Reverse(counted.users), counted.kind)
        });
        all
    }

    /// Runs with what the values hold, for a closer look at one user.
    pub(super) fn parts(&mut self) -> (&CompiledSet, &Values, &Names, &mut Environment) {
        (&self.set, &self.values, &self.names, &mut self.environment)
    }
}

/// What the mappings gave, as far as the outcome depends on it.
#[derive(Debug, Default)]
struct Mapped {
    dropped: bool,
    active: Option<bool>,
    changes: bool,
}

/// The worst severity of a set of kinds. Kinds stand with the worst first.
pub(super) fn worst(bits: u64) -> Option<Severity> {
    let first = Kind::ALL.get(bits.trailing_zeros() as usize);
    first.map(|kind| kind.severity())
}

/// Whether a text is an e-mail address but for blanks around and control
/// characters within it, which are findings of their own.
fn is_email_with_controls(text: &str) -> bool {
    let trimmed = text.trim();
    match trimmed.bytes().any(|byte| byte.is_ascii_control()) {
        false => is_email(trimmed),
        true => is_email(&trimmed.replace(|c: char| c.is_control(), "")),
    }
}

fn ends_with_folded(text: &str, end: &str) -> bool {
    let start = text.len().checked_sub(end.len());
    let tail = start.and_then(|start| text.as_bytes().get(start..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(end.as_bytes()))
}

/// Attributes as the page and the other places know them.
pub(super) fn source(names: &Names, values: &Values) -> crate::user::SourceUser {
    use crate::user::UserValue;
    let all = names.all().iter().zip(values.all());
    let attributes = all.filter_map(|(name, value)| {
        let value = match value.as_ref()? {
            Attribute::One(text) => UserValue::One(text.clone()),
            Attribute::Many(texts) => UserValue::Many(texts.clone()),
        };
        Some((name.clone(), value))
    });
    crate::user::SourceUser {
        attributes: attributes.collect(),
    }
}
