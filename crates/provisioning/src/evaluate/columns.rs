//! Users as lines of a table: every row of the set knows in advance in which
//! columns the attributes stand that it reads.
//!
//! ```
//! use entra_expression::evaluate::{AttributeValue, Environment};
//! use provisioning::evaluate::CompiledSet;
//! use provisioning::mapping::MappingSet;
//!
//! let set = CompiledSet::new(&MappingSet::default());
//! let columns = set.columns(&["surname", "givenName"]);
//! let line = [Some(AttributeValue::from("Silva")), Some(AttributeValue::from("Ana"))];
//! let user = columns.user(&line);
//! let applied = set.apply_row(&user, &mut Environment::default());
//! assert_eq!(applied.get("name.givenName").and_then(|given| given.text()), Some("Ana"));
//! ```

use entra_expression::evaluate::{AttributeValue, TableColumns, TableRow};

use super::{CompiledSet, CompiledSource};

/// Where the attributes of each row of a set stand in the lines of a table.
#[derive(Debug, Clone)]
pub struct SetColumns {
    columns: Vec<TableColumns>,
}

impl CompiledSet {
    /// Finds the attributes of every row among the names of a table's columns.
    pub fn columns(&self, names: &[impl AsRef<str>]) -> SetColumns {
        let columns = self.rows.iter().map(|row| match &row.source {
            CompiledSource::Run(program) => TableColumns::new(program, names),
            _ => TableColumns::default(),
        });
        SetColumns {
            columns: columns.collect(),
        }
    }
}

impl SetColumns {
    /// One line of the table. What is beyond its end is absent.
    pub fn user<'a>(&'a self, values: &'a [Option<AttributeValue>]) -> SetRow<'a> {
        let columns = self.columns.iter();
        SetRow {
            rows: columns
                .map(|columns| TableRow::new(columns, values))
                .collect(),
        }
    }
}

/// One line of a table, as each row of the set sees it. It borrows the values.
#[derive(Debug, Clone)]
pub struct SetRow<'a> {
    rows: Vec<TableRow<'a>>,
}

impl<'a> SetRow<'a> {
    /// The line for each row of the set, in its order.
    pub fn rows(&self) -> &[TableRow<'a>] {
        &self.rows
    }
}
