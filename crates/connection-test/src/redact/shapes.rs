//! Finds what looks like a token whatever stands before it.

/// The shortest run of letters and digits that is taken for a token. A GUID
/// has 36 characters.
const LONG_RUN: usize = 40;

/// The shortest run that begins like a JSON Web Token and is taken for one.
const MIN_JWT: usize = 20;

/// Adds the ranges of JSON Web Tokens, which begin with `{"` in base64, and of
/// long runs of letters and digits, which no code, name or GUID is.
pub(super) fn find(text: &[u8], found: &mut Vec<(usize, usize)>) {
    let is_jwt = |run: &[u8]| run.starts_with(b"eyJ") && run.len() >= MIN_JWT;
    runs(text, b"._-", is_jwt, found);
    let is_opaque = |run: &[u8]| {
        let digits = run.iter().filter(|b| b.is_ascii_digit()).count();
        let letters = run.iter().filter(|b| b.is_ascii_alphabetic()).count();
        run.len() >= LONG_RUN && digits >= 3 && letters >= 3
    };
    runs(text, b"+_=-~", is_opaque, found);
}

/// Adds the runs of letters, digits and `also` for which `meant` holds.
fn runs(text: &[u8], also: &[u8], meant: impl Fn(&[u8]) -> bool, found: &mut Vec<(usize, usize)>) {
    let mut start = 0;
    for run in text.split(|b| !b.is_ascii_alphanumeric() && !also.contains(b)) {
        if meant(run) {
            found.push((start, start + run.len()));
        }
        start += run.len() + 1;
    }
}
