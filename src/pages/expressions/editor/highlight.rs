//! The colored copy of the text below the cursor: which pieces it has.

use entra_expression::{Diagnostic, Severity, Span, Token, TokenClass};

/// A piece of the text that looks the same all through.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HighlightSpan {
    pub class: String,
    pub text: String,
}

/// What is shown besides the tokens.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HighlightMarks {
    /// What is underlined, and how.
    pub lines: Vec<(Span, &'static str)>,
    /// What a part of the value comes from.
    pub source: Option<Span>,
    /// Where the list of suggestions hangs.
    pub anchor: Option<usize>,
}

impl HighlightMarks {
    pub fn underline(&mut self, text: &str, span: Span, severity: Severity) {
        let class = match severity {
            Severity::Error => "bad",
            Severity::Warning => "warn",
            Severity::Info => "note",
        };
        self.lines.push((visible(text, span), class));
    }

    pub fn underline_all(&mut self, text: &str, found: &[Diagnostic]) {
        for diagnostic in found {
            self.underline(text, diagnostic.span, diagnostic.severity);
        }
    }
}

/// A span that can be seen: where something is missing, the character before.
fn visible(text: &str, span: Span) -> Span {
    if !span.of(text).trim().is_empty() {
        return span;
    }
    let before = text.get(..span.start).unwrap_or_default();
    let last = before
        .char_indices()
        .rev()
        .find(|(_, c)| !c.is_whitespace());
    if let Some((at, c)) = last {
        return Span::new(at, at + c.len_utf8());
    }
    let after = text.char_indices().find(|(_, c)| !c.is_whitespace());
    after.map_or(span, |(at, c)| Span::new(at, at + c.len_utf8()))
}

/// The class of the piece without text where the suggestions hang.
pub const ANCHOR: &str = "anchor";

/// The class of the piece without text that a line begins with.
pub const LINE: &str = "ln";

/// What a piece can have besides its token: a line, the worst first, and the
/// mark of a source.
const MARKS: [&str; 4] = ["bad", "warn", "note", "source"];

/// Cuts a text into pieces. Together they are the text. Places are taken in
/// their order, so that a long text with many lines takes linear time.
pub fn pieces(text: &str, tokens: &[Token], marks: &HighlightMarks) -> Vec<HighlightSpan> {
    // Where a mark begins (1) or ends (-1).
    let mut edges: Vec<(usize, usize, isize)> = Vec::with_capacity(2 * marks.lines.len() + 2);
    let source = marks.source.map(|span| (span, "source"));
    for (span, of) in marks.lines.iter().copied().chain(source) {
        if let Some(mark) = MARKS.iter().position(|mark| *mark == of) {
            edges.extend([(span.start, mark, 1), (span.end, mark, -1)]);
        }
    }
    edges.sort_unstable();
    let mut edges = edges.into_iter().peekable();
    let mut open = [0; MARKS.len()];
    let mut anchor = marks.anchor;
    let mut pieces: Vec<HighlightSpan> = Vec::new();
    let mut hang = |at: usize, pieces: &mut Vec<HighlightSpan>| {
        if anchor.take_if(|anchor| *anchor == at).is_some() {
            pieces.push(HighlightSpan {
                class: ANCHOR.to_owned(),
                text: String::new(),
            });
        }
        anchor.filter(|anchor| *anchor > at)
    };
    for token in tokens {
        let mut start = token.span.start;
        while start < token.span.end {
            let anchor = hang(start, &mut pieces);
            while let Some((_, mark, step)) = edges.next_if(|(at, ..)| *at <= start) {
                open[mark] += step;
            }
            let next = edges.peek().map(|(at, ..)| *at);
            let cuts = next.into_iter().chain(anchor);
            let end = cuts.fold(token.span.end, usize::min);
            let span = Span::new(start, end);
            let class = class(token, open);
            match pieces.last_mut() {
                // Thousands of pieces that look the same would be slow to lay out.
                Some(last) if last.class == class => last.text.push_str(span.of(text)),
                _ => pieces.push(HighlightSpan {
                    class,
                    text: span.of(text).to_owned(),
                }),
            }
            start = end;
        }
    }
    let _ = hang(text.len(), &mut pieces);
    numbered(pieces)
}

/// The pieces with the beginning of each line marked, for its number.
fn numbered(pieces: Vec<HighlightSpan>) -> Vec<HighlightSpan> {
    let line = || HighlightSpan {
        class: LINE.to_owned(),
        text: String::new(),
    };
    let mut marked = vec![line()];
    for piece in pieces {
        if !piece.text.contains('\n') {
            marked.push(piece);
            continue;
        }
        for part in piece.text.split_inclusive('\n') {
            marked.push(HighlightSpan {
                class: piece.class.clone(),
                text: part.to_owned(),
            });
            if part.ends_with('\n') {
                marked.push(line());
            }
        }
    }
    marked
}

fn class(token: &Token, open: [isize; MARKS.len()]) -> String {
    let mut class = format!("t-{}", token.class.word());
    let [.., source] = open;
    let worst = open.iter().position(|open| *open > 0);
    if let Some(mark @ ..3) = worst {
        class.push_str(" line-");
        class.push_str(MARKS[mark]);
    }
    if source > 0 {
        class.push_str(" origin-here");
    }
    class
}

/// A text that is shown as it is, because it was not read.
pub fn plain(text: &str) -> Vec<HighlightSpan> {
    vec![HighlightSpan {
        class: format!("t-{}", TokenClass::Blank.word()),
        text: text.to_owned(),
    }]
}

