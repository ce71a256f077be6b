//! The names and short texts of a JSON document, also of one that is cut.
//!
//! Recognition needs only what is near the root, and a log of 200 MB is
//! recognized by its first bytes, which no JSON parser accepts.

/// How deep names are recorded. `value[].status.quarantine.reason` has four.
const MAX_RECORDED_DEPTH: usize = 4;

/// Deeper brackets are not followed.
const MAX_DEPTH: usize = 128;

const MAX_MEMBERS: usize = 1_500;

/// In bytes, of a recorded text.
const MAX_TEXT: usize = 300;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum JsonRoot {
    Object,
    Array,
}

/// One member on the path of first elements.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OutlineMember {
    /// In lower case, with `[]` for the first element: `value[].status.code`.
    path: String,
    /// Its text, shortened, if it is one.
    text: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct JsonOutline {
    pub(crate) root: JsonRoot,
    members: Vec<OutlineMember>,
    /// Where the first value ends; nothing if it does not end.
    pub(crate) end: Option<usize>,
    /// Whether the list at the root, or in `value`, has no elements.
    pub(crate) is_empty_list: bool,
}

impl JsonOutline {
    /// The outline of the value that `text` begins with; nothing if it begins
    /// with no object or array, or breaks the grammar before its first member.
    pub(crate) fn of(text: &str) -> Option<JsonOutline> {
        let root = match text.as_bytes().first()? {
            b'{' => JsonRoot::Object,
            b'[' => JsonRoot::Array,
            _ => return None,
        };
        let mut scanner = OutlineScanner {
            text,
            at: 0,
            members: Vec::new(),
            is_empty_list: false,
        };
        let end = scanner.value("", 0, true);
        let outline = JsonOutline {
            root,
            end: end.map(|()| scanner.at),
            is_empty_list: scanner.is_empty_list,
            members: scanner.members,
        };
        let is_named = |member: &OutlineMember| !member.path.trim_matches(['[', ']']).is_empty();
        (end.is_some() || outline.members.iter().any(is_named)).then_some(outline)
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.members.iter().any(|member| member.path == path)
    }

    pub(crate) fn has_any(&self, paths: &[&str]) -> bool {
        paths.iter().any(|path| self.has(path))
    }

    /// The text at a path.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        let member = self.members.iter().find(|member| member.path == path)?;
        member.text.as_deref()
    }

    /// Whether a text at a path, or in the list at it, contains `part`, in any case.
    pub(crate) fn contains(&self, path: &str, part: &str) -> bool {
        self.members
            .iter()
            .filter(|member| member.path == path)
            .filter_map(|member| member.text.as_deref())
            .any(|text| text.to_ascii_lowercase().contains(part))
    }
}

struct OutlineScanner<'a> {
    text: &'a str,
    at: usize,
    members: Vec<OutlineMember>,
    is_empty_list: bool,
}

