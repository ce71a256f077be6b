//! Which entries of the palette a typed text means.

use crate::shell::palette::items::PaletteItem;

/// Matches of one group at most, so that no group hides the others.
const MAX_OF_GROUP: usize = 6;

/// Where the typed words are in a label: ranges of bytes, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PaletteMatch {
    pub ranges: Vec<(usize, usize)>,
    /// The lower, the better.
    rank: u8,
}

/// The entries that hold every typed word in label or keywords, group by group,
/// the group with the best entry first. Without a text, what the palette shows
/// when it opens.
pub fn matches(items: &[PaletteItem], typed: &str) -> Vec<(PaletteItem, PaletteMatch)> {
    let words: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    if words.is_empty() {
        let first = items.iter().filter(|item| item.is_first);
        return first
            .map(|item| (item.clone(), PaletteMatch::default()))
            .collect();
    }
    let found = items
        .iter()
        .filter_map(|item| Some((item, find(item, &words)?)));
    let mut groups: Vec<Vec<(PaletteItem, PaletteMatch)>> = Vec::new();
    for (item, hit) in found {
        let known = groups.iter_mut().find(|group| {
            group
                .first()
                .is_some_and(|(first, _)| first.group == item.group)
        });
        match known {
            Some(group) => group.push((item.clone(), hit)),
            None => groups.push(vec![(item.clone(), hit)]),
        }
    }
    for group in &mut groups {
        group.sort_by_key(|(_, hit)| hit.rank);
        group.truncate(MAX_OF_GROUP);
    }
    groups.sort_by_key(|group| group.first().map(|(_, hit)| hit.rank));
    groups.into_iter().flatten().collect()
}

/// Where all words are; none if one is missing.
fn find(item: &PaletteItem, words: &[String]) -> Option<PaletteMatch> {
    let label = item.label.to_lowercase();
    // Ranges are of the lowercase text, which must have the same bytes.
    let same_length = label.len() == item.label.len();
    let keywords = format!("{} {}", item.keywords, item.detail).to_lowercase();
    let mut hit = PaletteMatch::default();
    for word in words {
        match label.find(word.as_str()) {
            Some(at) => {
                hit.rank = hit.rank.max(rank(&item.label, at));
                if same_length {
                    hit.ranges.push((at, at + word.len()));
                }
            }
            None if keywords.contains(word.as_str()) => hit.rank = hit.rank.max(3),
            None => return None,
        }
    }
    hit.ranges.sort_unstable();
    Some(hit)
}

/// The start of the label, the start of a word, the middle of one.
fn rank(label: &str, at: usize) -> u8 {
    let (before, rest) = label.split_at_checked(at).unwrap_or((label, ""));
    match before.chars().next_back() {
        None => 0,
        Some(last) if !last.is_alphanumeric() => 1,
        Some(_) if rest.starts_with(char::is_uppercase) => 1,
        Some(_) => 2,
    }
}

/// The label in parts, with whether each is a match.
pub fn segments(label: &str, hit: &PaletteMatch) -> Vec<(String, bool)> {
    let mut parts = Vec::new();
    let mut end = 0;
    for &(from, to) in &hit.ranges {
        let (Some(before), Some(marked)) = (label.get(end..from), label.get(from.max(end)..to))
        else {
            continue;
        };
        parts.push((before.to_owned(), false));
        parts.push((marked.to_owned(), true));
        end = to;
    }
    parts.push((label.get(end..).unwrap_or_default().to_owned(), false));
    parts.retain(|(text, _)| !text.is_empty());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shell::palette::items::PaletteTarget;

    fn item(group: &'static str, label: &str, keywords: &'static str) -> PaletteItem {
        PaletteItem {
            group,
            icon: "",
            label: label.to_owned(),
            detail: String::new(),
            keywords,
            target: PaletteTarget::Address(String::new()),
            is_first: group == "Pages",
        }
    }

    fn labels(typed: &str) -> Vec<String> {
        let items = [
            item("Pages", "Guide", ""),
            item("Pages", "Preflight", "users file"),
            item("Guide", "Add the role attribute", ""),
            item("Guide", "Map rolesString", ""),
            item("Functions", "SingleAppRoleAssignment", ""),
            item("Functions", "Controller", ""),
            item("Mappings", "rolesString", ""),
        ];
        let found = matches(&items, typed).into_iter();
        found.map(|(item, _)| item.label).collect()
    }

    #[test]
    fn an_empty_text_shows_what_comes_first() {
        assert_eq!(labels(" "), ["Guide", "Preflight"]);
    }

    #[test]
    fn every_word_counts_and_starts_go_first() {
        assert_eq!(
            labels("Role"),
            [
                "rolesString",
                "Add the role attribute",
                "Map rolesString",
                "SingleAppRoleAssignment"
            ]
        );
        assert_eq!(labels("role map"), ["Map rolesString"]);
        assert_eq!(labels("users"), ["Preflight"]);
        assert_eq!(labels("nothing"), [""; 0]);
    }

    #[test]
    fn matches_are_marked() {
        let hit = |ranges: &[(usize, usize)]| PaletteMatch {
            ranges: ranges.to_vec(),
            rank: 0,
        };
        let shown = |ranges| {
            let parts = segments("Map rolesString", &hit(ranges));
            let parts = parts.into_iter().map(|(text, marked)| match marked {
                true => format!("[{text}]"),
                false => text,
            });
            parts.collect::<String>()
        };
        assert_eq!(shown(&[]), "Map rolesString");
        assert_eq!(shown(&[(0, 3), (4, 8)]), "[Map] [role]sString");
        assert_eq!(shown(&[(4, 8), (6, 9)]), "Map [role]sString");
        assert_eq!(shown(&[(4, 99)]), "Map rolesString");
    }
}
