//! Takes the hashes out of the names by which script and wasm know each other.
//!
//! wasm-bindgen ends the name of every import with sixteen random-looking
//! digits. No compression shrinks them, and script and wasm both have them:
//! two kilobytes of the first view. A number in their place is as unique
//! within one program, and almost all zeros.

use std::collections::BTreeMap;

/// How wasm-bindgen begins the names of imports.
const PREFIX: &str = "__wbg_";
/// How many digits a hash has.
const DIGITS: usize = 16;

/// Replaces the hashes in a script and the wasm that belongs to it. Lengths
/// stay as they are, so nothing in the wasm moves.
pub fn minify_names(script: &str, wasm: &mut [u8]) -> String {
    let numbers = hashes(script);
    let mut minified = script.to_owned();
    for (hash, number) in &numbers {
        minified = minified.replace(hash, number);
    }
    let mut at = 0;
    while let Some(window) = wasm.get_mut(at..at + DIGITS) {
        let number = std::str::from_utf8(window)
            .ok()
            .and_then(|text| numbers.get(text));
        match number {
            Some(number) => {
                window.copy_from_slice(number.as_bytes());
                at += DIGITS;
            }
            None => at += 1,
        }
    }
    minified
}

/// The hashes of a script's names, each with the number that replaces it.
fn hashes(script: &str) -> BTreeMap<String, String> {
    let mut hashes = BTreeMap::new();
    for (at, _) in script.match_indices(PREFIX) {
        let rest = &script[at..];
        let end = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '_')
            .unwrap_or(rest.len());
        let Some((_, hash)) = rest[..end].rsplit_once('_') else {
            continue;
        };
        let is_hash = hash.len() == DIGITS
            && hash
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if is_hash && !hashes.contains_key(hash) {
            let number = format!("{:0DIGITS$x}", hashes.len());
            hashes.insert(hash.to_owned(), number);
        }
    }
    hashes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_become_numbers_of_the_same_length_on_both_sides() {
        let script = "{ __wbg_push_44968dcdf4cfbb43: f, __wbg_get_imports: g, \
                      __wbg_at_3a6b2c1d0e9f8a7b: h }; __wbg_push_44968dcdf4cfbb43";
        let mut wasm = b"\0\x1b__wbg_push_44968dcdf4cfbb43\0\x19__wbg_at_3a6b2c1d0e9f8a7b\0\
                         __wbg_at_0000000000000000"
            .to_vec();
        let before = wasm.len();
        let minified = minify_names(script, &mut wasm);
        assert_eq!(
            minified,
            "{ __wbg_push_0000000000000000: f, __wbg_get_imports: g, \
             __wbg_at_0000000000000001: h }; __wbg_push_0000000000000000"
        );
        let text = String::from_utf8(wasm).unwrap();
        assert_eq!(text.len(), before);
        assert!(text.contains("__wbg_push_0000000000000000"));
        assert!(text.contains("__wbg_at_0000000000000001"));
    }

    #[test]
    fn what_has_no_hash_stays() {
        let script = "__wbg_init(); __wbg_x_123; __wbg_y_ABCDEF0123456789; __wbg_";
        let mut wasm = vec![1, 2, 3];
        assert_eq!(minify_names(script, &mut wasm), script);
        assert_eq!(wasm, [1, 2, 3]);
    }
}