/// How many pieces at the beginning and at the end stay as they are.
pub fn unchanged(old: &[HighlightSpan], new: &[HighlightSpan]) -> (usize, usize) {
    let same = |(old, new): &(&HighlightSpan, &HighlightSpan)| old == new;
    let start = old.iter().zip(new).take_while(same).count();
    let (old, new) = (&old[start..], &new[start..]);
    let end = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(same)
        .count();
    (start, end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use entra_expression::parse;

    fn cut(text: &str, marks: &HighlightMarks) -> Vec<(String, String)> {
        let pieces = pieces(text, &parse(text).tokens, marks);
        assert_eq!(
            pieces.iter().map(|p| p.text.as_str()).collect::<String>(),
            text
        );
        pieces
            .into_iter()
            .filter(|piece| piece.class != LINE)
            .map(|piece| (piece.class, piece.text))
            .collect()
    }

    #[test]
    fn each_line_begins_with_its_mark() {
        let text = "Not(\n\n  [a]\n)\n";
        let pieces = pieces(text, &parse(text).tokens, &HighlightMarks::default());
        let lines: Vec<String> = pieces
            .split(|piece| piece.class == LINE)
            .skip(1)
            .map(|line| line.iter().map(|piece| piece.text.as_str()).collect())
            .collect();
        assert_eq!(lines, ["Not(\n", "\n", "  [a]\n", ")\n", ""]);
    }

    fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
        list.iter()
            .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
            .collect()
    }

    #[test]
    fn tokens_have_their_class() {
        assert_eq!(
            cut(r#"Not([a])"#, &HighlightMarks::default()),
            pairs(&[
                ("t-function", "Not"),
                ("t-punctuation", "("),
                ("t-attribute", "[a]"),
                ("t-punctuation", ")")
            ])
        );
    }

    #[test]
    fn marks_cut_tokens_and_the_worst_line_wins() {
        let marks = HighlightMarks {
            lines: vec![(Span::new(4, 7), "warn"), (Span::new(5, 6), "bad")],
            source: Some(Span::new(4, 6)),
            anchor: Some(6),
        };
        assert_eq!(
            cut("Not([a])", &marks)[2..],
            pairs(&[
                ("t-attribute line-warn origin-here", "["),
                ("t-attribute line-bad origin-here", "a"),
                ("anchor", ""),
                ("t-attribute line-warn", "]"),
                ("t-punctuation", ")"),
            ])
        );
    }

    #[test]
    fn what_looks_the_same_is_one_piece() {
        let text = "\u{200b}".repeat(1_000);
        assert_eq!(cut(&text, &HighlightMarks::default()).len(), 1);
        assert_eq!(
            cut("Not(Not(Not([a])))", &HighlightMarks::default()).len(),
            8
        );
    }

    #[test]
    fn many_lines_are_drawn_in_linear_time() {
        let draw = |count: usize| {
            let text = "[a],".repeat(count);
            let tokens = parse(&text).tokens;
            let spans = (0..count).map(|index| Span::new(4 * index, 4 * index + 3));
            let marks = HighlightMarks {
                lines: spans.map(|span| (span, "warn")).collect(),
                ..HighlightMarks::default()
            };
            move || assert_eq!(pieces(&text, &tokens, &marks).len(), 2 * count + 1)
        };
        // Eight times the text; with the square it would be 64.
        assert_eq!(linear_time::excess(24, draw(300), draw(2_400)), None);
    }

    #[test]
    fn the_anchor_hangs_once_also_at_the_ends() {
        for at in [0, 3, 8] {
            let marks = HighlightMarks {
                anchor: Some(at),
                ..HighlightMarks::default()
            };
            let found = cut("Not([a])", &marks);
            assert_eq!(
                found.iter().filter(|(class, _)| class == ANCHOR).count(),
                1,
                "{at}"
            );
        }
        let marks = HighlightMarks {
            anchor: Some(0),
            ..HighlightMarks::default()
        };
        assert_eq!(cut("", &marks).len(), 1);
    }

    #[test]
    fn what_is_missing_is_shown_at_the_character_before() {
        for (text, at, shown) in [
            ("Not([a] \n", 9, "]"),
            (" Not", 0, "N"),
            ("Not([a])", 8, ")"),
        ] {
            let mut marks = HighlightMarks::default();
            marks.underline(text, Span::at(at), Severity::Error);
            let lined = cut(text, &marks);
            let lined = lined.iter().filter(|(class, _)| class.contains("line-bad"));
            let lined: String = lined.map(|(_, text)| text.as_str()).collect();
            assert_eq!(lined, shown, "{text}");
        }
    }

    #[test]
    fn only_what_changed_is_made_anew() {
        let piece = |text: &str| HighlightSpan {
            class: String::new(),
            text: text.to_owned(),
        };
        let of = |texts: &[&str]| texts.iter().map(|text| piece(text)).collect::<Vec<_>>();
        type Texts = &'static [&'static str];
        let cases: [(Texts, Texts, (usize, usize)); 5] = [
            (&["a", "b", "c"], &["a", "x", "c"], (1, 1)),
            (&["a", "a"], &["a", "a", "a"], (2, 0)),
            (&["a"], &[], (0, 0)),
            (&[], &["a"], (0, 0)),
            (&["a", "b"], &["a", "b"], (2, 0)),
        ];
        for (old, new, retained) in cases {
            assert_eq!(unchanged(&of(old), &of(new)), retained, "{old:?} {new:?}");
        }
    }
}
