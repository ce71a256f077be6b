//! What a worker does: expressions compiled once, records made once, then runs.

use entra_expression::evaluate::{
    AttributeValue, Environment, EvaluationOutcome, Program, TableColumns, TableRow,
};
use wasm_bindgen::prelude::wasm_bindgen;

/// Between the values of an attribute that has several.
const BETWEEN_VALUES: char = '|';
/// What ends the name of such an attribute.
const SEVERAL: &str = "[]";

/// Expressions and the users that they are run for.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Workload {
    programs: Vec<(Program, TableColumns)>,
    users: Vec<Vec<Option<AttributeValue>>>,
    environment: Environment,
}

#[wasm_bindgen]
impl Workload {
    /// Reads a workload: a line with the number of expressions, one line for each, a line with the
    /// names of the attributes, and one line for each user. Names and values stand between tabs;
    /// where a name ends in `[]`, the values stand between bars.
    ///
    /// # Errors
    ///
    /// The first expression that cannot be compiled, or a text that is no workload.
    #[wasm_bindgen(constructor)]
    pub fn read(text: &str) -> Result<Workload, String> {
        let mut lines = text.lines();
        let mut next = || lines.next().ok_or("The workload ends too early.");
        let count: usize = next()?.parse().map_err(|_| "No number of expressions.")?;
        let mut programs = Vec::with_capacity(count);
        for _ in 0..count {
            let line = next()?;
            programs.push(Program::parse(line).map_err(|error| format!("{line}: {error}"))?);
        }
        let names: Vec<&str> = next()?.split('\t').collect();
        let plain: Vec<&str> = names
            .iter()
            .map(|name| name.trim_end_matches(SEVERAL))
            .collect();
        let programs = programs.into_iter().map(|program| {
            let columns = TableColumns::new(&program, &plain);
            (program, columns)
        });
        let users = lines.map(|line| values(&names, line)).collect();
        Ok(Self {
            programs: programs.collect(),
            users,
            environment: Environment::default(),
        })
    }

    /// The values of one expression for all users, one in each line.
    ///
    /// # Errors
    ///
    /// The first user for whom the expression gives no single value.
    pub fn values(&mut self, expression: usize) -> Result<String, String> {
        let (program, columns) = self.programs.get(expression).ok_or("No such expression.")?;
        let mut all = String::new();
        for (index, user) in self.users.iter().enumerate() {
            match program.run(&TableRow::new(columns, user), &mut self.environment) {
                Ok(EvaluationOutcome::Value(text)) => all.push_str(&text),
                Ok(_) => return Err(format!("User {index} has no single value.")),
                Err(error) => return Err(format!("User {index}: {error}")),
            }
            all.push('\n');
        }
        Ok(all)
    }

    /// Runs one expression for all users, again and again; gives the bytes of all values, so that
    /// no run can be left out.
    pub fn run(&mut self, expression: usize, passes: usize) -> usize {
        let Some((program, columns)) = self.programs.get(expression) else {
            return 0;
        };
        let mut bytes = 0;
        for _ in 0..passes {
            for user in &self.users {
                let row = TableRow::new(columns, user);
                if let Ok(EvaluationOutcome::Value(text)) = program.run(&row, &mut self.environment)
                {
                    bytes += text.len();
                }
            }
        }
        bytes
    }
}

fn values(names: &[&str], line: &str) -> Vec<Option<AttributeValue>> {
    let cells = names.iter().zip(line.split('\t'));
    let values = cells.map(|(name, cell)| match name.ends_with(SEVERAL) {
        false => AttributeValue::from(cell),
        true => {
            let values = cell.split(BETWEEN_VALUES);
            let values = values.filter(|value| !value.is_empty());
            AttributeValue::Many(values.map(str::to_owned).collect())
        }
    });
    values.map(Some).collect()
}

#[cfg(test)]
mod tests {
    use super::Workload;

    #[test]
    fn a_workload_is_read_and_run() {
        let text =
            "2\n[mail]\nSingleAppRoleAssignment([roles])\nmail\troles[]\na@b\tAgent\nc\tLead";
        let mut workload = Workload::read(text).unwrap();
        assert_eq!(workload.values(0).unwrap(), "a@b\nc\n");
        assert_eq!(workload.values(1).unwrap(), "Agent\nLead\n");
        assert_eq!(workload.run(1, 3), 3 * "AgentLead".len());
    }

    #[test]
    fn what_gives_no_single_value_is_an_error() {
        let mut workload = Workload::read("1\n[none]\nmail\na@b").unwrap();
        assert_eq!(
            workload.values(0),
            Err("User 0 has no single value.".to_owned())
        );
        assert!(Workload::read("1\nSwitch(").is_err());
        assert!(Workload::read("").is_err());
    }
}
