//! Parts of the lists, filtered, searched and sorted.

use std::cmp::Ordering;

use super::WINDOW;
use super::ask::{Orphan, Query, Sort, Window};
use super::engine::worst;
use super::existing::Existing;
use super::report::UserRow;
use super::run::Run;
use super::users::{Entry, Text};
use crate::talkdesk::{FAMILY_NAME, GIVEN_NAME, USER_NAME};

/// Which of two users comes first.
type Order<'a> = Box<dyn Fn(&Entry, &Entry) -> Ordering + 'a>;

impl Run {
    /// A part of the users.
    pub fn users(&mut self, query: &Query) -> Window<UserRow> {
        let whole = Query {
            start: 0,
            count: 0,
            ..query.clone()
        };
        let known = self.last.as_ref().is_some_and(|(last, _)| *last == whole);
        if !known {
            let found = self.find(&whole);
            self.last = Some((whole, found));
        }
        let found = self.last.as_ref().map(|(_, found)| found.as_slice());
        let found = found.unwrap_or_default();
        let start = query.start.min(found.len());
        let end = (start + query.count.min(WINDOW)).min(found.len());
        let wanted = found.get(start..end).unwrap_or_default();
        Window {
            total: found.len(),
            start,
            rows: wanted.iter().filter_map(|user| self.row(*user)).collect(),
        }
    }

    fn find(&self, query: &Query) -> Vec<u32> {
        let users = &self.engine.users;
        let wanted = Wanted::new(&query.search);
        let fits = |entry: &Entry| {
            query.outcome.is_none_or(|outcome| entry.outcome == outcome)
                && query
                    .severity
                    .is_none_or(|least| worst(entry.bits).is_some_and(|own| own >= least))
                && query.kind.is_none_or(|kind| entry.has(kind))
                && wanted.is_in(
                    [Text::Name, Text::Upn, Text::UserName, Text::Id]
                        .map(|which| users.text(entry, which)),
                )
        };
        let entries = users.entries();
        let numbered = (0_u32..).zip(entries);
        let mut found: Vec<u32> = numbered
            .filter(|(_, entry)| fits(entry))
            .map(|(user, _)| user)
            .collect();
        let by_text = |which: Text| {
            move |a: &Entry, b: &Entry| compare_folded(users.text(a, which), users.text(b, which))
        };
        let order: Order<'_> = match query.sort {
            Sort::Row => Box::new(|_, _| Ordering::Equal),
            Sort::Name => Box::new(by_text(Text::Name)),
            Sort::UserName => Box::new(by_text(Text::UserName)),
            Sort::Severity => Box::new(|a, b| {
                let key = |entry: &Entry| (worst(entry.bits), entry.bits.count_ones());
                key(b).cmp(&key(a))
            }),
            Sort::Outcome => Box::new(|a, b| a.outcome.cmp(&b.outcome)),
        };
        if query.sort != Sort::Row {
            found.sort_by(|a, b| match (users.get(*a), users.get(*b)) {
                (Some(a), Some(b)) => order(a, b),
                _ => Ordering::Equal,
            });
        }
        if query.descending {
            found.reverse();
        }
        found
    }

    /// A part of the users who are in Talkdesk and not in scope.
    pub fn orphans(&self, query: &Query) -> Window<Orphan> {
        let wanted = Wanted::new(&query.search);
        let all = self.engine.talkdesk.orphans().map(orphan);
        let found: Vec<_> = all
            .filter(|orphan| wanted.is_in([&orphan.user_name, &orphan.name]))
            .collect();
        let total = found.len();
        let start = query.start.min(total);
        let rows = found.into_iter().skip(start).take(query.count.min(WINDOW));
        Window {
            total,
            start,
            rows: rows.collect(),
        }
    }
}

/// A user of Talkdesk as the page shows it.
pub(super) fn orphan(existing: &Existing) -> Orphan {
    let value = |target| existing.value(target).unwrap_or_default();
    let name = format!("{} {}", value(GIVEN_NAME), value(FAMILY_NAME));
    Orphan {
        user_name: value(USER_NAME).to_owned(),
        name: name.trim().to_owned(),
        active: existing.active(),
        in_file: existing.in_file,
    }
}

/// A text to search for, whatever the case.
struct Wanted {
    folded: String,
}

impl Wanted {
    fn new(text: &str) -> Self {
        Self {
            folded: text.trim().to_lowercase(),
        }
    }

    fn is_in<const N: usize>(&self, texts: [&str; N]) -> bool {
        let wanted = self.folded.as_bytes();
        if wanted.is_empty() {
            return true;
        }
        texts.into_iter().any(|text| match text.is_ascii() {
            true => {
                let mut windows = text.as_bytes().windows(wanted.len());
                windows.any(|window| window.eq_ignore_ascii_case(wanted))
            }
            false => text.to_lowercase().contains(&self.folded),
        })
    }
}

fn compare_folded(a: &str, b: &str) -> Ordering {
    let fold = |text: &str| {
        text.chars()
            .flat_map(char::to_lowercase)
            .collect::<String>()
    };
    match a.is_ascii() && b.is_ascii() {
        true => a
            .bytes()
            .map(|byte| byte.to_ascii_lowercase())
            .cmp(b.bytes().map(|byte| byte.to_ascii_lowercase())),
        false => fold(a).cmp(&fold(b)),
    }
}
