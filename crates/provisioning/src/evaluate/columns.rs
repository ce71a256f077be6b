//! Users as lines of a table: every row of the set knows in advance in which
//! columns the attributes stand that it reads.
//!
//! ```
//! use entra_expression::evaluate::{Attribute, Environment};
//! use provisioning::evaluate::CompiledSet;
//! use provisioning::mapping::MappingSet;
//!
//! let set = CompiledSet::new(&MappingSet::default());
//! let columns = set.columns(&["surname", "givenName"]);
//! let line = [Some(Attribute::from("Silva")), Some(Attribute::from("Ana"))];
//! let user = columns.user(&line);
//! let applied = set.apply_row(&user, &mut Environment::default());
//! assert_eq!(applied.get("name.givenName").and_then(|given| given.text()), Some("Ana"));
//! ```

use entra_expression::evaluate::{Attribute, Columns, Row};

use super::{CompiledSet, Work};

/// Where the attributes of each row of a set stand in the lines of a table.
#[derive(Debug, Clone)]
pub struct SetColumns {
    columns: Vec<Columns>,
}

impl CompiledSet {
    /// Finds the attributes of every row among the names of a table's columns.
    pub fn columns(&self, names: &[impl AsRef<str>]) -> SetColumns {
        let columns = self.rows.iter().map(|row| match &row.work {
            Work::Run(program) => Columns::new(program, names),
            _ => Columns::default(),
        });
        SetColumns {
            columns: columns.collect(),
        }
    }
}

impl SetColumns {
    /// One line of the table. What is beyond its end is absent.
    pub fn user<'a>(&'a self, values: &'a [Option<Attribute>]) -> SetRow<'a> {
        let columns = self.columns.iter();
        SetRow {
            rows: columns.map(|columns| Row::new(columns, values)).collect(),
        }
    }
}

/// One line of a table, as each row of the set sees it. It borrows the values.
#[derive(Debug, Clone)]
pub struct SetRow<'a> {
    rows: Vec<Row<'a>>,
}

impl<'a> SetRow<'a> {
    /// The line for each row of the set, in its order.
    pub fn rows(&self) -> &[Row<'a>] {
        &self.rows
    }
}
