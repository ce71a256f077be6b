//! Parts of the lists, filtered, searched and sorted.

use std::cmp::Ordering;

use crate::WINDOW;
use crate::engine::target_users::TargetUserRef;
use crate::engine::worst;
use crate::protocol::{Orphan, Query, Sort, Window};
use crate::report::UserRow;
use crate::run::PreflightRun;
use crate::storage::users::{UserEntry, UserText};
use provisioning::talkdesk::{FAMILY_NAME, GIVEN_NAME, USER_NAME};

impl PreflightRun {
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
        window(query, found.unwrap_or_default(), |user| self.row(*user))
    }

    fn find(&self, query: &Query) -> Vec<u32> {
        let users = &self.engine.users;
        let wanted = Wanted::new(&query.search);
        let searched = [
            UserText::Name,
            UserText::Upn,
            UserText::UserName,
            UserText::Id,
            UserText::Matching,
        ];
        let about = self.users_about(query);
        let fits = |user: u32, entry: &UserEntry| {
            query.outcome.is_none_or(|outcome| entry.outcome == outcome)
                && query
                    .severity
                    .is_none_or(|least| worst(entry.bits).is_some_and(|own| own >= least))
                && query.kind.is_none_or(|kind| entry.has(kind))
                && about
                    .as_ref()
                    .is_none_or(|about| about.binary_search(&user).is_ok())
                && (wanted.is_in(searched.map(|which| users.text(entry, which)))
                    || !entry.shares(UserText::ExternalId, UserText::Id)
                        && wanted.is_in([users.text(entry, UserText::ExternalId)]))
        };
        let mut found: Vec<u32> = users
            .from(0)
            .filter(|(user, entry)| fits(*user, entry))
            .map(|(user, _)| user)
            .collect();
        match query.sort {
            Sort::Row => {}
            Sort::Name => self.sort_by_text(&mut found, UserText::Name),
            Sort::UserName => self.sort_by_text(&mut found, UserText::UserName),
            Sort::Severity => found.sort_by_cached_key(|user| {
                let bits = users.get(*user).map_or(0, |entry| entry.bits);
                std::cmp::Reverse((worst(bits), bits.count_ones()))
            }),
            Sort::Outcome => found.sort_by_key(|user| users.get(*user).map(|entry| entry.outcome)),
        }
        if query.descending {
            found.reverse();
        }
        found
    }

    /// The users with the wanted kind of finding about the wanted target, in
    /// their order. None where the kind does not tell targets apart.
    fn users_about(&self, query: &Query) -> Option<Vec<u32>> {
        let (kind, target) = (query.kind?, query.target.as_deref()?);
        let row = self.set.rows.iter().position(|row| row.target == target)?;
        let mut users = Vec::new();
        self.engine.details.each(|user, found, about| {
            if found == kind && about == Some(row) {
                users.push(user);
            }
        });
        (!users.is_empty()).then_some(users)
    }

    /// Sorts by a text whatever its case, users with the same one as in the
    /// file. The first bytes decide most of it.
    fn sort_by_text(&self, found: &mut Vec<u32>, which: UserText) {
        let users = &self.engine.users;
        let text = |user: u32| users.get(user).map_or("", |entry| users.text(entry, which));
        let mut keyed: Vec<(u64, u32)> = found
            .iter()
            .map(|user| (beginning(text(*user)), *user))
            .collect();
        keyed.sort_unstable_by(|a, b| {
            let texts = || compare_folded(text(a.1), text(b.1));
            a.0.cmp(&b.0).then_with(texts).then(a.1.cmp(&b.1))
        });
        found.clear();
        found.extend(keyed.into_iter().map(|(_, user)| user));
    }

    /// A part of the users who are in Talkdesk and not in scope.
    pub fn orphans(&self, query: &Query) -> Window<Orphan> {
        let wanted = Wanted::new(&query.search);
        let all = self.engine.talkdesk.orphans().map(orphan);
        let found: Vec<_> = all
            .filter(|orphan| wanted.is_in([&orphan.user_name, &orphan.name]))
            .collect();
        window(query, &found, |orphan| Some(orphan.clone()))
    }
}

/// The part of a list that a query wants.
fn window<T, R>(query: &Query, found: &[T], row: impl Fn(&T) -> Option<R>) -> Window<R> {
    let start = query.start.min(found.len());
    let wanted = found.iter().skip(start).take(query.count.min(WINDOW));
    Window {
        total: found.len(),
        start,
        rows: wanted.filter_map(row).collect(),
    }
}

/// A user of Talkdesk as the page shows it.
pub(crate) fn orphan(existing: TargetUserRef<'_>) -> Orphan {
    let value = |target| existing.value(target).unwrap_or_default();
    let name = format!("{} {}", value(GIVEN_NAME), value(FAMILY_NAME));
    Orphan {
        user_name: value(USER_NAME).to_owned(),
        name: name.trim().to_owned(),
        active: existing.active(),
        in_file: existing.in_file(),
    }
}

/// A text to search for in small letters, whatever the case.
struct Wanted(String);

impl Wanted {
    fn new(text: &str) -> Self {
        Self(text.trim().to_lowercase())
    }

    fn is_in<const N: usize>(&self, texts: [&str; N]) -> bool {
        let wanted = self.0.as_bytes();
        if wanted.is_empty() {
            return true;
        }
        texts.into_iter().any(|text| match text.is_ascii() {
            true => {
                let mut windows = text.as_bytes().windows(wanted.len());
                windows.any(|window| window.eq_ignore_ascii_case(wanted))
            }
            false => text.to_lowercase().contains(&self.0),
        })
    }
}

/// The first eight bytes of a text without case, in an order that agrees with
/// [`compare_folded`].
fn beginning(text: &str) -> u64 {
    let mut bytes = [0; 8];
    let folded;
    let text = match text.is_ascii() {
        true => text.as_bytes(),
        false => {
            folded = text.to_lowercase();
            folded.as_bytes()
        }
    };
    for (to, from) in bytes.iter_mut().zip(text) {
        *to = from.to_ascii_lowercase();
    }
    u64::from_be_bytes(bytes)
}

fn compare_folded(a: &str, b: &str) -> Ordering {
    match a.is_ascii() && b.is_ascii() {
        true => a
            .bytes()
            .map(|byte| byte.to_ascii_lowercase())
            .cmp(b.bytes().map(|byte| byte.to_ascii_lowercase())),
        false => a.to_lowercase().cmp(&b.to_lowercase()),
    }
}
