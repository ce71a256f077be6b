//! Letters that look like Latin ones, for hosts that pass for another.
//!
//! A selection of the Unicode list of confusable characters (UTS #39,
//! <https://www.unicode.org/reports/tr39/>): those in lower case that can be
//! part of a host name and look like a letter of Talkdesk's.

use crate::tenant_url::punycode;

/// Letters of other scripts, and of the Latin one, that look the same.
const SAME: [(&str, char); 23] = [
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

/// Latin letters with marks.
const MARKED: [(&str, char); 12] = [
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

/// The character of ASCII that this one, which is none, looks the same as.
pub fn latin(c: char) -> Option<char> {
    match c {
        // Those of full width stand in the same order (Unicode, “Halfwidth and
        // Fullwidth Forms”).
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0),
        '\u{3002}' => Some('.'),
        _ => found(&SAME, c),
    }
}

fn found(table: &[(&str, char)], c: char) -> Option<char> {
    let row = table.iter().find(|(letters, _)| letters.contains(c));
    row.map(|(_, latin)| *latin)
}

/// A host in letters if a label of it is punycode.
pub fn in_letters(host: &str) -> Option<String> {
    let mut any = false;
    let labels: Vec<String> = host
        .split('.')
        .map(|label| match label.strip_prefix("xn--") {
            Some(code) => {
                any = true;
                punycode::decode(code).unwrap_or_else(|| label.to_owned())
            }
            None => label.to_owned(),
        })
        .collect();
    any.then(|| labels.join("."))
}

/// What a text looks like to somebody who expects Latin letters.
pub fn skeleton(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !is_mark(*c))
        .map(|c| latin(c).or_else(|| found(&MARKED, c)).unwrap_or(c))
        .collect()
}

/// Marks that combine with the letter before, and what has no width.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_come_to_what_they_look_like() {
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
    fn only_punycode_is_put_into_letters() {
        assert_eq!(in_letters("api.talkdeskapp.com"), None);
        let letters = in_letters("api.xn--tlkdeskapp-zqi.com");
        assert_eq!(letters.as_deref(), Some("api.tаlkdeskapp.com"));
    }

    #[test]
    fn no_letter_of_ascii_is_a_look_alike_and_none_stands_twice() {
        let mut all: Vec<char> = SAME
            .iter()
            .chain(&MARKED)
            .flat_map(|(letters, _)| letters.chars())
            .collect();
        let count = all.len();
        all.sort_unstable();
        all.dedup();
        assert_eq!(all.len(), count);
        assert!(all.iter().all(|c| !c.is_ascii()));
    }
}
