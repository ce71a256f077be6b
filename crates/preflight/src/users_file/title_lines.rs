//! Title lines before the headers of a table, as reports have them.
//!
//! A line is a title only if a record below it has headers that are known and
//! more cells, or with many known ones; otherwise the first record has the headers, whatever they say.

use super::csv::{SplitStep, Splitter, after_return};
use super::preamble::Header;
use super::titles::is_identifier;
use crate::users_file::headers::columns::known_headers;

/// How many records are looked at, the one of the headers counted.
const MAX_RECORDS: usize = 20;

/// How many bytes are looked at.
const MAX_BYTES: usize = 64 << 10;

/// How many known headers a record below titles has at least.
const KNOWN: usize = 2;

/// How many make a record the headers although it has no more cells than the
/// lines above, or one of those has a known name too.
const KNOWN_SURELY: usize = 4;

/// How many bytes of titles stand before the headers; none when more text has
/// to come before that is known. `named` is the delimiter that the file names.
pub(super) fn titles(text: &str, whole: bool, named: Option<u8>) -> Option<usize> {
    // How the text is parted must not decide, so a limit ends what is looked at.
    let window = &text[..text.floor_char_boundary(MAX_BYTES)];
    let ends = whole && window.len() == text.len();
    let full = text.len() > MAX_BYTES;
    let (mut at, mut widest) = (0, 0);
    let mut records = 0;
    let mut has_known = false;
    while records < MAX_RECORDS {
        let rest = window.get(at..).unwrap_or_default();
        if rest.is_empty() {
            return (ends || full).then_some(0);
        }
        let delimiter = named.unwrap_or(Header::of(rest).delimiter);
        let mut splitter = Splitter::new(delimiter);
        let end = match splitter.split(rest.as_bytes(), ends) {
            SplitStep::Record { end, .. } => end + after_return(rest.as_bytes(), end),
            SplitStep::More => return full.then_some(0),
            // Errors are reported where the header is read.
            _ => return Some(0),
        };
        let cells = (0..splitter.len()).filter_map(|index| splitter.cell(rest, index));
        let cells: Vec<String> = cells.map(|cell| cell.trim().to_owned()).collect();
        let filled = cells.iter().filter(|cell| !cell.is_empty()).count();
        if filled > 0 {
            if cells.iter().any(|cell| is_identifier(cell)) {
                return Some(0);
            }
            let known = known_headers(cells.iter().map(String::as_str));
            match records {
                // One cell alone, such as `Company` or `User`, can be a title.
                0 if known > 1 => return Some(0),
                0 => has_known = known > 0 && filled > 1,
                _ if known >= KNOWN_SURELY && filled >= widest => return Some(at),
                _ if known >= KNOWN && filled > widest && !has_known => return Some(at),
                _ => {}
            }
            widest = widest.max(filled);
            records += 1;
        }
        at += end;
    }
    Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_stand_above_known_headers_only() {
        for (text, expected) in [
            ("userPrincipalName,mail\na@x.org,a@x.org\n", ""),
            (
                "Users of Contoso\nuserPrincipalName,mail\n",
                "Users of Contoso\n",
            ),
            (
                "Users of Contoso,,\r\nExported 2024-03-01,,\r\n\r\nid,mail,x\r\n",
                "Users of Contoso,,\r\nExported 2024-03-01,,\r\n\r\n",
            ),
            ("Report;\n\nid;mail;x\n", "Report;\n\n"),
            ("Kennung,Nachname\nx,y\nz,w\n", ""),
            // No more cells than the line above.
            ("Kennung,Nachname\nmail,name\n", ""),
            // One known header is not enough.
            ("Kennung\nmail,x\n", ""),
            ("a\nb\nc\nd\ne\nf\nid,mail\n", "a\nb\nc\nd\ne\nf\n"),
            // As many cells, and surely the headers.
            ("a,b,c,d\nid,mail,givenName,surname\n", "a,b,c,d\n"),
            (
                "Company,Contoso\nid,mail,givenName,surname\n",
                "Company,Contoso\n",
            ),
            ("Company,Contoso\nid,mail,x\n", ""),
            ("a@x.org\nid,mail\n", ""),
            ("Company\nid,mail\n", "Company\n"),
            ("mail\nx\n", ""),
            ("\"a\nid,mail\n", ""),
            ("", ""),
        ] {
            let found = titles(text, true, None).map(|end| &text[..end]);
            assert_eq!(found, Some(expected), "{text:?}");
        }
        assert_eq!(titles("Users of Contoso\nuserPrin", false, None), None);
        assert_eq!(titles("userPrincipalName,mail\n", false, None), Some(0));
    }
}