impl OutlineScanner<'_> {
    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while self.byte().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn record(&mut self, path: &str, text: Option<&str>) {
        if self.members.len() < MAX_MEMBERS {
            let shortened = text.map(|text| {
                let end = text.floor_char_boundary(MAX_TEXT);
                text.get(..end).unwrap_or_default().to_owned()
            });
            self.members.push(OutlineMember {
                path: path.to_owned(),
                text: shortened,
            });
        }
    }

    /// Reads one value; nothing at the end of a cut text or at what is no JSON.
    fn value(&mut self, path: &str, depth: usize, is_recorded: bool) -> Option<()> {
        if depth > MAX_DEPTH {
            return None;
        }
        let is_recorded = is_recorded && depth <= MAX_RECORDED_DEPTH;
        self.skip_space();
        match self.byte()? {
            b'{' => self.object(path, depth, is_recorded),
            b'[' => self.array(path, depth, is_recorded),
            b'"' => {
                let text = self.string()?.to_owned();
                if is_recorded && !path.is_empty() {
                    self.record(path, Some(&text));
                }
                Some(())
            }
            _ => {
                let start = self.at;
                while self
                    .byte()
                    .is_some_and(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
                {
                    self.at += 1;
                }
                let word = self.text.get(start..self.at)?;
                // A word that the text is cut in ends the reading just as well.
                if !matches!(word, "true" | "false" | "null") && word.parse::<f64>().is_err() {
                    return None;
                }
                if is_recorded && !path.is_empty() {
                    self.record(path, None);
                }
                Some(())
            }
        }
    }

    fn object(&mut self, path: &str, depth: usize, is_recorded: bool) -> Option<()> {
        if is_recorded && !path.is_empty() {
            self.record(path, None);
        }
        self.at += 1;
        self.skip_space();
        if self.byte()? == b'}' {
            self.at += 1;
            return Some(());
        }
        loop {
            self.skip_space();
            let name = self.string()?.to_ascii_lowercase();
            self.skip_space();
            if self.byte()? != b':' {
                return None;
            }
            self.at += 1;
            let member = match (is_recorded, path.is_empty()) {
                (false, _) => String::new(),
                (true, true) => name,
                (true, false) => format!("{path}.{name}"),
            };
            self.value(&member, depth + 1, is_recorded)?;
            if self.is_last(b'}')? {
                return Some(());
            }
        }
    }

    fn array(&mut self, path: &str, depth: usize, is_recorded: bool) -> Option<()> {
        if is_recorded && !path.is_empty() {
            self.record(path, None);
        }
        self.at += 1;
        self.skip_space();
        if self.byte()? == b']' {
            self.at += 1;
            self.is_empty_list |= is_recorded && matches!(path, "" | "value");
            return Some(());
        }
        let element = format!("{path}[]");
        let mut is_first = true;
        loop {
            self.skip_space();
            // Every text of a list counts, such as the URNs in `schemas`.
            let is_text = self.byte()? == b'"';
            // The depth of a list does not count: its path is that of its element.
            self.value(&element, depth + 1, is_recorded && (is_first || is_text))?;
            is_first = false;
            if self.is_last(b']')? {
                return Some(());
            }
        }
    }

    fn is_last(&mut self, close: u8) -> Option<bool> {
        self.skip_space();
        match self.byte()? {
            b',' => {
                self.at += 1;
                Some(false)
            }
            byte if byte == close => {
                self.at += 1;
                Some(true)
            }
            _ => None,
        }
    }

    /// The text of a string as it is written, with its escapes.
    fn string(&mut self) -> Option<&str> {
        if self.byte()? != b'"' {
            return None;
        }
        let start = self.at + 1;
        let mut end = start;
        loop {
            match self.text.as_bytes().get(end)? {
                b'\\' => end += 2,
                b'"' => break,
                _ => end += 1,
            }
        }
        self.at = end + 1;
        self.text.get(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_first_elements_are_recorded() {
        let outline = JsonOutline::of(
            r#"{"@odata.context":"x/auditLogs","value":[{"Status":{"code":"Active"}},{"other":1}],"schemas":["a","B"]} rest"#,
        )
        .expect("an object");
        assert_eq!(outline.root, JsonRoot::Object);
        assert_eq!(outline.text("value[].status.code"), Some("Active"));
        assert!(!outline.has("value[].other"));
        assert!(outline.contains("schemas[]", "b"));
        assert!(!outline.is_empty_list);
        assert_eq!(outline.end.map(|end| end < 110), Some(true));
    }

    #[test]
    fn a_cut_document_still_has_its_names() {
        let outline = JsonOutline::of(r#"[{"id":"1","provisioningSteps":[{"name":"Ent"#);
        let outline = outline.expect("an array");
        assert!(outline.has("[].provisioningsteps"));
        assert_eq!(outline.end, None);
    }

    #[test]
    fn other_texts_have_none() {
        for text in ["", "x", "{", "[", "{x", "[bracket] text", "{{a}}"] {
            assert_eq!(JsonOutline::of(text), None, "{text}");
        }
        assert!(JsonOutline::of("[]").is_some_and(|outline| outline.is_empty_list));
        assert!(JsonOutline::of(r#"{"value":[]}"#).is_some_and(|outline| outline.is_empty_list));
        // Deeper than any document.
        assert_eq!(JsonOutline::of(&"[".repeat(100_000)), None);
    }
}
