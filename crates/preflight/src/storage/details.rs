//! What exactly findings are about: a target and a text for each.

use std::collections::HashMap;

use crate::report::finding_kind::FindingKind;

/// How many different texts are held. They are names and errors, which are
/// the same for many users.
const MAX_TEXTS: usize = 20_000;

/// How many bytes of a text are held.
const MAX_TEXT: usize = 1000;

const NONE: u32 = u32::MAX;

#[derive(Debug, Clone, Copy)]
struct Detail {
    user: u32,
    kind: FindingKind,
    target: u8,
    text: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DetailRef<'d> {
    pub(crate) kind: FindingKind,
    /// The row of the mapping set, if it is about one.
    pub(crate) row: Option<usize>,
    pub(crate) text: Option<&'d str>,
}

/// The findings of all users, in the order of the users.
#[derive(Debug, Default)]
pub(crate) struct Details {
    user: u32,
    /// The kinds that the user at hand has.
    bits: u64,
    all: Vec<Detail>,
    texts: Vec<String>,
    positions: HashMap<String, u32>,
}

impl Details {
    /// Users come one after the other.
    pub(crate) fn begin(&mut self, user: u32) {
        (self.user, self.bits) = (user, 0);
    }

    pub(crate) fn bits(&self) -> u64 {
        self.bits
    }

    /// Notes a finding of the user at hand. A kind that is about a name or a
    /// target can be there several times.
    pub(crate) fn add(&mut self, kind: FindingKind, row: Option<usize>, text: Option<&str>) {
        self.bits |= kind.bit();
        let text = text.map_or(NONE, |text| self.position(text));
        let target = row.and_then(|row| u8::try_from(row).ok());
        self.all.push(Detail {
            user: self.user,
            kind,
            target: target.unwrap_or(u8::MAX),
            text,
        });
    }

    fn position(&mut self, text: &str) -> u32 {
        let text = &text[..text.floor_char_boundary(MAX_TEXT)];
        if let Some(position) = self.positions.get(text) {
            return *position;
        }
        if self.texts.len() == MAX_TEXTS {
            return NONE;
        }
        let position = u32::try_from(self.texts.len()).unwrap_or(NONE);
        self.texts.push(text.to_owned());
        self.positions.insert(text.to_owned(), position);
        position
    }

    /// Calls `take` once for each user, kind and row that there is.
    pub(crate) fn each(&self, mut take: impl FnMut(u32, FindingKind, Option<usize>)) {
        for (index, detail) in self.all.iter().enumerate() {
            // A user has few findings, and they are next to each other.
            let earlier = self.all.get(..index).unwrap_or_default().iter().rev();
            let mut own = earlier.take_while(|other| other.user == detail.user);
            if !own.any(|other| other.kind == detail.kind && other.target == detail.target) {
                let row = (detail.target != u8::MAX).then_some(detail.target.into());
                take(detail.user, detail.kind, row);
            }
        }
    }

    pub(crate) fn of(&self, user: u32) -> impl Iterator<Item = DetailRef<'_>> {
        let start = self.all.partition_point(|detail| detail.user < user);
        let own = self.all.get(start..).unwrap_or_default().iter();
        own.take_while(move |detail| detail.user == user)
            .map(|detail| DetailRef {
                kind: detail.kind,
                row: (detail.target != u8::MAX).then_some(detail.target.into()),
                text: self.texts.get(detail.text as usize).map(String::as_str),
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_are_found_again_by_user() {
        let mut details = Details::default();
        details.begin(1);
        details.add(FindingKind::RoleUnknown, Some(3), Some("Boss"));
        details.add(FindingKind::Guest, None, None);
        details.begin(4);
        details.add(FindingKind::RoleUnknown, Some(3), Some("Boss"));
        let of = |user| {
            details
                .of(user)
                .map(|finding| (finding.kind, finding.row, finding.text))
                .collect::<Vec<_>>()
        };
        let boss = (FindingKind::RoleUnknown, Some(3), Some("Boss"));
        assert_eq!(of(1), [boss, (FindingKind::Guest, None, None)]);
        assert_eq!(of(4), [boss]);
        assert!(of(0).is_empty() && of(2).is_empty() && of(5).is_empty());
        assert_eq!(details.texts.len(), 1);
        details.begin(6);
        details.add(FindingKind::NotEmail, None, Some(&"é".repeat(MAX_TEXT)));
        assert_eq!(details.of(6).next().unwrap().text.unwrap().len(), MAX_TEXT);
    }
}
