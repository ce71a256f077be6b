//! Running a program.

use std::borrow::Cow;

use super::compile::{CallPart, Op, Part};
use super::environment::{Attribute, Attributes, Environment};
use super::error::{ErrorKind, EvalError, RangeProblem, Stop, Wanted};
use super::value::{Builder, Many, Origin, Source, Text, Value, attribute_text};
use super::{Flow, Outcome, Program};
use crate::contested::ContestedSet;
use crate::{Function, Keyword, Span};

/// What evaluating a part gives.
pub(super) type Evaluated<T> = Result<T, Stop>;

/// Errors show at most this many characters of a value.
const SHOWN: usize = 60;

/// One run of a program.
pub(super) struct Run<'r, 'v> {
    pub(super) attributes: &'v dyn Attributes,
    pub(super) environment: &'r mut Environment,
}

impl Program {
    /// Runs the program for one source object.
    ///
    /// # Errors
    ///
    /// Everything that only values show: a text that is no number, an item that is not there.
    #[inline]
    pub fn run<'v, A: Attributes>(
        &'v self,
        attributes: &'v A,
        environment: &mut Environment,
    ) -> Result<Outcome<'v>, EvalError> {
        environment.contested = ContestedSet::default();
        if let Some(ready) = &self.ready
            && ready.steps() <= environment.limits.steps
            && let Some(text) = ready.find(attributes)
        {
            return Ok(Outcome::Value(Cow::Borrowed(text)));
        }
        self.run_whole(attributes, environment)
    }

    fn run_whole<'v>(
        &'v self,
        attributes: &'v dyn Attributes,
        environment: &mut Environment,
    ) -> Result<Outcome<'v>, EvalError> {
        match self.evaluate(attributes, environment) {
            Ok(value) => Ok(plain(value)),
            Err(Stop::Ignored(flow)) => Ok(Outcome::Ignored(flow)),
            Err(Stop::Error(error)) => Err(*error),
        }
    }

    pub(super) fn evaluate<'v>(
        &'v self,
        attributes: &'v dyn Attributes,
        environment: &mut Environment,
    ) -> Evaluated<Value<'v>> {
        Run::start(attributes, environment).eval(&self.root)
    }
}

