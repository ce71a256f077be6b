//! The texts of causes. `{attribute|…}` is the attribute that a cause is about,
//! or else the words after the bar.

pub(super) mod access;
pub(super) mod matching;
pub(super) mod patch;
pub(super) mod portal;
pub(super) mod skips;
pub(super) mod target;
pub(super) mod values;

use super::{CauseInfo, CauseOwner, CauseSeverity, CauseSource, FixLocation};

/// What most causes have in common.
const USUAL: CauseInfo = CauseInfo {
    id: "",
    severity: CauseSeverity::Failure,
    owner: CauseOwner::EntraAdmin,
    headline: "",
    explanation: "",
    next_action: "",
    fix: FixLocation::Elsewhere,
    source: CauseSource::LogCodes,
};

const PLACEHOLDER: &str = "{attribute|";

/// Whether the texts name an attribute.
pub(crate) fn names_attribute(info: &CauseInfo) -> bool {
    [info.headline, info.explanation, info.next_action]
        .iter()
        .any(|text| text.contains(PLACEHOLDER))
}

/// A text with its placeholders filled in.
pub(crate) fn fill(template: &str, attribute: Option<&str>) -> String {
    let mut parts = template.split(PLACEHOLDER);
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (otherwise, rest) = part.split_once('}').unwrap_or(("", part));
        text.push_str(attribute.unwrap_or(otherwise));
        text.push_str(rest);
    }
    text
}
