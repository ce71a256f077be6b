use proptest::prelude::*;
use proptest::sample::select;

use super::*;

fn written(cell: &str) -> String {
    let mut csv = CsvTable {
        text: String::new(),
    };
    csv.cell(cell);
    csv.text
}

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
        ("\n=1", "\"'\n'=1\""),
        ("＝1", "\"'＝1\""),
        ("a,b", "\"a,b\""),
        ("a \"b\"", "\"a \"\"b\"\"\""),
        (" a", "\" a\""),
        ("a=b", "a=b"),
    ] {
        assert_eq!(written(cell), expected, "{cell:?}");
    }
}

#[test]
fn no_delimiter_begins_a_formula() {
    for (cell, expected) in [
        ("a;=1+1;b", "a;'=1+1;b"),
        ("a|+1", "a|'+1"),
        ("a,-1", "a,'-1"),
        ("a\t@x", "a\t'@x"),
        ("a\t\tx", "a\t'\tx"),
        ("a; -b", "a;' -b"),
        ("a\r\n=1", "a\r\n'=1"),
        ("a\r\nb\n\nc", "a\r\nb\n\nc"),
        ("a;\"=1\"", "a;'\"\"=1\"\""),
        ("a;\u{FEFF}＝1", "a;'\u{FEFF}＝1"),
        ("a;'=1", "a;''=1"),
        ("a;", "a;'"),
        ("a;\"\r\n=1", "a;'\"\"\r\n'=1"),
        ("Silva, Ana-Rita", "Silva, Ana-Rita"),
        ("Lisbon - Sales; Porto", "Lisbon - Sales; Porto"),
    ] {
        assert_eq!(written(cell), format!("\"{expected}\""), "{cell:?}");
    }
    assert_eq!(written("'=1"), "\"''=1\"");
    assert_eq!(written("\"=1\""), "\"'\"\"=1\"\"\"");
    assert_eq!(written("Ana-Rita"), "Ana-Rita");
}

/// How a reader takes a table apart.
#[derive(Debug, Clone, Copy)]
struct Reader {
    delimiter: char,
    /// Whether quotation marks at the beginning of a cell hold it together.
    quotes: bool,
    /// Whether it passes over blanks before a quotation mark.
    blanks: bool,
}

impl Reader {
    fn all() -> impl Iterator<Item = Self> {
        [',', ';', '\t', '|'].into_iter().flat_map(|delimiter| {
            let kinds = [(true, false), (true, true), (false, false)];
            kinds.map(|(quotes, blanks)| Self {
                delimiter,
                quotes,
                blanks,
            })
        })
    }

    fn cells(self, text: &str) -> Vec<String> {
        let (mut cells, mut rest) = (Vec::new(), text);
        loop {
            let (cell, after) = self.cell(rest);
            cells.push(cell);
            let mut characters = after.chars();
            match characters.next() {
                None => return cells,
                Some('\r') => rest = after[1..].strip_prefix('\n').unwrap_or(&after[1..]),
                Some(_) => rest = characters.as_str(),
            }
        }
    }

    fn cell(self, text: &str) -> (String, &str) {
        let (mut cell, mut rest) = (String::new(), text);
        let begins = if self.blanks {
            text.trim_start_matches(' ')
        } else {
            text
        };
        if self.quotes
            && let Some(mut inside) = begins.strip_prefix('"')
        {
            loop {
                let Some((before, after)) = inside.split_once('"') else {
                    cell.push_str(inside);
                    return (cell, "");
                };
                cell.push_str(before);
                rest = after;
                let Some(doubled) = after.strip_prefix('"') else {
                    break;
                };
                cell.push('"');
                inside = doubled;
            }
        }
        let end = rest
            .find([self.delimiter, '\r', '\n'])
            .unwrap_or(rest.len());
        cell.push_str(&rest[..end]);
        (cell, &rest[end..])
    }
}

fn assert_no_formula(text: &str) {
    for reader in Reader::all() {
        for cell in reader.cells(text) {
            let begins = cell.trim_start_matches(['"', ' ']);
            let formula = begins.starts_with(FORMULA) || begins.starts_with(['\r', '\n']);
            assert!(!formula, "{reader:?} sees {cell:?} in {text:?}");
        }
    }
}

/// Gives back what was written into a cell.
fn original(text: &str) -> String {
    let (mut out, mut rest) = (String::new(), text);
    if is_formula(rest, true) {
        rest = rest.strip_prefix('\'').unwrap();
    }
    while let Some(character) = rest.chars().next() {
        out.push(character);
        rest = &rest[character.len_utf8()..];
        let inside = character == '\r' && rest.starts_with('\n');
        if splits(character) && !inside && is_formula(rest, false) {
            rest = rest.strip_prefix('\'').unwrap();
        }
    }
    out
}

fn cell() -> impl Strategy<Value = String> {
    let pieces = [
        "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", ",", ";", "|", "\"", "'",
        " ", "\u{A0}", "\u{FEFF}", "a", "1", "\r\n", "\"\"",
    ];
    prop::collection::vec(select(pieces.to_vec()), 0..9).prop_map(|pieces| pieces.concat())
}

#[test]
fn the_readers_of_this_test_see_formulas() {
    for text in [
        "1,\"a;=1+1;b\"\r\n",
        "1,\"a|+1\"\r\n",
        "1,\"a;\"\"=1\"\"\"\r\n",
        "1,\"a;\"\r\n2,b\r\n",
        "1,\"a\n-1\"\r\n",
    ] {
        assert!(
            std::panic::catch_unwind(|| assert_no_formula(text)).is_err(),
            "{text:?}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_reader_sees_a_formula(rows in prop::collection::vec(prop::collection::vec(cell(), 3), 1..4)) {
        let mut csv = CsvTable::new(&["line", "b", "c"]);
        for row in &rows {
            let row: Vec<_> = row.iter().map(String::as_str).collect();
            csv.row(&row);
        }
        assert_no_formula(csv.text.trim_start_matches('\u{FEFF}'));
    }

    #[test]
    fn the_text_of_a_cell_can_be_recovered(rows in prop::collection::vec(prop::collection::vec(cell(), 3), 1..4)) {
        let mut csv = CsvTable { text: String::new() };
        for row in &rows {
            let row: Vec<_> = row.iter().map(String::as_str).collect();
            csv.row(&row);
        }
        let reader = Reader { delimiter: ',', quotes: true, blanks: false };
        let mut cells = reader.cells(&csv.text);
        // Behind the last line end.
        prop_assert_eq!(cells.pop(), Some(String::new()));
        let read: Vec<_> = cells.iter().map(|cell| original(cell)).collect();
        prop_assert_eq!(read, rows.concat());
    }
}
