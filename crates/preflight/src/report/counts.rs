//! What a report says without saying anything of a person: it may outlive the
//! users file.

use serde::{Deserialize, Serialize};

use crate::report::issue::IssueCount;
use crate::report::{FirstCycle, NameStatus, NeededName, PreflightReport, SkipReason, Totals};
use provisioning::format::{counted, grouped};

/// Counts only: no value of a users file, no name of a role, team or column.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReportCounts {
    pub totals: Totals,
    pub issues: Vec<IssueCount>,
    pub first_cycle: FirstCycle,
    pub licenses: u32,
    /// Whether Talkdesk's users were compared.
    pub compared: bool,
    pub roles: NameCounts,
    pub teams: NameCounts,
}

/// How many names have to exist in Talkdesk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct NameCounts {
    pub needed: u32,
    /// Of these, those that the admin's list does not have.
    pub missing: u32,
    /// Whether there was a list to check them against.
    pub checked: bool,
}

impl NameCounts {
    fn of(names: &[NeededName]) -> Self {
        let count = |all: usize| u32::try_from(all).unwrap_or(u32::MAX);
        let missing = names
            .iter()
            .filter(|name| name.known == NameStatus::Unknown);
        Self {
            needed: count(names.len()),
            missing: count(missing.count()),
            checked: names.iter().any(|name| name.known != NameStatus::NoList),
        }
    }
}

impl ReportCounts {
    pub fn of(report: &PreflightReport) -> Self {
        Self {
            totals: report.totals,
            issues: report.issues.clone(),
            first_cycle: report.first_cycle,
            licenses: report.licences,
            compared: report.compared,
            roles: NameCounts::of(&report.roles),
            teams: NameCounts::of(&report.teams),
        }
    }

    /// The result in one or a few short sentences.
    pub fn sentence(&self) -> String {
        let totals = &self.totals;
        let users = counted(totals.users.into(), "user", "users");
        let (created, existing) = (totals.created, totals.updated + totals.unchanged);
        let mut sentences = vec![match (created, existing) {
            (created, 0) if created == totals.users && created > 1 => {
                format!("All {users} will be created.")
            }
            (created, _) => format!("{} of {users} will be created.", grouped(created.into())),
        }];
        let mut add = |count: u32, text: &str| {
            if count > 0 {
                sentences.push(format!("{} {text}.", grouped(count.into())));
            }
        };
        add(totals.updated, "will be updated");
        add(totals.refused, "will be rejected");
        let unknown = match totals.unknown {
            1 => "can’t be predicted from this file",
            _ => "can’t be predicted from these files",
        };
        add(totals.unknown, unknown);
        sentences.join(" ")
    }

    /// The third fact: how many roles and teams are missing or needed, and what
    /// that means.
    pub fn names(&self) -> (String, &'static str) {
        let both = [self.roles, self.teams];
        let needed: u32 = both.iter().map(|names| names.needed).sum();
        let missing: u32 = both.iter().map(|names| names.missing).sum();
        let checked = both.iter().all(|names| names.needed == 0 || names.checked);
        match (needed, missing) {
            (0, _) => ("None".to_owned(), "new users get the role Agent"),
            (_, 1..) => (
                format!("{} missing", grouped(missing.into())),
                "create them in Talkdesk first",
            ),
            (needed, 0) if checked => (grouped(needed.into()), "all exist in Talkdesk"),
            (needed, 0) => (grouped(needed.into()), "must exist in Talkdesk"),
        }
    }

    /// Why users are skipped, the most frequent reason first: "account disabled".
    pub fn skips(&self) -> String {
        let reasons = SkipReason::ALL.into_iter().zip(self.totals.skips);
        let mut reasons: Vec<_> = reasons.filter(|(_, users)| *users > 0).collect();
        reasons.sort_by_key(|(_, users)| std::cmp::Reverse(*users));
        match reasons.as_slice() {
            [(only, _)] => only.phrase(),
            several => {
                let several = several.iter();
                let several = several
                    .map(|(skip, users)| format!("{} {}", grouped((*users).into()), skip.phrase()));
                several.collect::<Vec<_>>().join(", ")
            }
        }
    }
}

impl SkipReason {
    /// The label within a sentence.
    pub fn phrase(self) -> String {
        let label = self.label();
        let mut characters = label.chars();
        let first = characters.next().map(|first| first.to_lowercase());
        first.into_iter().flatten().chain(characters).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(totals: Totals) -> ReportCounts {
        ReportCounts {
            totals,
            ..ReportCounts::default()
        }
    }

    #[test]
    fn the_result_is_a_sentence() {
        let totals = |users, created, updated, refused, unknown| Totals {
            users,
            created,
            updated,
            refused,
            unknown,
            ..Totals::default()
        };
        let cases = [
            (
                totals(20_000, 19_305, 0, 295, 0),
                "19,305 of 20,000 users will be created. 295 will be rejected.",
            ),
            (totals(2, 2, 0, 0, 0), "All 2 users will be created."),
            (totals(1, 1, 0, 0, 0), "1 of 1 user will be created."),
            (
                totals(40, 34, 1, 4, 0),
                "34 of 40 users will be created. 1 will be updated. 4 will be rejected.",
            ),
            (
                totals(2, 0, 0, 0, 2),
                "0 of 2 users will be created. 2 can’t be predicted from these files.",
            ),
        ];
        for (totals, expected) in cases {
            assert_eq!(counts(totals).sentence(), expected);
        }
    }

    #[test]
    fn reasons_for_skipping_are_named() {
        let mut totals = Totals::default();
        totals.skips[SkipReason::Disabled as usize] = 400;
        assert_eq!(counts(totals).skips(), "account disabled");
        totals.skips[SkipReason::Guest as usize] = 1_200;
        assert_eq!(counts(totals).skips(), "1,200 guest, 400 account disabled");
    }

    #[test]
    fn names_are_missing_needed_or_none() {
        let names = |needed, missing, checked| NameCounts {
            needed,
            missing,
            checked,
        };
        let cases = [
            (names(0, 0, false), names(0, 0, false), "None"),
            (names(3, 0, false), names(1, 0, false), "4"),
            (names(3, 2, true), names(0, 0, false), "2 missing"),
        ];
        for (roles, teams, expected) in cases {
            let counts = ReportCounts {
                roles,
                teams,
                ..ReportCounts::default()
            };
            assert_eq!(counts.names().0, expected);
        }
    }
}
