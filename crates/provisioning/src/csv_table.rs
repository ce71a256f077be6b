//! Tables for spreadsheets, in which no cell is a formula.
//!
//! A spreadsheet takes a cell for a formula by its first character, and where
//! a cell begins depends on the delimiter that its country has: quotation
//! marks around `a;=1+1` hold nothing together when it splits at semicolons,
//! because the cell that it sees did not begin with one. So an apostrophe goes
//! in front of a formula at every position where some reader may begin a cell: at
//! the beginning of the text, and behind each delimiter and line break in it.
//! Delimiters are comma, semicolon, tab and pipe. [`CsvTable`] quotes as RFC 4180 does
//! besides.
//!
//! An apostrophe that stands there already gets another one, so that taking one
//! away at the same positions gives the text back.

/// Characters that make a spreadsheet take a cell for a formula. The full-width
/// forms count in East Asian versions.
const FORMULA: [char; 9] = ['=', '+', '-', '@', '\t', '＝', '＋', '－', '＠'];

/// Writes CSV that Excel reads as UTF-8.
pub struct CsvTable {
    pub text: String,
}

impl CsvTable {
    pub fn new(headers: &[&str]) -> Self {
        let mut csv = Self {
            text: String::from('\u{FEFF}'),
        };
        csv.row(headers);
        csv
    }

    pub fn row(&mut self, cells: &[&str]) {
        for (index, cell) in cells.iter().enumerate() {
            if index > 0 {
                self.text.push(',');
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    fn cell(&mut self, cell: &str) {
        let text = without_formulas(cell);
        let special = text.contains(['"', ',', ';', '|', '\n', '\r', '\t']);
        let blank = cell.starts_with(' ') || cell.ends_with(' ');
        if !special && !blank && text == cell {
            return self.text.push_str(cell);
        }
        self.text.push('"');
        self.text.push_str(&text.replace('"', "\"\""));
        self.text.push('"');
    }
}

/// Where a reader may begin a cell, when it splits at this character.
fn splits(character: char) -> bool {
    matches!(
        character,
        ',' | ';'
            | '\t'
            | '|'
            | '\n'
            | '\r'
            | '\u{B}'
            | '\u{C}'
            | '\u{85}'
            | '\u{2028}'
            | '\u{2029}'
    )
}

/// What readers take away in front of a cell's first character, or what an
/// added apostrophe looks like.
fn passed_over(character: char) -> bool {
    let invisible = matches!(
        character,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}'
    );
    let blank = character.is_whitespace() || character.is_control() || invisible;
    matches!(character, '"' | '\'') || blank && !splits(character)
}

/// Whether a cell that begins with this text is a formula. `whole` when the
/// text is all of the cell, and not only what follows a delimiter in it.
fn is_formula(text: &str, whole: bool) -> bool {
    let rest = text.trim_start_matches(passed_over);
    let skipped = &text[..text.len() - rest.len()];
    match rest.chars().next() {
        // A quotation mark would hold the next line of the table, which then
        // begins the cell.
        Some('\r' | '\n') => whole || skipped.contains('"'),
        Some(first) => FORMULA.contains(&first),
        None => !whole,
    }
}

/// The text with an apostrophe in front of each formula in it.
fn without_formulas(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    if is_formula(text, true) {
        out.push('\'');
    }
    for (at, character) in text.char_indices() {
        out.push(character);
        if !splits(character) || character == '\r' && text[at + 1..].starts_with('\n') {
            continue;
        }
        if is_formula(&text[at + character.len_utf8()..], false) {
            out.push('\'');
        }
    }
    out
}

#[cfg(test)]
mod tests;
