//! A mapping set, compiled once and run for many users.
//!
//! ```
//! use entra_expression::evaluate::Environment;
//! use provisioning::evaluate::{CompiledSet, MappedValue};
//! use provisioning::mapping::MappingSet;
//! use provisioning::user::sample::SAMPLE_USERS;
//!
//! let set = CompiledSet::new(&MappingSet::default());
//! let user = SAMPLE_USERS[0].user().record();
//! let applied = set.evaluate(&user, &mut Environment::default());
//! assert_eq!(applied.get("active"), Some(&MappedValue::One("True".into())));
//! ```

mod columns;

use std::borrow::Cow;

use entra_expression::Expr;
use entra_expression::evaluate::{
    AttributeLookup, Environment, EvaluationError, EvaluationOutcome, IgnoredFlow, Program,
};

use crate::mapping::{MappingSet, Row, Source};

pub use columns::{SetColumns, SetRow};

/// What a row gives for a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MappedValue<'v> {
    One(Cow<'v, str>),
    /// Several values, perhaps none.
    Many(Vec<Cow<'v, str>>),
    /// Nothing; Entra leaves the target alone.
    Null,
    /// The expression says that the attribute or the whole user is left out.
    Ignored(IgnoredFlow),
    /// The expression cannot be evaluated. Its span is within the text of the
    /// row's expression.
    Failed(Cow<'v, EvaluationError>),
}

impl MappedValue<'_> {
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::One(text) => Some(text),
            _ => None,
        }
    }
}

impl<'v> From<Result<EvaluationOutcome<'v>, EvaluationError>> for MappedValue<'v> {
    fn from(result: Result<EvaluationOutcome<'v>, EvaluationError>) -> Self {
        match result {
            Ok(EvaluationOutcome::Value(text)) => Self::One(text),
            Ok(EvaluationOutcome::Values(texts)) => Self::Many(texts),
            Ok(EvaluationOutcome::Null) => Self::Null,
            Ok(EvaluationOutcome::Ignored(flow)) => Self::Ignored(flow),
            Err(error) => Self::Failed(Cow::Owned(error)),
        }
    }
}

/// What makes the value of a row.
#[derive(Debug)]
enum CompiledSource {
    Nothing,
    Constant(String),
    Run(Program),
    /// The expression is not sound.
    Invalid(EvaluationError),
}

#[derive(Debug)]
pub struct CompiledRow {
    row: Row,
    source: CompiledSource,
}

impl CompiledRow {
    fn new(row: &Row) -> Self {
        let program = |program: Result<Program, EvaluationError>| match program {
            Ok(program) => CompiledSource::Run(program),
            Err(error) => CompiledSource::Invalid(error),
        };
        let work = match &row.source {
            Source::None => CompiledSource::Nothing,
            Source::Constant(text) => CompiledSource::Constant(text.clone()),
            Source::Direct(name) => program(Program::from_expr(&Expr::attribute(name))),
            Source::Expression(text) => program(Program::parse(text)),
        };
        Self {
            row: row.clone(),
            source: work,
        }
    }

    /// The row as the portal has it.
    pub fn row(&self) -> &Row {
        &self.row
    }

    /// Names of the source attributes that the row reads.
    pub fn attributes(&self) -> &[String] {
        match &self.source {
            CompiledSource::Run(program) => program.attributes(),
            _ => &[],
        }
    }

    /// The program, when the row has one that is sound.
    pub fn program(&self) -> Option<&Program> {
        match &self.source {
            CompiledSource::Run(program) => Some(program),
            _ => None,
        }
    }

    /// What is wrong with the expression, whoever the user is.
    pub fn error(&self) -> Option<&EvaluationError> {
        match &self.source {
            CompiledSource::Invalid(error) => Some(error),
            _ => None,
        }
    }

    /// What the row gives for a user, without the default value.
    pub fn value<'v, A: AttributeLookup>(
        &'v self,
        user: &'v A,
        environment: &mut Environment,
    ) -> MappedValue<'v> {
        match &self.source {
            CompiledSource::Nothing => MappedValue::Null,
            CompiledSource::Constant(text) => MappedValue::One(Cow::Borrowed(text)),
            CompiledSource::Invalid(error) => MappedValue::Failed(Cow::Borrowed(error)),
            CompiledSource::Run(program) => program.run(user, environment).into(),
        }
    }

    /// What the row gives when the user is created: "Default value if null"
    /// counts then and at no other time.
    pub fn on_creation<'v>(&'v self, given: &'v MappedValue<'v>) -> Cow<'v, MappedValue<'v>> {
        match (given, &self.row.default_value) {
            (MappedValue::Null, Some(default)) if !default.is_empty() => {
                Cow::Owned(MappedValue::One(Cow::Borrowed(default)))
            }
            _ => Cow::Borrowed(given),
        }
    }
}

