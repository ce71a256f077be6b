//! Truth values as spreadsheets and scripts write them, made what Entra holds.

use super::slots::{Names, Values};
use crate::entra::{BOOLEAN, ENABLED};
use crate::users_file::Note;

/// What is written for true and false, beside Entra's own words, in the
/// languages whose Excel translates them.
const WORDS: [(&str, bool); 20] = [
    ("true", true),
    ("false", false),
    ("yes", true),
    ("no", false),
    ("1", true),
    ("0", false),
    ("enabled", true),
    ("disabled", false),
    ("wahr", true),
    ("falsch", false),
    ("ja", true),
    ("nein", false),
    ("vrai", true),
    ("faux", false),
    ("verdadero", true),
    ("falso", false),
    ("verdadeiro", true),
    ("vero", true),
    ("waar", true),
    ("onwaar", false),
];

fn truth(text: &str) -> Option<bool> {
    let text = text.trim();
    let found = WORDS
        .iter()
        .find(|(word, _)| word.eq_ignore_ascii_case(text));
    found.map(|(_, truth)| *truth)
}

/// An attribute that is a truth value.
#[derive(Debug)]
struct Boolean {
    name: &'static str,
    place: usize,
    /// How many users have a value that is neither.
    unclear: u64,
}

/// The attributes that are truth values.
#[derive(Debug)]
pub(super) struct Truths {
    known: Vec<Boolean>,
    /// How many users have nothing that says whether they are enabled.
    unsaid: u64,
}

/// What one user's truth values are not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Unclear {
    /// Which of them are neither true nor false, as bits.
    neither: u32,
    /// Whether nothing says that the account is enabled or not.
    unsaid: bool,
}

impl Truths {
    /// Those among the names.
    pub(super) fn new(names: &Names) -> Self {
        let known = BOOLEAN.into_iter().filter_map(|name| {
            Some(Boolean {
                name,
                place: names.place(name)?,
                unclear: 0,
            })
        });
        Self {
            known: known.collect(),
            unsaid: 0,
        }
    }

    /// Writes them as Entra holds them; what is neither stays.
    pub(super) fn settle(&self, values: &mut Values) -> Unclear {
        let (mut neither, mut unsaid) = (0, false);
        for (bit, own) in self.known.iter().enumerate() {
            match values.one(own.place) {
                "" => unsaid |= own.name == ENABLED,
                "True" | "False" => {}
                text => match truth(text) {
                    Some(true) => values.set(own.place, "True"),
                    Some(false) => values.set(own.place, "False"),
                    None => neither |= 1 << bit,
                },
            }
        }
        Unclear { neither, unsaid }
    }

    /// Counts a user.
    pub(super) fn count(&mut self, unclear: Unclear) {
        self.unsaid += u64::from(unclear.unsaid);
        if unclear.neither != 0 {
            for (bit, own) in self.known.iter_mut().enumerate() {
                own.unclear += u64::from(unclear.neither >> bit & 1);
            }
        }
    }

    /// How many users have nothing that says whether they are enabled.
    pub(super) fn unsaid(&self) -> u64 {
        self.unsaid
    }

    /// What there is to say about those that were neither.
    pub(super) fn notes(&self) -> impl Iterator<Item = Note> {
        let unclear = self.known.iter().filter(|own| own.unclear > 0);
        unclear.map(|own| match own.name {
            ENABLED => Note::UnclearAccountEnabled { count: own.unclear },
            name => Note::UnclearTruth {
                attribute: name.to_owned(),
                count: own.unclear,
            },
        })
    }
}
