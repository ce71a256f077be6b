//! Tables for spreadsheets.

/// Characters that make a spreadsheet take a cell for a formula when it
/// begins with one.
/// The full-width forms count in East Asian versions.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Writes CSV that Excel reads as UTF-8, and in which no cell is a formula.
pub(super) struct Csv {
    pub(super) text: String,
}

impl Csv {
    pub(super) fn new(headers: &[&str]) -> Self {
        let mut csv = Self {
            text: String::from('\u{FEFF}'),
        };
        csv.row(headers);
        csv
    }

    pub(super) fn row(&mut self, cells: &[&str]) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    fn cell(&mut self, cell: &str) {
        let formula = cell.starts_with(FORMULA);
        let special = cell.contains(['"', ',', ';', '\n', '\r', '\t']);
        let blank = cell.starts_with(' ') || cell.ends_with(' ');
        if !formula && !special && !blank {
            return self.text.push_str(cell);
        }
        self.text.push('"');
        if formula {
            self.text.push('\'');
        }
        self.text.push_str(&cell.replace('"', "\"\""));
        self.text.push('"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        for (cell, expected) in [
            ("Ana", "Ana"),
            ("O'Neil", "O'Neil"),
            ("=1+1", "\"'=1+1\""),
            ("+351", "\"'+351\""),
            ("-2", "\"'-2\""),
            ("@SUM(A1)", "\"'@SUM(A1)\""),
            ("\tx", "\"'\tx\""),
            ("\rx", "\"'\rx\""),
            ("\n=1", "\"'\n=1\""),
            ("＝1", "\"'＝1\""),
            ("a,b", "\"a,b\""),
            ("a \"b\"", "\"a \"\"b\"\"\""),
            (" a", "\" a\""),
            ("a=b", "a=b"),
        ] {
            let mut csv = Csv {
                text: String::new(),
            };
            csv.cell(cell);
            assert_eq!(csv.text, expected, "{cell:?}");
        }
    }
}
