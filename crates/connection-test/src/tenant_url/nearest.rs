//! Which of Talkdesk's hosts a mistyped one was meant to be.

use provisioning::talkdesk::regions::{REGIONS, RegionFacts, Standing};

/// Hosts that are guessed by analogy although their region has another one.
const GUESSES: [(&str, &str); 3] = [
    ("api.talkdeskapp.ca", "api.talkdeskappca.com"),
    ("api.talkdeskapp.us", "api.talkdeskapp.com"),
    ("api.talkdesk.com", "api.talkdeskapp.com"),
];

/// The most typing mistakes that still count as the same host.
const MISTAKES: usize = 2;

/// The region that was probably meant, if the host is close to its host, is
/// such a host without its `api.`, or is the host that issues its tokens.
///
/// The host itself must not be one that is known. Where two are equally close,
/// a confirmed one wins, then the earlier in the table.
pub fn nearest_host(host: &str) -> Option<&'static RegionFacts> {
    if let Some((_, meant)) = GUESSES.iter().find(|(guess, _)| *guess == host) {
        return REGIONS.iter().find(|facts| facts.host == *meant);
    }
    let issues_tokens = |facts: &&RegionFacts| {
        facts.token_host.is_some_and(|known| {
            host == known
                || host
                    .strip_suffix(known)
                    .is_some_and(|account| account.ends_with('.'))
        })
    };
    if let Some(facts) = REGIONS.iter().find(issues_tokens) {
        return Some(facts);
    }
    let bare = |facts: &&RegionFacts| facts.host.strip_prefix("api.") == Some(host);
    if let Some(facts) = REGIONS.iter().find(bare) {
        return Some(facts);
    }
    REGIONS
        .iter()
        .map(|facts| (distance(host, facts.host), facts))
        .filter(|(mistakes, _)| *mistakes <= MISTAKES)
        .min_by_key(|(mistakes, facts)| (*mistakes, facts.standing == Standing::Unconfirmed))
        .map(|(_, facts)| facts)
}

/// Typing mistakes between two words: a letter more, less or wrong, or two
/// neighbours exchanged (optimal string alignment).
fn distance(left: &str, right: &str) -> usize {
    let (left, right) = (left.as_bytes(), right.as_bytes());
    if left.len().abs_diff(right.len()) > MISTAKES {
        return usize::MAX;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in right.iter().enumerate() {
            let wrong = above[j] + usize::from(a != b);
            let mut best = wrong.min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *a == right[j - 1] && left[i - 1] == *b {
                best = best.min(before[j - 1] + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut above, row);
    }
    above[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mistakes_are_counted() {
        for (left, right, due) in [
            ("abc", "abc", 0),
            ("abc", "acb", 1),
            ("abc", "ab", 1),
            ("abc", "xbcd", 2),
            ("", "ab", 2),
            ("abcdef", "a", usize::MAX),
        ] {
            assert_eq!(distance(left, right), due, "{left} {right}");
        }
    }

    #[test]
    fn a_mistyped_host_finds_the_known_one() {
        for (host, due) in [
            ("api.talkdeskapp.ue", Some("api.talkdeskapp.eu")),
            ("api.talkdeksapp.com", Some("api.talkdeskapp.com")),
            ("api.talkdeskap.com", Some("api.talkdeskapp.com")),
            ("ap.talkdeskapp.eu", Some("api.talkdeskapp.eu")),
            ("talkdeskapp.com", Some("api.talkdeskapp.com")),
            ("api.talkdeskapp.ca", Some("api.talkdeskappca.com")),
            ("api.talkdesk.com", Some("api.talkdeskapp.com")),
            ("contoso.talkdeskid.eu", Some("api.talkdeskapp.eu")),
            ("contoso.mytalkdesk.com", None),
            ("nottalkdeskid.eu", None),
            ("scim.example.com", None),
        ] {
            assert_eq!(nearest_host(host).map(|facts| facts.host), due, "{host}");
        }
    }
}
