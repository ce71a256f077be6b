//! What has to hold for every text. The fuzzer looks for one that breaks a law, and the tests
//! hold the laws against every text of its corpus.

use dotnet_text::regex::{Regex, RegexScratch, Replacement, ReplacementPiece};

/// Enough for anything sensible, and few enough for thousands of runs a second.
const STEPS: u64 = 20_000;

/// The laws of a regular expression: the first line is the pattern, the second the replacement,
/// the rest the text.
pub fn regex(text: &str) {
    let mut lines = text.splitn(3, '\n');
    let mut next = || lines.next().unwrap_or_default();
    let (pattern, replacement, source) = (next(), next(), next());
    let Ok(regex) = Regex::new(pattern) else {
        return;
    };
    let replacement = Replacement::new(replacement, &regex);
    let mut out_len = 0;
    let mut steps = STEPS;
    let sink = |piece: ReplacementPiece<'_, '_>| {
        out_len += match piece {
            ReplacementPiece::Source(slice) => slice.text.len(),
            ReplacementPiece::Literal(text) => text.len(),
        };
    };
    // The limits may end a search early, and nothing else may.
    let _ = regex.replace(
        source,
        &replacement,
        &mut RegexScratch::new(),
        &mut steps,
        sink,
    );
    assert!(steps <= STEPS);
}
