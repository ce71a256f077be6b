//! A run: its files one after the other, and the report.

pub(crate) mod comparison;
mod notes;
mod open;
pub(crate) mod query;

use super::engine::{PreflightEngine, matching_target, worst};
use super::protocol::{
    InputPurpose, PlannedFile, PreflightPlan, PreflightProgress, PreflightResponse, Query,
};
use super::report::{FirstCycle, PreflightReport, UserRow};
use super::{FIRST_USERS, NAMES};
use crate::engine::target_users::identifies;
use crate::report::finding_kind::FindingKind;
use crate::rows::column_mapping::{ColumnMapping, ID, UPN};
use crate::rows::missing_columns::MissingColumns;
use crate::rows::source_row::SourceRow;
use crate::storage::users::UserText;
use crate::users_file::{
    Cell, Column, Format, MAX_ROWS, UsersFileError, UsersFileNote, UsersReader,
};
use provisioning::mapping::MappingSet;
use provisioning::talkdesk::REQUESTS_PER_SECOND;

/// A run, while its files are read and afterwards.
///
/// Call [`PreflightRun::order`], and for each file [`PreflightRun::begin`], [`PreflightRun::push`] with
/// its bytes and [`PreflightRun::end`]; at last [`PreflightRun::report`].
#[derive(Debug)]
pub struct PreflightRun {
    pub(super) engine: PreflightEngine,
    pub(super) files: Vec<PlannedFile>,
    pub(super) set: MappingSet,
    /// Reads the file at hand; at the end it is the one of the users.
    pub(super) reader: UsersReader,
    pub(super) current: usize,
    pub(super) filling: ColumnMapping,
    notes: Vec<Vec<UsersFileNote>>,
    /// How many users the responses of Talkdesk say that there are.
    talkdesk_total: u64,
    bytes: f64,
    first: Vec<u32>,
    /// Users before this one have been looked at for `first`.
    looked: u32,
    /// The last query with its result, so that other parts of it are quick.
    pub(super) last: Option<(Query, Vec<u32>)>,
    pub(super) report: Option<PreflightReport>,
}

impl PreflightRun {
    /// Prepares a run.
    ///
    /// # Errors
    ///
    /// The mapping set cannot be run, or a file has no column by which users
    /// are known.
    pub fn new(plan: PreflightPlan) -> Result<Self, PreflightResponse> {
        let mut engine = PreflightEngine::new(&plan.set, plan.options.clone());
        let unsound = engine.set.rows().iter().find_map(|row| {
            let error = row.error()?;
            Some(PreflightResponse::InvalidExpression {
                target: row.row().target.clone(),
                message: error.to_string(),
            })
        });
        if let Some(unsound) = unsound {
            return Err(unsound);
        }
        for (file, planned) in plan.files.iter().enumerate() {
            let filling = ColumnMapping::new(&planned.columns, &engine.names);
            let known = filling.has(ID) || filling.has(UPN);
            if planned.purpose != InputPurpose::Talkdesk && !known {
                return Err(PreflightResponse::Refused {
                    file,
                    why: UsersFileError::NoIdentity,
                });
            }
        }
        let groups = plan.options.filter.iter().flat_map(|filter| &filter.groups);
        let clauses = groups.flat_map(|group| &group.clauses);
        let attributes = clauses.map(|clause| clause.attribute.as_str());
        engine.lacking = MissingColumns::new(&plan.files, &engine.set, &engine.names, attributes);
        Ok(Self {
            engine,
            notes: vec![Vec::new(); plan.files.len()],
            files: plan.files,
            set: plan.set,
            reader: UsersReader::default(),
            current: 0,
            filling: ColumnMapping::default(),
            talkdesk_total: 0,
            bytes: 0.0,
            first: Vec::new(),
            looked: 0,
            last: None,
            report: None,
        })
    }

    /// The order in which the files have to be read: the users at last.
    pub fn order(&self) -> Vec<usize> {
        let files = || self.files.iter().enumerate();
        let others = files().filter(|(_, file)| file.purpose != InputPurpose::Users);
        let users = files().filter(|(_, file)| file.purpose == InputPurpose::Users);
        others.chain(users.take(1)).map(|(file, _)| file).collect()
    }

