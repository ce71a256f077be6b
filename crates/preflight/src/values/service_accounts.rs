//! The usual signs of accounts that are no person's. They only ever make a
//! hint, so they err on the side of silence.

use crate::report::finding_kind::FindingKind;

/// Whole mailbox names that no person has.
const MAILBOXES: [&str; 32] = [
    "info",
    "sales",
    "support",
    "office",
    "reception",
    "helpdesk",
    "noreply",
    "no-reply",
    "donotreply",
    "accounting",
    "accounts",
    "billing",
    "contact",
    "hello",
    "jobs",
    "careers",
    "hr",
    "marketing",
    "orders",
    "invoices",
    "invoice",
    "payroll",
    "press",
    "privacy",
    "security",
    "service",
    "team",
    "enquiries",
    "feedback",
    "postmaster",
    "webmaster",
    "abuse",
];

/// First parts of the names of rooms and shared mailboxes.
const ROOMS: [&str; 9] = [
    "room",
    "meetingroom",
    "confroom",
    "conference",
    "shared",
    "sharedmailbox",
    "equipment",
    "calendar",
    "resource",
];

/// First or last parts of the names of services and second accounts.
const SERVICES: [&str; 5] = ["svc", "adm", "admin", "srv", "svcacct"];

const SERVICES_FIRST: [&str; 9] = [
    "service",
    "test",
    "bot",
    "scanner",
    "backup",
    "healthmailbox",
    "systemmailbox",
    "sync",
    "daemon",
];

const PHRASES: [(&str, FindingKind); 5] = [
    ("shared mailbox", FindingKind::SharedMailbox),
    ("meeting room", FindingKind::SharedMailbox),
    ("conference room", FindingKind::SharedMailbox),
    ("service account", FindingKind::ServiceAccount),
    ("synchronization service", FindingKind::ServiceAccount),
];

/// What the names of an account look like: a shared mailbox, a service, or
/// nothing of the kind.
pub(crate) fn detect(upn: &str, name: &str) -> Option<FindingKind> {
    let local = upn.split_once('@').map_or(upn, |(local, _)| local);
    of_local(local).or_else(|| {
        let long = name.len() >= 12;
        let mut phrases = PHRASES.iter();
        let found = phrases.find(|(phrase, _)| long && contains_folded(name, phrase));
        found.map(|(_, kind)| *kind)
    })
}

fn of_local(local: &str) -> Option<FindingKind> {
    // The longest word here is shorter; a longer name is compared by its parts.
    let mut buffer = [0; 64];
    let lower = buffer.get_mut(..local.len())?;
    lower.copy_from_slice(local.as_bytes());
    lower.make_ascii_lowercase();
    let lower = &*lower;
    let ends = |byte: &u8| matches!(byte, b'.' | b'-' | b'_');
    let first_end = lower.iter().position(ends).unwrap_or(lower.len());
    let last_start = lower.iter().rposition(ends).map_or(0, |at| at + 1);
    let mut first = lower.get(..first_end)?;
    while let [rest @ .., last] = first
        && last.is_ascii_digit()
    {
        first = rest;
    }
    let last = lower.get(last_start..)?;
    let has = |words: &[&str], lengths: &Lengths, text: &[u8]| {
        lengths.may_have(text) && words.iter().any(|word| word.as_bytes() == text)
    };
    if has(&MAILBOXES, &MAILBOX_LENGTHS, lower) || has(&ROOMS, &ROOM_LENGTHS, first) {
        return Some(FindingKind::SharedMailbox);
    }
    let service = has(&SERVICES, &SERVICE_LENGTHS, first)
        || has(&SERVICES, &SERVICE_LENGTHS, last)
        || has(&SERVICES_FIRST, &SERVICE_FIRST_LENGTHS, first);
    service.then_some(FindingKind::ServiceAccount)
}

/// The lengths that words with the same first letter have, so that most names
/// are no word after one look.
struct Lengths([u32; 32]);

const MAILBOX_LENGTHS: Lengths = Lengths::of(&MAILBOXES);
const ROOM_LENGTHS: Lengths = Lengths::of(&ROOMS);
const SERVICE_LENGTHS: Lengths = Lengths::of(&SERVICES);
const SERVICE_FIRST_LENGTHS: Lengths = Lengths::of(&SERVICES_FIRST);

impl Lengths {
    const fn of(words: &[&str]) -> Self {
        let mut lengths = [0; 32];
        let mut at = 0;
        while at < words.len() {
            let word = words[at].as_bytes();
            lengths[(word[0] & 31) as usize] |= 1 << word.len();
            at += 1;
        }
        Self(lengths)
    }

    fn may_have(&self, text: &[u8]) -> bool {
        let Some(first) = text.first() else {
            return false;
        };
        let lengths = self.0[usize::from(first & 31)];
        u32::try_from(text.len()).is_ok_and(|length| lengths.unbounded_shr(length) & 1 == 1)
    }
}

fn contains_folded(text: &str, wanted: &str) -> bool {
    let wanted = wanted.as_bytes();
    let first = wanted.first().copied();
    let mut windows = text.as_bytes().windows(wanted.len().max(1));
    windows.any(|window| {
        let begins = window.first().map(u8::to_ascii_lowercase) == first;
        begins && window.eq_ignore_ascii_case(wanted)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_patterns_are_those_that_no_person_has() {
        use FindingKind::{ServiceAccount, SharedMailbox};
        let cases = [
            ("ana.silva@contoso.com", "Ana Silva", None),
            ("info@contoso.com", "Info", Some(SharedMailbox)),
            ("Info@contoso.com", "", Some(SharedMailbox)),
            ("information@contoso.com", "", None),
            ("room-12@contoso.com", "", Some(SharedMailbox)),
            ("room12@contoso.com", "", Some(SharedMailbox)),
            ("emma.room@contoso.com", "Emma Room", None),
            (
                "x1@contoso.com",
                "Berlin Meeting Room 4",
                Some(SharedMailbox),
            ),
            ("svc-sql@contoso.com", "", Some(ServiceAccount)),
            ("silva_adm@contoso.com", "", Some(ServiceAccount)),
            ("adm.silva@contoso.com", "", Some(ServiceAccount)),
            ("Sync_DC01_0123@contoso.com", "", Some(ServiceAccount)),
            (
                "x2@contoso.com",
                "Backup service account",
                Some(ServiceAccount),
            ),
            ("test3@contoso.com", "", Some(ServiceAccount)),
            ("jan.bot@contoso.com", "Jan Bot", None),
            ("testa.rossa@contoso.com", "", None),
            ("admira@contoso.com", "", None),
            ("josé@contoso.com", "José", None),
            ("", "", None),
        ];
        for (upn, name, expected) in cases {
            assert_eq!(detect(upn, name), expected, "{upn} {name}");
        }
    }
}
