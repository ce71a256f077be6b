//! What the headers of a table mean.

pub(crate) mod columns;
pub(crate) mod origin;
pub(crate) mod password_columns;
pub(crate) mod state_headers;

/// The words of a header in lower case; a capital after a small letter begins
/// one, and what is no letter parts two.
fn split_words(header: &str, is_letter: fn(char) -> bool) -> Vec<String> {
    let mut spaced = String::with_capacity(header.len() + 8);
    let mut before = ' ';
    for character in header.chars() {
        if character.is_uppercase() && before.is_lowercase() {
            spaced.push(' ');
        }
        spaced.extend(character.to_lowercase());
        before = character;
    }
    let words = spaced.split(|c| !is_letter(c));
    let words = words.filter(|word| !word.is_empty());
    words.map(str::to_owned).collect()
}
