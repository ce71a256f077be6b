//! Takes the hashes out of the names by which script and wasm know each other.
//!
//! wasm-bindgen ends the name of every import with sixteen random-looking
//! digits. No compression shrinks them, and script and wasm both have them:
//! two kilobytes of the first view. A number in their place is as unique
//! within one program, and almost all zeros.

use std::collections::BTreeMap;

use anyhow::Result;
use regex::bytes::{Captures, Regex};

/// The name of an import, up to its hash.
const NAME: &str = r"(?-u)__wbg_(?:\w*_)?([0-9a-f]{16})\b";

/// Replaces the hashes in a script and the wasm that belongs to it. Lengths
/// stay as they are, so nothing in the wasm moves.
pub fn minify_names(script: &[u8], wasm: &[u8]) -> Result<[Vec<u8>; 2]> {
    let mut numbers: BTreeMap<&[u8], String> = BTreeMap::new();
    for name in Regex::new(NAME)?.captures_iter(script) {
        let number = format!("{:016x}", numbers.len());
        let (_, [hash]) = name.extract();
        numbers.entry(hash).or_insert(number);
    }
    if numbers.is_empty() {
        return Ok([script, wasm].map(<[u8]>::to_vec));
    }
    let hashes: Vec<_> = numbers
        .keys()
        .map(|hash| String::from_utf8_lossy(hash))
        .collect();
    let hashes = Regex::new(&hashes.join("|"))?;
    let number = |hash: &Captures<'_>| numbers[&hash[0]].as_bytes().to_vec();
    Ok([script, wasm].map(|text| hashes.replace_all(text, &number).into_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_become_numbers_of_the_same_length_on_both_sides() {
        let script = "{ __wbg_push_44968dcdf4cfbb43: f, __wbg_get_imports: g, \
                      __wbg_at_3a6b2c1d0e9f8a7b: h }; __wbg_push_44968dcdf4cfbb43";
        let wasm = b"\0\x1b__wbg_push_44968dcdf4cfbb43\0\x19__wbg_at_3a6b2c1d0e9f8a7b\0\
                         __wbg_at_0000000000000000";
        let [minified, text] = minify_names(script.as_bytes(), wasm).unwrap();
        assert_eq!(
            String::from_utf8(minified).unwrap(),
            "{ __wbg_push_0000000000000000: f, __wbg_get_imports: g, \
             __wbg_at_0000000000000001: h }; __wbg_push_0000000000000000"
        );
        let text = String::from_utf8(text).unwrap();
        assert_eq!(text.len(), wasm.len());
        assert!(text.contains("__wbg_push_0000000000000000"));
        assert!(text.contains("__wbg_at_0000000000000001"));
    }

    #[test]
    fn what_has_no_hash_stays() {
        let script = "__wbg_init(); __wbg_x_123; __wbg_y_ABCDEF0123456789; __wbg_";
        let minified = minify_names(script.as_bytes(), &[1, 2, 3]).unwrap();
        assert_eq!(minified, [script.as_bytes(), &[1, 2, 3]]);
    }
}