/// What leaves a program is text.
pub(super) fn plain(value: Value<'_>) -> Outcome<'_> {
    match value {
        Value::Text(text) => Outcome::Value(text.text),
        Value::Null => Outcome::Null,
        Value::Boolean(true) => Outcome::Value(Cow::Borrowed("True")),
        Value::Boolean(false) => Outcome::Value(Cow::Borrowed("False")),
        Value::Integer(value) => Outcome::Value(Cow::Owned(value.to_string())),
        Value::Date(date) => Outcome::Value(Cow::Owned(date.print())),
        Value::Many(many) => {
            let texts = many.into_texts(false).into_iter();
            Outcome::Values(texts.map(|text| text.text).collect())
        }
    }
}

/// What leaves a program, with the origins of each value; the whole of a value that has none was
/// made by the call at `span`.
pub(super) fn with_origins(value: Value<'_>, span: Span) -> (Outcome<'_>, Vec<Vec<Origin>>) {
    let made = matches!(
        value,
        Value::Boolean(_) | Value::Integer(_) | Value::Date(_)
    );
    let origins = match &value {
        Value::Text(text) => vec![text.origins.clone()],
        Value::Many(many) => {
            let texts = many.clone().into_texts(true).into_iter();
            texts.map(|text| text.origins).collect()
        }
        _ => Vec::new(),
    };
    let outcome = plain(value);
    match &outcome {
        Outcome::Value(text) if made => {
            let origin = Origin {
                bytes: 0..text.len(),
                from: Source::Call { span },
                exact: true,
            };
            (outcome, vec![vec![origin]])
        }
        _ => (outcome, origins),
    }
}

impl<'r, 'v> Run<'r, 'v> {
    fn start(attributes: &'v dyn Attributes, environment: &'r mut Environment) -> Self {
        environment.steps = environment.limits.steps;
        environment.contested = ContestedSet::default();
        Self {
            attributes,
            environment,
        }
    }

    pub(super) const fn traced(&self) -> bool {
        self.environment.recorder.is_some()
    }

    /// A text to build, with room for some bytes.
    pub(super) fn builder(&self, capacity: usize) -> Builder {
        Builder::new(self.traced(), self.environment.limits.bytes, capacity)
    }

    /// A finished text, unless it grew too long.
    pub(super) fn built(&self, builder: Builder, span: Span) -> Evaluated<Text<'v>> {
        if builder.full {
            return Err(ErrorKind::Limit.at(span).into());
        }
        Ok(builder.finish())
    }

    /// A text that a call made, with that call as its origin.
    pub(super) fn made(&self, text: impl Into<Cow<'v, str>>, span: Span) -> Text<'v> {
        let mut text = Text {
            text: text.into(),
            origins: Vec::new(),
        };
        if self.traced() && !text.text.is_empty() {
            text.origins.push(Origin {
                bytes: 0..text.text.len(),
                from: Source::Call { span },
                exact: true,
            });
        }
        text
    }

    pub(super) fn eval(&mut self, part: &'v Part) -> Evaluated<Value<'v>> {
        match &part.op {
            Op::Attribute(name) => Ok(match self.attributes.nth(name.index, &name.text) {
                None => Value::Null,
                Some(Attribute::One(text)) => {
                    Value::Text(attribute_text(text, 0, part.span, self.traced()))
                }
                Some(Attribute::Many(values)) => Value::Many(Many::Attribute(values, part.span)),
            }),
            Op::Text(text) => {
                let mut value = Text::borrowed(text);
                if self.traced() && !text.is_empty() {
                    value.origins.push(Origin {
                        bytes: 0..text.len(),
                        from: Source::Constant {
                            span: part.span,
                            bytes: 0..text.len(),
                        },
                        exact: true,
                    });
                }
                Ok(Value::Text(value))
            }
            Op::Integer(value) => Ok(Value::Integer(*value)),
            Op::Unknown(name) => Err(ErrorKind::Unsupported(name.clone()).at(part.span).into()),
            Op::Keyword(Keyword::IgnoreAttributeFlow) => Err(Stop::Ignored(Flow::Attribute)),
            Op::Keyword(Keyword::IgnoreObjectFlow) => Err(Stop::Ignored(Flow::Object)),
            Op::Keyword(_) => Err(type_error(Wanted::SingleValue, None, part.span)),
            Op::Comparison(comparison) => self.compare(comparison).map(Value::Boolean),
            Op::Call(call) => {
                let steps = self.environment.steps.checked_sub(1);
                self.environment.steps = steps.ok_or_else(|| ErrorKind::Limit.at(part.span))?;
                if let Some(recorder) = &mut self.environment.recorder {
                    recorder.open(call.args.len());
                }
                let result = self.call(call, part.span);
                if let Some(recorder) = &mut self.environment.recorder {
                    recorder.close(part.span, call.function, result.as_ref().ok());
                }
                result
            }
        }
    }

    fn call(&mut self, call: &'v CallPart, span: Span) -> Evaluated<Value<'v>> {
        match call.function {
            Function::Append => self.append(call, span),
            Function::AppRoleAssignmentsComplex => self.roles_complex(call, span, "displayName"),
            Function::AssertiveAppRoleAssignmentsComplex => {
                self.roles_complex(call, span, "display")
            }
            Function::BitAnd => self.bit_and(call),
            Function::CBool => self.boolean_call(call),
            Function::CDate => self.date_call(call),
            Function::Coalesce => self.coalesce(call),
            Function::ConvertToBase64 => self.base64(call, span),
            Function::ConvertToUTF8Hex => self.utf8_hex(call, span),
            Function::Count => self.count(call),
            Function::CStr => self.text_call(call),
            Function::DateAdd => self.date_add(call, span),
            Function::DateDiff => self.date_diff(call),
            Function::DateFromNum => self.date_from_number(call),
            Function::FormatDateTime => self.format_date_time(call, span),
            Function::Guid => Ok(self.guid(span)),
            Function::IgnoreFlowIfNullOrEmpty => self.ignore_if_empty(call),
            Function::IIF => self.iif(call),
            Function::InStr => self.in_str(call),
            Function::IsNull => self.predicate(call, Value::is_null),
            Function::IsNullOrEmpty => self.predicate(call, Value::is_null_or_empty),
            Function::IsPresent => self.predicate(call, |value| !value.is_null_or_empty()),
            Function::IsString => {
                self.predicate(call, |value| !matches!(value, Value::Null | Value::Many(_)))
            }
            Function::Item => self.item(call, span),
            Function::Join => self.join(call, span),
            Function::Left => self.left(call, span),
            Function::Mid => self.mid(call, span),
            Function::NormalizeDiacritics => self.normalize_diacritics(call, span),
            Function::Not => self.not(call),
            Function::Now => Ok(Value::Date(self.environment.now.whole_seconds())),
            Function::NumFromDate => self.number_from_date(call),
            Function::PCase => self.pcase(call, span),
            Function::RandomString => self.random_string(call, span),
            Function::Redact => self.arg(call, 0),
            Function::RemoveDuplicates => self.remove_duplicates(call),
            Function::Replace => self.replace(call, span),
            Function::SelectUniqueValue => self.select_unique(call, span),
            Function::SingleAppRoleAssignment => self.single_role(call, span),
            Function::Split => self.split(call),
            Function::StripSpaces => self.strip_spaces(call, span),
            Function::Switch => self.switch(call),
            Function::ToLower => self.lower_case(call, span),
            Function::ToUpper => self.upper_case(call, span),
            Function::Trim => self.trim(call),
            Function::Word => self.word(call, span),
        }
    }

    /// The argument at an index; null when it is omitted.
    pub(super) fn arg(&mut self, call: &'v CallPart, index: usize) -> Evaluated<Value<'v>> {
        let Some(part) = call.given(index) else {
            return Ok(Value::Null);
        };
        let value = self.eval(part)?;
        if let Some(recorder) = &mut self.environment.recorder {
            recorder.argument(index, &value);
        }
        Ok(value)
    }

    /// Where the argument stands.
    pub(super) fn span(call: &CallPart, index: usize) -> Span {
        call.given(index).map(|part| part.span).unwrap_or_default()
    }

    /// The argument as one text; nothing for null.
    pub(super) fn text_arg(
        &mut self,
        call: &'v CallPart,
        index: usize,
    ) -> Evaluated<Option<Text<'v>>> {
        let value = self.arg(call, index)?;
        self.text(value, Self::span(call, index))
    }

    /// The argument as a whole number; null is none.
    pub(super) fn integer_arg(&mut self, call: &'v CallPart, index: usize) -> Evaluated<i64> {
        let value = self.arg(call, index)?;
        integer(&value, Self::span(call, index))
    }

    /// A value as one text; nothing for null.
    pub(super) fn text(&self, value: Value<'v>, span: Span) -> Evaluated<Option<Text<'v>>> {
        Ok(Some(match value {
            Value::Null => return Ok(None),
            Value::Text(text) => text,
            Value::Boolean(true) => self.made("True", span),
            Value::Boolean(false) => self.made("False", span),
            Value::Integer(value) => self.made(value.to_string(), span),
            Value::Date(date) => self.made(date.print(), span),
            Value::Many(_) => return Err(type_error(Wanted::SingleValue, None, span)),
        }))
    }

    /// Applies a text function to a value: null stays null, several values are taken one by one.
    pub(super) fn map(
        &mut self,
        value: Value<'v>,
        span: Span,
        mut apply: impl FnMut(&mut Self, Text<'v>) -> Evaluated<Text<'v>>,
    ) -> Evaluated<Value<'v>> {
        if let Value::Many(many) = value {
            let texts = many.into_texts(self.traced()).into_iter();
            let mapped: Result<_, Stop> = texts.map(|text| apply(self, text)).collect();
            return Ok(Value::Many(Many::Texts(mapped?)));
        }
        match self.text(value, span)? {
            None => Ok(Value::Null),
            Some(text) => Ok(Value::Text(apply(self, text)?)),
        }
    }
}

/// A value as a whole number; quoted numbers count.
pub(super) fn integer(value: &Value<'_>, span: Span) -> Evaluated<i64> {
    match value {
        Value::Integer(value) => Ok(*value),
        Value::Text(text) => {
            let digits = text.text.trim();
            if let Ok(value) = digits.parse() {
                return Ok(value);
            }
            let unsigned = digits.strip_prefix(['-', '+']).unwrap_or(digits);
            if !unsigned.is_empty() && unsigned.bytes().all(|b| b.is_ascii_digit()) {
                return Err(ErrorKind::Range(RangeProblem::Integer).at(span).into());
            }
            Err(type_error(Wanted::Integer, Some(&text.text), span))
        }
        Value::Null | Value::Boolean(_) | Value::Date(_) | Value::Many(_) => {
            Err(type_error(Wanted::Integer, None, span))
        }
    }
}

/// A value that cannot be used.
pub(super) fn type_error(wanted: Wanted, found: Option<&str>, span: Span) -> Stop {
    let found = found.map(shown);
    ErrorKind::Type { wanted, found }.at(span).into()
}

/// A number out of range.
pub(super) fn range_error(problem: RangeProblem, span: Span) -> Stop {
    ErrorKind::Range(problem).at(span).into()
}

/// A value as an error shows it.
pub(super) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
