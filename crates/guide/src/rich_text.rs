//! Text with labels of the portal and code in it.

/// A part of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPart {
    Plain(String),
    /// A label of the portal, shown in bold.
    Label(String),
    Code(String),
}

impl TextPart {
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Label(text) | Self::Code(text) => text,
        }
    }
}

/// Text in parts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RichText(pub Vec<TextPart>);

impl RichText {
    /// All of it without any style.
    pub fn plain(&self) -> String {
        self.0.iter().map(TextPart::text).collect()
    }
}

/// Reads a template: `*label*`, code between back-ticks, and a value for each
/// `{}`, which is taken as it is.
pub(crate) fn rich(template: &str, values: &[&str]) -> RichText {
    #[derive(Clone, Copy, PartialEq, Eq)]
    enum Style {
        Plain,
        Label,
        Code,
    }
    fn finish(parts: &mut Vec<TextPart>, style: Style, text: &mut String) {
        if text.is_empty() {
            return;
        }
        let text = std::mem::take(text);
        parts.push(match style {
            Style::Plain => TextPart::Plain(text),
            Style::Label => TextPart::Label(text),
            Style::Code => TextPart::Code(text),
        });
    }
    let mut parts = Vec::new();
    let mut values = values.iter();
    let (mut style, mut text) = (Style::Plain, String::new());
    let mut rest = template.chars().peekable();
    while let Some(c) = rest.next() {
        let other = match (c, style) {
            ('*', Style::Plain) => Style::Label,
            ('`', Style::Plain) => Style::Code,
            ('*', Style::Label) | ('`', Style::Code) => Style::Plain,
            ('{', _) if rest.next_if_eq(&'}').is_some() => {
                text.push_str(values.next().copied().unwrap_or_default());
                continue;
            }
            _ => {
                text.push(c);
                continue;
            }
        };
        finish(&mut parts, style, &mut text);
        style = other;
    }
    finish(&mut parts, style, &mut text);
    RichText(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_never_read_as_styles() {
        let text = rich("Set *{}* to `{}`: {}.", &["a*b", "`x` {}", "*c*"]);
        assert_eq!(
            text.0,
            [
                TextPart::Plain("Set ".to_owned()),
                TextPart::Label("a*b".to_owned()),
                TextPart::Plain(" to ".to_owned()),
                TextPart::Code("`x` {}".to_owned()),
                TextPart::Plain(": *c*.".to_owned()),
            ]
        );
        assert_eq!(text.plain(), "Set a*b to `x` {}: *c*.");
    }

    #[test]
    fn code_may_hold_a_star_and_braces() {
        let text = rich("`a*b {x}`", &[]);
        assert_eq!(text.0, [TextPart::Code("a*b {x}".to_owned())]);
        assert_eq!(rich("", &[]), RichText::default());
    }
}
