//! Did you mean?

/// Looking for a near name takes time; after this many in one text nobody reads the suggestions.
pub(crate) const MAX_SUGGESTIONS: usize = 50;

/// The candidate nearest to a misspelled word, if one is near enough to be meant.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl Iterator<Item = &'a str>,
) -> Option<&'a str> {
    let lower = word.to_lowercase();
    let letters = lower.chars().count();
    let allowed = match letters {
        0..=3 => return None,
        4..=5 => 1,
        6..=9 => 2,
        _ => 3,
    };
    candidates
        .filter(|candidate| candidate.len().abs_diff(word.len()) <= allowed + 2)
        .map(|candidate| (distance(&lower, &candidate.to_lowercase()), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// More characters of a word are not compared, because comparing takes quadratic time.
const MAX_COMPARED: usize = 80;

/// Insertions, deletions, replacements and swaps of neighbours that turn one word into the other.
fn distance(from: &str, to: &str) -> usize {
    let start = |text: &str| text.chars().take(MAX_COMPARED).collect::<String>();
    strsim::osa_distance(&start(from), &start(to))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn finds_slips_and_leaves_other_words_alone() {
        let known = [
            "Append",
            "Replace",
            "Coalesce",
            "NormalizeDiacritics",
            "Now",
        ];
        let near = |word| nearest(word, known.into_iter());
        assert_eq!(near("Apend"), Some("Append"));
        assert_eq!(near("Repalce"), Some("Replace"));
        assert_eq!(near("NormaliseDiacritics"), Some("NormalizeDiacritics"));
        assert_eq!(near("Concat"), None);
        assert_eq!(near("No"), None);
    }
}