#[derive(Debug)]
pub struct CompiledSet {
    rows: Vec<CompiledRow>,
    matching: Option<usize>,
}

impl CompiledSet {
    /// Compiles every row. A row whose expression is not sound stays and gives
    /// [`MappedValue::Failed`] for every user.
    pub fn new(set: &MappingSet) -> Self {
        let rows: Vec<_> = set.rows.iter().map(CompiledRow::new).collect();
        let precedences = rows.iter().enumerate();
        let matching = precedences
            .filter_map(|(index, row)| Some((row.row.matching_precedence?, index)))
            .min();
        Self {
            rows,
            matching: matching.map(|(_, index)| index),
        }
    }

    pub fn rows(&self) -> &[CompiledRow] {
        &self.rows
    }

    /// Where the first row of a target stands.
    pub fn position(&self, target: &str) -> Option<usize> {
        self.rows.iter().position(|row| row.row.target == target)
    }

    /// Where the row stands that Entra finds users by first: the one with the
    /// lowest matching precedence.
    pub fn matching(&self) -> Option<usize> {
        self.matching
    }

    /// Names of all source attributes that the set reads, each once, in the
    /// order in which they are first read.
    pub fn attributes(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for name in self.rows.iter().flat_map(CompiledRow::attributes) {
            if !names.contains(&name.as_str()) {
                names.push(name);
            }
        }
        names
    }

    /// Runs every row for one user whose attributes are found by name.
    pub fn evaluate<'v, A: AttributeLookup>(
        &'v self,
        user: &'v A,
        environment: &mut Environment,
    ) -> EvaluatedUser<'v> {
        self.evaluate_with(|_, row| row.value(user, environment))
    }

    /// Takes what each row gives, by its index, from elsewhere.
    pub fn evaluate_with<'v>(
        &'v self,
        mut give: impl FnMut(usize, &'v CompiledRow) -> MappedValue<'v>,
    ) -> EvaluatedUser<'v> {
        let rows = self.rows.iter().enumerate();
        EvaluatedUser {
            set: self,
            values: rows.map(|(index, row)| give(index, row)).collect(),
        }
    }

    /// Runs every row for one line of a table; see [`SetColumns`].
    pub fn evaluate_row<'v>(
        &'v self,
        user: &'v SetRow<'v>,
        environment: &mut Environment,
    ) -> EvaluatedUser<'v> {
        let rows = self.rows.iter().zip(user.rows());
        EvaluatedUser {
            set: self,
            values: rows
                .map(|(compiled, row)| compiled.value(row, environment))
                .collect(),
        }
    }
}

/// What a set gives for one user, row by row.
#[derive(Debug, Clone)]
pub struct EvaluatedUser<'v> {
    set: &'v CompiledSet,
    values: Vec<MappedValue<'v>>,
}

impl<'v> EvaluatedUser<'v> {
    pub fn set(&self) -> &'v CompiledSet {
        self.set
    }

    /// What each row gives, in the order of the set.
    pub fn values(&self) -> &[MappedValue<'v>] {
        &self.values
    }

    pub fn pairs(&self) -> impl Iterator<Item = (&'v CompiledRow, &MappedValue<'v>)> {
        self.set.rows.iter().zip(&self.values)
    }

    /// What the first row of a target gives.
    pub fn get(&self, target: &str) -> Option<&MappedValue<'v>> {
        self.values.get(self.set.position(target)?)
    }

    /// What the first row of a target gives when the user is created.
    pub fn created(&self, target: &str) -> Option<Cow<'_, MappedValue<'_>>> {
        let index = self.set.position(target)?;
        Some(
            self.set
                .rows
                .get(index)?
                .on_creation(self.values.get(index)?),
        )
    }

    /// The target and the value that Entra looks for the user by. There is
    /// none when no row is a match or when its row gives no single value; Entra
    /// then skips the user.
    pub fn matching(&self) -> Option<(&'v str, &str)> {
        let index = self.set.matching?;
        let row = self.set.rows.get(index)?;
        let text = self.values.get(index)?.text()?;
        Some((&row.row.target, text))
    }

    /// Whether there is a row that Entra finds users by.
    pub fn has_matching_row(&self) -> bool {
        self.set.matching.is_some()
    }

    /// Whether an expression says that the whole user is left out.
    pub fn is_left_out(&self) -> bool {
        self.values
            .contains(&MappedValue::Ignored(IgnoredFlow::Object))
    }
}

#[cfg(test)]
mod tests;
