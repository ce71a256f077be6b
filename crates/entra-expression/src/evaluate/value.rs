//! Values, and where they come from.

use std::borrow::Cow;
use std::ops::Range;

use super::outcome::EvaluationOutcome;
use crate::Span;
use dotnet_text::date::Ticks;
use serde::{Deserialize, Serialize};

/// Where a part of a text comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ValueOrigin {
    /// Bytes of the text.
    pub bytes: Range<usize>,
    /// What they come from.
    pub from: Provenance,
    /// Whether byte stands for byte, as when a text is copied or changes its case. Otherwise the
    /// part as a whole comes from the source as a whole: `ae` from `æ`.
    pub exact: bool,
}

/// What a part of a text comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Provenance {
    /// An attribute of the source object.
    Attribute {
        /// Where the attribute stands in the expression.
        span: Span,
        /// Which of its values, counted from 0.
        value: usize,
        /// Bytes of that value.
        bytes: Range<usize>,
    },
    /// A constant.
    Constant {
        /// Where it stands in the expression.
        span: Span,
        /// Bytes of its value, which has no quotation marks and escapes.
        bytes: Range<usize>,
    },
    /// A call that made it, such as `Now()` or a conversion.
    Call {
        /// Where the call stands in the expression.
        span: Span,
    },
}

impl Provenance {
    /// Where it stands in the expression.
    pub const fn span(&self) -> Span {
        match self {
            Self::Attribute { span, .. } | Self::Constant { span, .. } | Self::Call { span } => {
                *span
            }
        }
    }

    /// The source of a part of the text that this is the source of.
    fn part(&self, start: usize, length: usize) -> Self {
        let cut = |bytes: &Range<usize>| {
            let start = (bytes.start + start).min(bytes.end);
            start..(start + length).min(bytes.end)
        };
        match self {
            Self::Attribute { span, value, bytes } => Self::Attribute {
                span: *span,
                value: *value,
                bytes: cut(bytes),
            },
            Self::Constant { span, bytes } => Self::Constant {
                span: *span,
                bytes: cut(bytes),
            },
            Self::Call { span } => Self::Call { span: *span },
        }
    }

    /// Extends this source by one that continues it; false when it does not.
    fn extend(&mut self, next: &Self) -> bool {
        match (self, next) {
            (
                Self::Attribute { span, value, bytes },
                Self::Attribute {
                    span: s,
                    value: v,
                    bytes: b,
                },
            ) if span == s && value == v && bytes.end == b.start => {
                bytes.end = b.end;
                true
            }
            (Self::Constant { span, bytes }, Self::Constant { span: s, bytes: b })
                if span == s && bytes.end == b.start =>
            {
                bytes.end = b.end;
                true
            }
            (Self::Call { span }, Self::Call { span: s }) => span == s,
            _ => false,
        }
    }
}

/// A text with its origins, which are empty unless the run is traced.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TracedText<'v> {
    pub(crate) text: Cow<'v, str>,
    pub(crate) origins: Vec<ValueOrigin>,
}

impl<'v> TracedText<'v> {
    pub(crate) const fn borrowed(text: &'v str) -> Self {
        Self {
            text: Cow::Borrowed(text),
            origins: Vec::new(),
        }
    }

    /// A text that has no origins.
    pub(crate) const fn owned(text: String) -> Self {
        Self {
            text: Cow::Owned(text),
            origins: Vec::new(),
        }
    }

    /// A text that comes from one place as a whole.
    #[inline]
    pub(crate) fn from_one(
        text: Cow<'v, str>,
        traced: bool,
        from: impl FnOnce(Range<usize>) -> Provenance,
    ) -> Self {
        let mut origins = Vec::new();
        if traced && !text.is_empty() {
            let bytes = 0..text.len();
            origins.push(ValueOrigin {
                from: from(bytes.clone()),
                bytes,
                exact: true,
            });
        }
        Self { text, origins }
    }

