//! Users as rows of a table, whose attributes are found by their place instead of their name.

use super::{AttributeLookup, AttributeValue, Program};

/// Where the attributes that one program reads stand in the rows of a table. By default, of a
/// program that reads none.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableColumns {
    /// The attributes of the program, each with its column if the table has it.
    attributes: Vec<(String, Option<usize>)>,
}

impl TableColumns {
    /// Finds the attributes of a program among the names of a table's columns. Of two columns with
    /// one name the first counts.
    pub fn new(program: &Program, names: &[impl AsRef<str>]) -> Self {
        let position = |wanted: &str| names.iter().position(|name| name.as_ref() == wanted);
        let attributes = program.attributes().iter();
        Self {
            attributes: attributes
                .map(|name| (name.clone(), position(name)))
                .collect(),
        }
    }
}

/// One row of a table, for the program that the columns were made for.
///
/// ```
/// use entra_expression::evaluate::{
///     AttributeValue, Environment, EvaluationOutcome, Program, TableColumns, TableRow,
/// };
///
/// let program = Program::parse(r#"Append([givenName], "!")"#)?;
/// let columns = TableColumns::new(&program, &["surname", "givenName"]);
/// let user = [Some(AttributeValue::from("Lovelace")), Some(AttributeValue::from("Ada"))];
/// let row = TableRow::new(&columns, &user);
/// let outcome = program.run(&row, &mut Environment::default())?;
/// assert_eq!(outcome, EvaluationOutcome::Value("Ada!".into()));
/// # Ok::<(), entra_expression::evaluate::EvaluationError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct TableRow<'a> {
    columns: &'a TableColumns,
    values: &'a [Option<AttributeValue>],
}

impl<'a> TableRow<'a> {
    /// A row with its values in the order of the columns; what is beyond its end is absent.
    pub const fn new(columns: &'a TableColumns, values: &'a [Option<AttributeValue>]) -> Self {
        Self { columns, values }
    }

    #[inline]
    fn value(&self, column: Option<usize>) -> Option<&AttributeValue> {
        self.values.get(column?)?.as_ref()
    }
}

impl AttributeLookup for TableRow<'_> {
    fn attribute(&self, name: &str) -> Option<&AttributeValue> {
        let mut known = self.columns.attributes.iter();
        let (_, column) = known.find(|(own, _)| own == name)?;
        self.value(*column)
    }

    #[inline]
    fn nth(&self, index: usize, _name: &str) -> Option<&AttributeValue> {
        let (_, column) = self.columns.attributes.get(index)?;
        self.value(*column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evaluate::{Environment, EvaluationOutcome};

    #[test]
    fn positions_stand_for_names() {
        let program = Program::parse(r#"Join("-", [b], [a], [none], [b])"#).unwrap();
        assert_eq!(program.attributes(), ["b", "a", "none"]);
        let columns = TableColumns::new(&program, &["a", "b", "a"]);
        let mut environment = Environment::default();
        let full = ["1", "2", "3"].map(|text| Some(AttributeValue::from(text)));
        for (values, expected) in [
            (full.as_slice(), "2-1-2"),
            (&full[..1], "1"),
            (&[None, Some(AttributeValue::from("2"))], "2-2"),
        ] {
            let row = TableRow::new(&columns, values);
            let outcome = program.run(&row, &mut environment).unwrap();
            assert_eq!(outcome, EvaluationOutcome::Value(expected.into()));
            assert_eq!(row.attribute("a"), row.nth(1, "a"));
            assert_eq!(row.attribute("unread"), None);
        }
    }
}
