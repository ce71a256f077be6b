//! Finds what looks like a token without any label.

/// The shortest run of letters and digits that counts as a token. A GUID has 36
/// characters.
const MIN_OPAQUE: usize = 40;

/// The shortest run that begins like a JSON Web Token and counts as one.
const MIN_JWT: usize = 20;

/// Adds the ranges of JSON Web Tokens, which begin with `{"` in base64, and of
/// long runs of letters and digits, longer than a code, a name or a GUID.
pub(super) fn find(text: &[u8], ranges: &mut Vec<(usize, usize)>) {
    let is_jwt = |run: &[u8]| run.starts_with(b"eyJ") && run.len() >= MIN_JWT;
    runs(text, b"._-", is_jwt, ranges);
    let is_opaque = |run: &[u8]| {
        let digits = run.iter().filter(|b| b.is_ascii_digit()).count();
        let letters = run.iter().filter(|b| b.is_ascii_alphabetic()).count();
        run.len() >= MIN_OPAQUE && digits >= 3 && letters >= 3 && !is_extension_attribute(run)
    };
    runs(text, b"+_=-~", is_opaque, ranges);
}

/// The name of a directory extension: `extension_<32 hex digits>_costCenter`.
fn is_extension_attribute(run: &[u8]) -> bool {
    const APPLICATION_ID: usize = 32;
    let Some(rest) = run.strip_prefix(b"extension_") else {
        return false;
    };
    let Some((id, [b'_', name @ ..])) = rest.split_at_checked(APPLICATION_ID) else {
        return false;
    };
    let is_name = name.len() < MIN_OPAQUE && name.iter().all(u8::is_ascii_alphanumeric);
    is_name && id.iter().all(u8::is_ascii_hexdigit)
}

/// Adds the runs of letters, digits and `also` that `is_token` accepts.
fn runs(
    text: &[u8],
    also: &[u8],
    is_token: impl Fn(&[u8]) -> bool,
    ranges: &mut Vec<(usize, usize)>,
) {
    let mut start = 0;
    for run in text.split(|b| !b.is_ascii_alphanumeric() && !also.contains(b)) {
        if is_token(run) {
            ranges.push((start, start + run.len()));
        }
        start += run.len() + 1;
    }
}