    /// A part of the text; borrows where the whole is borrowed.
    pub(crate) fn part(&self, bytes: Range<usize>) -> Self {
        let text = match &self.text {
            Cow::Borrowed(text) => Cow::Borrowed(&text[bytes.clone()]),
            Cow::Owned(text) => Cow::Owned(text[bytes.clone()].to_owned()),
        };
        let mut origins = Vec::new();
        copy_origins(&self.origins, bytes, 0, &mut origins);
        Self { text, origins }
    }
}

/// Copies the origins of `bytes` to where those bytes stand in another text.
fn copy_origins(from: &[ValueOrigin], bytes: Range<usize>, to: usize, out: &mut Vec<ValueOrigin>) {
    for origin in from {
        let start = origin.bytes.start.max(bytes.start);
        let end = origin.bytes.end.min(bytes.end);
        if start < end {
            let from = if origin.exact {
                origin.from.part(start - origin.bytes.start, end - start)
            } else {
                origin.from.clone()
            };
            let at = to + start - bytes.start;
            push_origin(out, at..at + (end - start), from, origin.exact);
        }
    }
}

fn push_origin(out: &mut Vec<ValueOrigin>, bytes: Range<usize>, from: Provenance, exact: bool) {
    if let Some(last) = out.last_mut()
        && last.bytes.end == bytes.start
        && last.exact == exact
        && (if exact {
            last.from.extend(&from)
        } else {
            last.from == from
        })
    {
        last.bytes.end = bytes.end;
        return;
    }
    out.push(ValueOrigin { bytes, from, exact });
}

/// Bytes that most names and addresses fit into.
const ROOM: usize = 64;

/// A text under construction, bounded in length.
#[derive(Debug)]
pub(crate) struct TextBuilder {
    pub(crate) text: String,
    origins: Vec<ValueOrigin>,
    traced: bool,
    limit: usize,
    /// Whether something did not fit.
    pub(crate) full: bool,
}

impl TextBuilder {
    pub(crate) fn new(traced: bool, limit: usize, capacity: usize) -> Self {
        Self {
            text: String::with_capacity(capacity.min(limit)),
            origins: Vec::new(),
            traced,
            limit,
            full: false,
        }
    }

    fn fits(&mut self, length: usize) -> bool {
        if self.text.len() + length > self.limit {
            self.full = true;
        }
        !self.full
    }

    /// Begins with a whole text. One that nobody else has is taken over with its memory.
    pub(crate) fn begin(&mut self, text: TracedText<'_>) {
        match text.text {
            Cow::Owned(text) if !self.traced && text.len() <= self.limit => self.text = text,
            _ => {
                self.text.reserve(ROOM.min(self.limit));
                self.push(&text);
            }
        }
    }

    pub(crate) fn push(&mut self, text: &TracedText<'_>) {
        self.push_part(text, 0..text.text.len());
    }

    pub(crate) fn push_part(&mut self, text: &TracedText<'_>, bytes: Range<usize>) {
        if !self.fits(bytes.len()) {
            return;
        }
        if self.traced {
            let to = self.text.len();
            copy_origins(&text.origins, bytes.clone(), to, &mut self.origins);
        }
        self.text.push_str(&text.text[bytes]);
    }

    /// Appends something else in place of a part of a text, with that part's origin.
    pub(crate) fn push_in_place_of(
        &mut self,
        made: &str,
        text: &TracedText<'_>,
        bytes: Range<usize>,
    ) {
        let replaced = &text.text[bytes.clone()];
        if replaced == made {
            return self.push_part(text, bytes);
        }
        if made.is_empty() || !self.fits(made.len()) {
            return;
        }
        // One character for another of the same length is a change of case.
        let one = |text: &str| text.chars().nth(1).is_none();
        let exact = made.len() == replaced.len() && one(made) && one(replaced);
        let start = self.text.len();
        self.text.push_str(made);
        if self.traced {
            let mut origins = Vec::new();
            copy_origins(&text.origins, bytes, 0, &mut origins);
            if let [origin] = origins.as_slice() {
                let from = origin.from.clone();
                let exact = exact && origin.exact;
                push_origin(&mut self.origins, start..self.text.len(), from, exact);
            }
        }
    }

