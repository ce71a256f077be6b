//! Evaluation: compiled once, run for many users.
//!
//! ```
//! use entra_expression::evaluate::{
//!     AttributeRecord, AttributeValue, Environment, EvaluationOutcome, Program,
//! };
//!
//! let program = Program::parse(r#"ToLower(Append([givenName], "@contoso.com"))"#)?;
//! let user = AttributeRecord::from_iter([("givenName".to_owned(), AttributeValue::from("Ada"))]);
//! let mut environment = Environment::default();
//! let outcome = program.run(&user, &mut environment)?;
//! assert_eq!(outcome, EvaluationOutcome::Value("ada@contoso.com".into()));
//! # Ok::<(), entra_expression::evaluate::EvaluationError>(())
//! ```
//!
//! Values are text, null, a truth value, a whole number, a date or several texts; what leaves a
//! program is text. `Switch` and `IIF` evaluate only the branch that is taken, `Coalesce` and
//! `SelectUniqueValue` stop at the first value that serves. Where Microsoft's reference is silent
//! the decisions stand beside the function.

mod bytes;
mod compile;
mod environment;
mod error;
mod evaluator;
mod fast_path;
mod functions;
mod outcome;
mod program;
mod row;
mod switch_keys;
mod trace;
mod value;

pub use environment::{
    AttributeLookup, AttributeRecord, AttributeValue, Environment, EvaluationLimits, NameHash,
    NameHasher, RandomSource,
};
pub use error::{EvaluationError, EvaluationErrorKind, ExpectedValue, RangeErrorKind};
pub use outcome::{EvaluationOutcome, IgnoredFlow};
pub use program::Program;
pub use row::{TableColumns, TableRow};
pub use trace::{EvaluatedCall, EvaluationTrace};
pub use value::{Provenance, ValueOrigin};