    pub fn begin(&mut self, file: usize) {
        self.current = file;
        self.reader = UsersReader::default();
        self.filling = ColumnMapping::new(self.columns(), &self.engine.names);
        if self.purpose() == InputPurpose::Talkdesk {
            self.engine.talkdesk.known = true;
        }
    }

    pub(super) fn purposes(
        &self,
    ) -> impl DoubleEndedIterator<Item = InputPurpose> + ExactSizeIterator {
        self.files.iter().map(|file| file.purpose)
    }

    /// The columns of the file at hand.
    fn columns(&self) -> &[Column] {
        let file = self.files.get(self.current);
        file.map_or(&[], |file| &file.columns)
    }

    fn purpose(&self) -> InputPurpose {
        let file = self.files.get(self.current);
        file.map_or(InputPurpose::Talkdesk, |file| file.purpose)
    }

    /// Takes more bytes of the file at hand.
    ///
    /// # Errors
    ///
    /// The file cannot be used.
    pub fn push(&mut self, bytes: &[u8]) -> Result<(), UsersFileError> {
        self.bytes += bytes.len() as f64;
        self.reader.push(bytes)?;
        self.rows()
    }

    /// Ends the file at hand.
    ///
    /// # Errors
    ///
    /// The file cannot be used.
    pub fn end(&mut self) -> Result<(), UsersFileError> {
        self.reader.finish()?;
        match self.rows() {
            // Talkdesk may have no users yet, and nobody may be assigned.
            Err(UsersFileError::NoObjects | UsersFileError::OnlyHeaders)
                if self.purpose() != InputPurpose::Users => {}
            other => other?,
        }
        let headers = self.reader.headers();
        let scim_list = headers.iter().any(|header| header == "totalResults");
        if self.purpose() == InputPurpose::Talkdesk
            && !headers.is_empty()
            && !scim_list
            && !identifies(headers)
        {
            return Err(UsersFileError::NoUserName);
        }
        if self.purpose() == InputPurpose::Talkdesk {
            let total = self.reader.total().unwrap_or_default();
            self.talkdesk_total = self.talkdesk_total.max(total);
            let table = matches!(self.reader.format(), Some(Format::Csv { .. }));
            self.engine.talkdesk.is_table |= table;
        }
        let notes = self.notes_of(self.purpose());
        if let Some(own) = self.notes.get_mut(self.current) {
            *own = notes;
        }
        Ok(())
    }

    fn rows(&mut self) -> Result<(), UsersFileError> {
        match self.purpose() {
            InputPurpose::Users => {
                while let Some(position) = self.reader.next()? {
                    self.engine.values.fill(&self.reader, &self.filling);
                    self.engine.take(position);
                    if self.engine.users.bytes() > self.engine.max_bytes {
                        return Err(UsersFileError::MuchToHold {
                            limit: self.engine.max_bytes as u64,
                        });
                    }
                }
            }
            InputPurpose::Talkdesk => {
                while self.reader.next()?.is_some() {
                    self.engine.talkdesk.take(&self.reader)?;
                }
            }
            purpose @ (InputPurpose::Assigned | InputPurpose::More) => {
                self.more(purpose == InputPurpose::Assigned)?;
            }
        }
        Ok(())
    }

    fn more(&mut self, assigned: bool) -> Result<(), UsersFileError> {
        let columns = || self.columns().iter();
        let kind =
            columns().position(|column| column.attribute.as_deref() == Some("principalType"));
        // Lists of group members name groups within them so.
        let object = columns().position(|column| {
            let name = column.name.trim_start_matches('@');
            ["objecttype", "odata.type"].contains(&name.to_lowercase().as_str())
        });
        let mut values = SourceRow::new(&self.engine.names);
        while self.reader.next()?.is_some() {
            if let Some(kind) = kind
                && let Cell::One(text) = self.reader.cell(kind)
                && text.eq_ignore_ascii_case("group")
            {
                self.engine.supplements.groups += 1;
                continue;
            }
            values.fill(&self.reader, &self.filling);
            if let Some(object) = object
                && values.is_empty(UPN)
                && let Cell::One(text) = self.reader.cell(object)
                && let Some(kind) = text.trim().rsplit('.').next()
                && kind.eq_ignore_ascii_case("group")
            {
                self.engine.supplements.groups += 1;
                continue;
            }
            self.engine.supplements.take(&values, assigned)?;
        }
        Ok(())
    }

