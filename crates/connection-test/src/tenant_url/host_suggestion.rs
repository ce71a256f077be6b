//! Suggests a host of Talkdesk's for a mistyped one.

use crate::token::issues_tokens;
use provisioning::talkdesk::regions::{REGIONS, RegionFacts, RegionSource};

/// Hosts that people guess by analogy, and the region's real one.
const GUESSES: [(&str, &str); 3] = [
    ("api.talkdeskapp.ca", "api.talkdeskappca.com"),
    ("api.talkdeskapp.us", "api.talkdeskapp.com"),
    ("api.talkdesk.com", "api.talkdeskapp.com"),
];

/// A greater edit distance is another host.
const MAX_DISTANCE: usize = 2;

/// The region whose host is close to this one, is this one with `api.` before it,
/// or issues its tokens here. Only for a host that is not known itself.
///
/// Of two equally close ones a confirmed one wins, then the earlier in the table.
pub fn suggest_region(host: &str) -> Option<&'static RegionFacts> {
    let guess = GUESSES.iter().find(|(guess, _)| *guess == host);
    let is_meant = |facts: &&RegionFacts| {
        guess.is_some_and(|(_, meant)| *meant == facts.host)
            || issues_tokens(facts, host)
            || facts.host.strip_prefix("api.") == Some(host)
    };
    REGIONS.iter().find(is_meant).or_else(|| {
        REGIONS
            .iter()
            // Swapped neighbors, as in talkdeksapp, count as one edit.
            .map(|facts| (strsim::osa_distance(host, facts.host), facts))
            .filter(|(distance, _)| *distance <= MAX_DISTANCE)
            .min_by_key(|(distance, facts)| (*distance, facts.source == RegionSource::Unconfirmed))
            .map(|(_, facts)| facts)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mistyped_host_has_a_suggestion() {
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
            assert_eq!(suggest_region(host).map(|facts| facts.host), due, "{host}");
        }
    }
}