    pub(crate) fn finish<'v>(self) -> TracedText<'v> {
        TracedText {
            text: Cow::Owned(self.text),
            origins: self.origins,
        }
    }
}

/// Several texts; those of an attribute stay where they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TextList<'v> {
    Attribute(&'v [String], Span),
    Texts(Vec<TracedText<'v>>),
}

impl<'v> TextList<'v> {
    pub(crate) const fn len(&self) -> usize {
        match self {
            Self::Attribute(values, _) => values.len(),
            Self::Texts(values) => values.len(),
        }
    }

    pub(crate) fn into_texts(self, traced: bool) -> Vec<TracedText<'v>> {
        match self {
            Self::Attribute(values, span) => values
                .iter()
                .enumerate()
                .map(|(index, value)| attribute_text(value, index, span, traced))
                .collect(),
            Self::Texts(values) => values,
        }
    }

    pub(crate) fn into_item(self, index: usize, traced: bool) -> Option<TracedText<'v>> {
        match self {
            Self::Attribute(values, span) => {
                let value = values.get(index)?;
                Some(attribute_text(value, index, span, traced))
            }
            Self::Texts(values) => values.into_iter().nth(index),
        }
    }
}

/// One value of an attribute.
pub(crate) fn attribute_text(
    value: &str,
    index: usize,
    span: Span,
    traced: bool,
) -> TracedText<'_> {
    TracedText::from_one(Cow::Borrowed(value), traced, |bytes| {
        let value = index;
        Provenance::Attribute { span, value, bytes }
    })
}

/// What a part of an expression evaluates to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RuntimeValue<'v> {
    Null,
    Text(TracedText<'v>),
    Boolean(bool),
    Integer(i64),
    Date(Ticks),
    Many(TextList<'v>),
}

impl<'v> RuntimeValue<'v> {
    /// What leaves a program: text.
    pub(crate) fn into_outcome(self) -> EvaluationOutcome<'v> {
        match self {
            Self::Text(text) => EvaluationOutcome::Value(text.text),
            Self::Null => EvaluationOutcome::Null,
            Self::Boolean(true) => EvaluationOutcome::Value(Cow::Borrowed("True")),
            Self::Boolean(false) => EvaluationOutcome::Value(Cow::Borrowed("False")),
            Self::Integer(value) => EvaluationOutcome::Value(Cow::Owned(value.to_string())),
            Self::Date(date) => EvaluationOutcome::Value(Cow::Owned(date.print())),
            Self::Many(many) => {
                let texts = many.into_texts(false).into_iter();
                EvaluationOutcome::Values(texts.map(|text| text.text).collect())
            }
        }
    }

    /// What leaves a program, with the origins of each value. A number, date or truth value has
    /// none of its own, so it comes from the call at `span`.
    pub(crate) fn into_traced_outcome(
        self,
        span: Span,
    ) -> (EvaluationOutcome<'v>, Vec<Vec<ValueOrigin>>) {
        let made = matches!(self, Self::Boolean(_) | Self::Integer(_) | Self::Date(_));
        let origins = match &self {
            Self::Text(text) => vec![text.origins.clone()],
            Self::Many(many) => {
                let texts = many.clone().into_texts(true).into_iter();
                texts.map(|text| text.origins).collect()
            }
            _ => Vec::new(),
        };
        let outcome = self.into_outcome();
        match &outcome {
            EvaluationOutcome::Value(text) if made => {
                let origin = ValueOrigin {
                    bytes: 0..text.len(),
                    from: Provenance::Call { span },
                    exact: true,
                };
                (outcome, vec![vec![origin]])
            }
            _ => (outcome, origins),
        }
    }

    pub(crate) const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Null, the empty text, or no values at all.
    pub(crate) fn is_null_or_empty(&self) -> bool {
        match self {
            Self::Null => true,
            Self::Text(text) => text.text.is_empty(),
            Self::Many(many) => many.len() == 0,
            Self::Boolean(_) | Self::Integer(_) | Self::Date(_) => false,
        }
    }
}
