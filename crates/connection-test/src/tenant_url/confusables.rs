//! Letters that look like Latin ones, to recognize hosts that imitate Talkdesk's.
//!
//! A selection of the confusable characters of UTS #39
//! (<https://www.unicode.org/reports/tr39/>): those in lower case that can be part
//! of a host name and look like a letter of Talkdesk's.

use crate::tenant_url::punycode;

const CONFUSABLES: [(&str, char); 23] = [
    ("аɑα", 'a'),
    ("ьƅ", 'b'),
    ("сϲᴄ", 'c'),
    ("ԁɗ", 'd'),
    ("еҽәə", 'e'),
    ("ɡցƍ", 'g'),
    ("һհ", 'h'),
    ("іıιӏɩ", 'i'),
    ("јϳ", 'j'),
    ("кκĸᴋ", 'k'),
    ("ⅼǀו", 'l'),
    ("мᴍ", 'm'),
    ("ոпη", 'n'),
    ("оοօσᴏ", 'o'),
    ("рρ", 'p'),
    ("ԛզ", 'q'),
    ("гᴦ", 'r'),
    ("ѕꜱ", 's'),
    ("тτᴛ", 't'),
    ("υսᴜ", 'u'),
    ("νѵᴠ", 'v'),
    ("хχ", 'x'),
    ("уүγ", 'y'),
];

const WITH_DIACRITICS: [(&str, char); 12] = [
    ("àáâãäåāăąạả", 'a'),
    ("çćč", 'c'),
    ("ďđḍ", 'd'),
    ("èéêëēėęěẹ", 'e'),
    ("ìíîïīįị", 'i'),
    ("ķḳ", 'k'),
    ("ĺļľłḷ", 'l'),
    ("ñńņň", 'n'),
    ("òóôõöøōőọ", 'o'),
    ("ṕṗƥ", 'p'),
    ("śşšșṣ", 's'),
    ("ţťțṭŧ", 't'),
];

/// The ASCII character that one outside ASCII looks like.
pub fn latin(c: char) -> Option<char> {
    match c {
        // Fullwidth forms have the order of ASCII (“Halfwidth and Fullwidth Forms”).
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{3002}' => Some('.'),
        _ => lookup(&CONFUSABLES, c),
    }
}

fn lookup(table: &[(&str, char)], c: char) -> Option<char> {
    let row = table.iter().find(|(letters, _)| letters.contains(c));
    row.map(|(_, latin)| *latin)
}

/// The Unicode form of a host, if a label of it is punycode.
pub fn to_unicode(host: &str) -> Option<String> {
    let is_coded = host.split('.').any(|label| label.starts_with("xn--"));
    let labels = host.split('.').map(|label| {
        let decoded = label.strip_prefix("xn--").and_then(punycode::decode);
        decoded.unwrap_or_else(|| label.to_owned())
    });
    is_coded.then(|| labels.collect::<Vec<_>>().join("."))
}

/// Two hosts look the same if their skeletons are equal (UTS #39 section 4).
pub fn skeleton(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_mark(*c))
        .map(|c| {
            latin(c)
                .or_else(|| lookup(&WITH_DIACRITICS, c))
                .unwrap_or(c)
        })
        .collect()
}

/// Combining marks and characters without width.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confusable_hosts_have_the_same_skeleton() {
        for (text, due) in [
            ("api.talkdeskapp.com", "api.talkdeskapp.com"),
            ("арі.tаlkdеѕkарр.соm", "api.talkdeskapp.com"),
            ("api.τalκdesκapp.com", "api.talkdeskapp.com"),
            ("api.tálkdéskapp.com", "api.talkdeskapp.com"),
            ("api.ta\u{301}lkdeskapp.com", "api.talkdeskapp.com"),
            ("ａpi。tａlkdeskapp．com", "api.talkdeskapp.com"),
            ("bücher", "bücher"),
        ] {
            assert_eq!(skeleton(text), due);
        }
    }

    #[test]
    fn only_punycode_has_a_unicode_form() {
        assert_eq!(to_unicode("api.talkdeskapp.com"), None);
        let letters = to_unicode("api.xn--tlkdeskapp-zqi.com");
        assert_eq!(letters.as_deref(), Some("api.tаlkdeskapp.com"));
    }

    #[test]
    fn each_confusable_is_outside_ascii_and_has_one_row() {
        let mut all: Vec<char> = CONFUSABLES
            .iter()
            .chain(&WITH_DIACRITICS)
            .flat_map(|(letters, _)| letters.chars())
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|c| !c.is_ascii()));
    }
}
