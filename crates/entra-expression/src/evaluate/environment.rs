//! What an evaluation takes from outside: the user, the time, chance, and how far it may go.

use std::collections::HashMap;
use std::fmt;
use std::hash::{BuildHasher, Hasher};

use super::bytes::hash;
use super::trace::TraceRecorder;
use crate::contested::{Contested, ContestedSet};
use dotnet_text::date::Ticks;
use dotnet_text::regex::RegexScratch;

/// The value of an attribute of the source object. Truth values are `True` and `False`; an absent
/// attribute has no entry at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AttributeValue {
    /// One value.
    One(String),
    /// Several values, perhaps none.
    Many(Vec<String>),
}

impl From<&str> for AttributeValue {
    fn from(text: &str) -> Self {
        Self::One(text.to_owned())
    }
}

/// The attributes of one source object.
pub trait AttributeLookup {
    /// The attribute of a name; names are case-sensitive.
    fn attribute(&self, name: &str) -> Option<&AttributeValue>;

    /// The same attribute, of which the program that runs also knows the index in
    /// [`Program::attributes`](super::Program::attributes).
    fn nth(&self, _index: usize, name: &str) -> Option<&AttributeValue> {
        self.attribute(name)
    }
}

impl<S: BuildHasher> AttributeLookup for HashMap<String, AttributeValue, S> {
    fn attribute(&self, name: &str) -> Option<&AttributeValue> {
        self.get(name)
    }
}

impl AttributeLookup for Vec<(String, AttributeValue)> {
    fn attribute(&self, name: &str) -> Option<&AttributeValue> {
        let found = self.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value)
    }
}

/// Attributes by name, hashed faster than by default. Names come from mappings and files that the
/// reader of the result chose, so nobody gains by making them collide.
pub type AttributeRecord = HashMap<String, AttributeValue, NameHash>;

/// Makes [`NameHasher`]s.
#[derive(Debug, Clone, Copy, Default)]
pub struct NameHash;

impl BuildHasher for NameHash {
    type Hasher = NameHasher;

    fn build_hasher(&self) -> NameHasher {
        NameHasher(0)
    }
}

/// A hasher for short names: one multiplication for eight bytes.
#[derive(Debug, Clone, Copy)]
pub struct NameHasher(u64);

impl Hasher for NameHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(self.0, bytes);
    }

    fn write_u8(&mut self, _end_of_text: u8) {}

    fn finish(&self) -> u64 {
        // The table takes low bits for the place, and multiplication puts the best ones on top.
        self.0.rotate_left(26)
    }
}

/// Where `Guid` and `RandomString` take chance from; 64 random bits at a time.
pub type RandomSource = Box<dyn FnMut() -> u64>;

/// The name of an attribute, and its index among those that the program reads.
#[derive(Debug, Clone)]
pub(crate) struct AttributeRef {
    pub(crate) text: String,
    pub(crate) index: usize,
}

/// How far an evaluation may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvaluationLimits {
    /// Steps of one run: a call is one, so is an instruction of a regular expression.
    pub steps: u64,
    /// Bytes of any one text that is made.
    pub bytes: usize,
}

impl Default for EvaluationLimits {
    fn default() -> Self {
        Self {
            steps: 5_000_000,
            bytes: 1 << 20,
        }
    }
}

/// Everything from outside. Keep one and use it for many runs: it holds the working memory.
pub struct Environment {
    /// What `Now` gives, in UTC.
    pub now: Ticks,
    /// Where chance comes from.
    pub random: RandomSource,
    /// Values that the target already has, for `SelectUniqueValue`; compared exactly.
    pub taken: Vec<String>,
    /// How far a run may go.
    pub limits: EvaluationLimits,
    pub(crate) steps: u64,
    pub(crate) scratch: RegexScratch,
    pub(crate) recorder: Option<TraceRecorder>,
    pub(crate) contested: ContestedSet,
}

impl Environment {
    /// An environment with this time and this source of chance.
    pub fn new(now: Ticks, random: impl FnMut() -> u64 + 'static) -> Self {
        Self {
            now,
            random: Box::new(random),
            taken: Vec::new(),
            limits: EvaluationLimits::default(),
            steps: 0,
            scratch: RegexScratch::new(),
            recorder: None,
            contested: ContestedSet::default(),
        }
    }

    /// An environment whose chance is a sequence that `seed` determines (SplitMix64).
    pub fn seeded(now: Ticks, seed: u64) -> Self {
        let mut state = seed;
        Self::new(now, move || {
            state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
            let mut mixed = state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
            mixed ^ (mixed >> 31)
        })
    }

    /// The behavior on which the latest run came that Microsoft does not document clearly.
    pub const fn contested(&self) -> ContestedSet {
        self.contested
    }

    /// Notes that the run depends on such a behavior.
    pub(crate) const fn contest(&mut self, behavior: Contested) {
        self.contested.insert(behavior);
    }
}

impl Default for Environment {
    /// The time is 1970-01-01, and chance is the same every time: good for tests and examples.
    fn default() -> Self {
        Self::seeded(Ticks::from_unix(0), 0x9E37_79B9_7F4A_7C15)
    }
}

impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment")
            .field("now", &self.now)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
