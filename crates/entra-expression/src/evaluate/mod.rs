//! Evaluation: compiled once, run for many users.
//!
//! ```
//! use entra_expression::evaluate::{Attribute, Environment, Outcome, Program, Record};
//!
//! let program = Program::parse(r#"ToLower(Append([givenName], "@contoso.com"))"#)?;
//! let user = Record::from_iter([("givenName".to_owned(), Attribute::from("Ada"))]);
//! let mut environment = Environment::default();
//! let outcome = program.run(&user, &mut environment)?;
//! assert_eq!(outcome, Outcome::Value("ada@contoso.com".into()));
//! # Ok::<(), entra_expression::evaluate::EvalError>(())
//! ```
//!
//! Values are text, null, a truth value, a whole number, a date or several texts; what leaves a
//! program is text. `Switch` and `IIF` evaluate only the branch that is taken, `Coalesce` and
//! `SelectUniqueValue` stop at the first value that serves. Where Microsoft's reference is silent
//! the decisions stand beside the function.

mod bytes;
mod compile;
mod conversion;
mod dates;
mod environment;
mod error;
mod generated;
mod keys;
mod lists;
mod logic;
mod ready;
mod replace;
mod roles;
mod row;
mod run;
mod text;
mod trace;
mod value;

use std::borrow::Cow;

pub use compile::Program;
pub use environment::{
    Attribute, Attributes, Environment, Limits, NameHash, NameHasher, Random, Record,
};
pub use error::{ErrorKind, EvalError, RangeProblem, Wanted};
pub use row::{Columns, Row};
pub use trace::{Call, Traced};
pub use value::{Origin, Source};

/// What is not sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Flow {
    /// The attribute.
    Attribute,
    /// The whole object.
    Object,
}

/// What an expression gives for a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome<'v> {
    /// One value.
    Value(Cow<'v, str>),
    /// Several values, perhaps none.
    Values(Vec<Cow<'v, str>>),
    /// Nothing is sent.
    Null,
    /// The attribute or the object is dropped from this cycle.
    Ignored(Flow),
}

impl Outcome<'_> {
    /// The same without borrowing from user or program.
    pub fn into_owned(self) -> Outcome<'static> {
        match self {
            Self::Value(text) => Outcome::Value(Cow::Owned(text.into_owned())),
            Self::Values(texts) => Outcome::Values(
                texts
                    .into_iter()
                    .map(|text| Cow::Owned(text.into_owned()))
                    .collect(),
            ),
            Self::Null => Outcome::Null,
            Self::Ignored(flow) => Outcome::Ignored(flow),
        }
    }
}
