//! Which part of a long list is on the page.

use preflight::protocol::{Query, Sort, Window};
use preflight::report::UserOutcome;
use preflight::report::finding_kind::FindingKind;

use provisioning::format::grouped;

use crate::components::status::StatusKind;

/// How many are on a page of a list.
pub const PAGE: usize = 100;

/// The orders, as they are called on the page.
pub const ORDERS: [(Sort, &str); 5] = [
    (Sort::Severity, "Most severe first"),
    (Sort::Row, "Order in the file"),
    (Sort::Name, "Name"),
    (Sort::UserName, "userName in Talkdesk"),
    (Sort::Outcome, "Result"),
];

/// The query of a list that nobody has filtered.
pub fn first_query() -> Query {
    Query {
        sort: Sort::Severity,
        count: PAGE,
        ..Query::default()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListPosition {
    /// The place of the first one that is shown, counted from 0.
    pub start: usize,
    pub shown: usize,
    pub total: usize,
}

impl ListPosition {
    pub fn of<T>(window: &Window<T>) -> Self {
        Self {
            start: window.start,
            shown: window.rows.len(),
            total: window.total,
        }
    }

    pub fn text(self, one: &str, many: &str) -> String {
        let number = |number: usize| grouped(number as u64);
        match self.total {
            0 => format!("No {many}"),
            1 => format!("1 {one}"),
            total if self.shown == total => format!("{} {many}", number(total)),
            total => format!(
                "{} to {} of {} {many}",
                number(self.start + 1),
                number(self.start + self.shown),
                number(total)
            ),
        }
    }

    pub fn before(self) -> Option<usize> {
        (self.start > 0).then(|| self.start.saturating_sub(PAGE))
    }

    pub fn after(self) -> Option<usize> {
        let next = self.start + self.shown;
        (self.shown > 0 && next < self.total).then_some(next)
    }

    pub fn last(self) -> usize {
        self.total.saturating_sub(1) / PAGE * PAGE
    }
}

/// The issue that the list can be narrowed down to, as the value of a field
/// ([`IssueCount::key`]): the kind, and the target if it is about one.
pub fn issue_of(value: &str) -> (Option<FindingKind>, Option<String>) {
    let (code, target) = match value.split_once(' ') {
        Some((code, target)) => (code, Some(target.to_owned())),
        None => (value, None),
    };
    let mut all = FindingKind::ALL.iter().copied();
    let kind = all.find(|kind| kind.text().code == code);
    (kind, target.filter(|_| kind.is_some()))
}

/// The value for what the list is narrowed down to.
pub fn issue_value(query: &Query) -> String {
    let code = query.kind.map_or("", |kind| kind.text().code);
    match &query.target {
        Some(target) => format!("{code} {target}"),
        None => code.to_owned(),
    }
}

pub fn outcome_of(value: &str) -> Option<UserOutcome> {
    let mut all = UserOutcome::ALL.into_iter();
    all.find(|outcome| outcome.label() == value)
}

pub fn order_of(value: &str) -> Sort {
    let found = ORDERS.iter().find(|(_, label)| *label == value);
    found.map_or(Sort::Severity, |(sort, _)| *sort)
}

pub fn outcome_status(outcome: UserOutcome) -> StatusKind {
    match outcome {
        UserOutcome::Refused => StatusKind::Bad,
        UserOutcome::Unknown => StatusKind::Warning,
        UserOutcome::Created | UserOutcome::Updated => StatusKind::Ok,
        UserOutcome::Unchanged | UserOutcome::Skipped => StatusKind::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(start: usize, shown: usize, total: usize) -> ListPosition {
        ListPosition {
            start,
            shown,
            total,
        }
    }

    #[test]
    fn a_spot_says_where_it_is() {
        let cases = [
            (spot(0, 0, 0), "No users", None, None),
            (spot(0, 1, 1), "1 user", None, None),
            (spot(0, 42, 42), "42 users", None, None),
            (
                spot(0, 100, 100_000),
                "1 to 100 of 100,000 users",
                None,
                Some(100),
            ),
            (spot(100, 50, 150), "101 to 150 of 150 users", Some(0), None),
            (
                spot(40, 100, 300),
                "41 to 140 of 300 users",
                Some(0),
                Some(140),
            ),
            (
                spot(300, 0, 200),
                "301 to 300 of 200 users",
                Some(200),
                None,
            ),
        ];
        for (spot, words, before, after) in cases {
            assert_eq!(spot.text("user", "users"), words);
            assert_eq!((spot.before(), spot.after()), (before, after), "{spot:?}");
        }
        assert_eq!(spot(0, 100, 100_000).last(), 99_900);
        assert_eq!(spot(0, 100, 150).last(), 100);
        assert_eq!(spot(0, 0, 0).last(), 0);
    }

    #[test]
    fn values_of_fields_are_read_back() {
        for kind in FindingKind::ALL {
            let query = Query {
                kind: Some(*kind),
                target: Some("name.familyName".to_owned()),
                ..Query::default()
            };
            let read = issue_of(&issue_value(&query));
            assert_eq!(read, (query.kind, query.target));
            assert_eq!(issue_of(kind.text().code), (Some(*kind), None));
        }
        for outcome in UserOutcome::ALL {
            assert_eq!(outcome_of(outcome.label()), Some(outcome));
        }
        for (sort, label) in ORDERS {
            assert_eq!(order_of(label), sort);
        }
        assert_eq!((issue_of(""), outcome_of("")), ((None, None), None));
    }
}