    /// How far the run is; `of` is the size of all files in bytes.
    pub fn progress(&mut self, of: f64) -> PreflightProgress {
        let users = &self.engine.users;
        for (user, entry) in users.from(self.looked) {
            if self.first.len() == FIRST_USERS {
                break;
            }
            if entry.bits != 0 {
                self.first.push(user);
            }
        }
        self.looked = u32::try_from(users.len()).unwrap_or(u32::MAX);
        PreflightProgress {
            file: self.current,
            bytes: self.bytes,
            of,
            totals: self.engine.totals,
            findings: self.engine.counted(),
            first: self
                .first
                .iter()
                .filter_map(|user| self.row(*user))
                .collect(),
        }
    }

    /// The report, after the last file. `milliseconds` and `memory` are what
    /// the run took.
    pub fn report(&mut self, milliseconds: f64, memory: f64) -> PreflightReport {
        let (roles, more_roles) = self.engine.roles.needed(NAMES);
        let (teams, more_teams) = self.engine.teams.needed(NAMES);
        let orphans = self.engine.talkdesk.orphans().count();
        self.engine.totals.orphans = u32::try_from(orphans).unwrap_or(u32::MAX);
        let mut notes = self.notes.clone();
        let seconds = self
            .files
            .iter()
            .position(|file| matches!(file.purpose, InputPurpose::Assigned | InputPurpose::More));
        if let Some(own) = seconds.and_then(|file| notes.get_mut(file)) {
            let joined = &self.engine.supplements;
            let (groups, unjoined) = (joined.groups, joined.unjoined());
            if groups > 0 {
                own.push(UsersFileNote::Groups(groups));
            }
            if unjoined > 0 {
                own.push(UsersFileNote::Unjoined(unjoined));
            }
        }
        let (total, held) = (self.talkdesk_total, self.engine.talkdesk.len());
        let list = self.purposes().rposition(|of| of == InputPurpose::Talkdesk);
        if let Some(own) = list.and_then(|file| notes.get_mut(file))
            && total > held
        {
            own.push(UsersFileNote::PartOfTalkdesk { total, held });
        }
        let requests = self.engine.requests;
        let report = PreflightReport {
            totals: self.engine.totals,
            set: self.engine.set_diagnostics(&self.set),
            findings: self.engine.counted(),
            issues: self.engine.issues(),
            roles,
            teams,
            names_left_out: more_roles.saturating_add(more_teams),
            first_cycle: FirstCycle {
                requests,
                seconds: requests.div_ceil(REQUESTS_PER_SECOND),
            },
            licences: self.engine.licences,
            compared: self.engine.talkdesk.known,
            notes,
            milliseconds,
            memory,
        };
        self.report = Some(report.clone());
        report
    }

    /// The target that the worst finding of a user is about.
    fn worst_target(&self, user: u32, bits: u64) -> Option<String> {
        let kind = FindingKind::of_bits(bits).next()?;
        let mut details = self.engine.details.of(user);
        let row = details.find_map(|found| found.row.filter(|_| found.kind == kind));
        let matching = matching_target(&self.engine.set);
        let target = row.and_then(|row| Some(self.set.rows.get(row)?.target.as_str()));
        target
            .or_else(|| kind.usual_target(matching))
            .map(str::to_owned)
    }

    pub(super) fn row(&self, user: u32) -> Option<UserRow> {
        let entry = self.engine.users.get(user)?;
        let text = |which| self.engine.users.text(entry, which).to_owned();
        Some(UserRow {
            user,
            line: entry.line,
            name: text(UserText::Name),
            upn: text(UserText::Upn),
            outcome: entry.outcome,
            skip: entry.skip,
            severity: worst(entry.bits),
            kinds: FindingKind::of_bits(entry.bits).collect(),
            target: self.worst_target(user, entry.bits),
        })
    }
}

const _: () = assert!(MAX_ROWS < u32::MAX);
