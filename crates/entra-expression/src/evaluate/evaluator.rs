//! Running a program.

use std::borrow::Cow;

use super::environment::{AttributeLookup, AttributeValue, Environment};
use super::error::{
    EvaluationError, EvaluationErrorKind, ExpectedValue, Interruption, RangeErrorKind,
};
use super::outcome::{EvaluationOutcome, IgnoredFlow};
use super::program::{CompiledCall, Operation, Program, ProgramNode};
use super::value::{Provenance, RuntimeValue, TextBuilder, TextList, TracedText, attribute_text};
use crate::contested::ContestedSet;
use crate::{Function, Keyword, Span};
use dotnet_text::{case, encoding};

pub(crate) type Evaluated<T> = Result<T, Interruption>;

pub(crate) type CallResult<'v> = Evaluated<RuntimeValue<'v>>;

/// Errors show at most this many characters of a value.
const SHOWN: usize = 60;

pub(crate) struct ExpressionEvaluator<'r, 'v> {
    pub(crate) attributes: &'v dyn AttributeLookup,
    pub(crate) environment: &'r mut Environment,
}

impl Program {
    /// Runs the program for one source object.
    ///
    /// # Errors
    ///
    /// Everything that only values show: a text that is no number, an item that is not there.
    #[inline]
    pub fn run<'v, A: AttributeLookup>(
        &'v self,
        attributes: &'v A,
        environment: &mut Environment,
    ) -> Result<EvaluationOutcome<'v>, EvaluationError> {
        environment.contested = ContestedSet::default();
        if let Some(fast_path) = &self.fast_path
            && fast_path.steps() <= environment.limits.steps
            && let Some(text) = fast_path.find(attributes)
        {
            return Ok(EvaluationOutcome::Value(Cow::Borrowed(text)));
        }
        self.run_whole(attributes, environment)
    }

    fn run_whole<'v>(
        &'v self,
        attributes: &'v dyn AttributeLookup,
        environment: &mut Environment,
    ) -> Result<EvaluationOutcome<'v>, EvaluationError> {
        match self.evaluate(attributes, environment) {
            Ok(value) => Ok(value.into_outcome()),
            Err(Interruption::Ignored(flow)) => Ok(EvaluationOutcome::Ignored(flow)),
            Err(Interruption::Error(error)) => Err(*error),
        }
    }

    pub(crate) fn evaluate<'v>(
        &'v self,
        attributes: &'v dyn AttributeLookup,
        environment: &mut Environment,
    ) -> CallResult<'v> {
        ExpressionEvaluator::start(attributes, environment).eval(&self.root)
    }
}

impl<'r, 'v> ExpressionEvaluator<'r, 'v> {
    fn start(attributes: &'v dyn AttributeLookup, environment: &'r mut Environment) -> Self {
        environment.steps = environment.limits.steps;
        environment.contested = ContestedSet::default();
        Self {
            attributes,
            environment,
        }
    }

    pub(crate) const fn traced(&self) -> bool {
        self.environment.recorder.is_some()
    }

    /// A text to build, with room for some bytes.
    pub(crate) fn builder(&self, capacity: usize) -> TextBuilder {
        TextBuilder::new(self.traced(), self.environment.limits.bytes, capacity)
    }

    /// A finished text, unless it grew too long.
    pub(crate) fn built(&self, builder: TextBuilder, span: Span) -> Evaluated<TracedText<'v>> {
        if builder.full {
            return Err(EvaluationErrorKind::Limit.at(span).into());
        }
        Ok(builder.finish())
    }

    /// A text that a call made, with that call as its origin.
    pub(crate) fn made(&self, text: impl Into<Cow<'v, str>>, span: Span) -> TracedText<'v> {
        TracedText::from_one(text.into(), self.traced(), |_| Provenance::Call { span })
    }

    pub(crate) fn eval(&mut self, part: &'v ProgramNode) -> CallResult<'v> {
        match &part.op {
            Operation::Attribute(name) => Ok(match self.attributes.nth(name.index, &name.text) {
                None => RuntimeValue::Null,
                Some(AttributeValue::One(text)) => {
                    RuntimeValue::Text(attribute_text(text, 0, part.span, self.traced()))
                }
                Some(AttributeValue::Many(values)) => {
                    RuntimeValue::Many(TextList::Attribute(values, part.span))
                }
            }),
            Operation::Text(text) => {
                let span = part.span;
                let origin = |bytes| Provenance::Constant { span, bytes };
                let text = Cow::Borrowed(text.as_str());
                let value = TracedText::from_one(text, self.traced(), origin);
                Ok(RuntimeValue::Text(value))
            }
            Operation::Integer(value) => Ok(RuntimeValue::Integer(*value)),
            Operation::Unknown(name) => Err(EvaluationErrorKind::Unsupported(name.clone())
                .at(part.span)
                .into()),
            Operation::Keyword(Keyword::IgnoreAttributeFlow) => {
                Err(Interruption::Ignored(IgnoredFlow::Attribute))
            }
            Operation::Keyword(Keyword::IgnoreObjectFlow) => {
                Err(Interruption::Ignored(IgnoredFlow::Object))
            }
            Operation::Keyword(_) => Err(type_error(ExpectedValue::SingleValue, None, part.span)),
            Operation::Comparison(comparison) => {
                self.compare(comparison).map(RuntimeValue::Boolean)
            }
            Operation::Call(call) => {
                let steps = self.environment.steps.checked_sub(1);
                self.environment.steps =
                    steps.ok_or_else(|| EvaluationErrorKind::Limit.at(part.span))?;
                if let Some(recorder) = &mut self.environment.recorder {
                    recorder.open(call.args.len());
                }
                let result = self.call(call);
                if let Some(recorder) = &mut self.environment.recorder {
                    recorder.close(part.span, call.function, result.as_ref().ok());
                }
                result
            }
        }
    }

    fn call(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        match call.function {
            Function::Append => self.append(call),
            Function::AppRoleAssignmentsComplex => self.roles_complex(call, "displayName"),
            Function::AssertiveAppRoleAssignmentsComplex => self.roles_complex(call, "display"),
            Function::BitAnd => self.bit_and(call),
            Function::CBool => self.boolean_call(call),
            Function::CDate => self.date_call(call),
            Function::Coalesce => self.coalesce(call),
            Function::ConvertToBase64 => self.encode(call, encoding::base64_utf16),
            Function::ConvertToUTF8Hex => self.encode(call, encoding::hex_utf8),
            Function::Count => self.count(call),
            Function::CStr => self.text_call(call),
            Function::DateAdd => self.date_add(call),
            Function::DateDiff => self.date_diff(call),
            Function::DateFromNum => self.date_from_number(call),
            Function::FormatDateTime => self.format_date_time(call),
            Function::Guid => Ok(self.guid(call)),
            Function::IgnoreFlowIfNullOrEmpty => self.ignore_if_empty(call),
            Function::IIF => self.iif(call),
            Function::InStr => self.in_str(call),
            Function::IsNull => self.predicate(call, RuntimeValue::is_null),
            Function::IsNullOrEmpty => self.predicate(call, RuntimeValue::is_null_or_empty),
            Function::IsPresent => self.predicate(call, |value| !value.is_null_or_empty()),
            Function::IsString => self.predicate(call, |value| {
                !matches!(value, RuntimeValue::Null | RuntimeValue::Many(_))
            }),
            Function::Item => self.item(call),
            Function::Join => self.join(call),
            Function::Left => self.left(call),
            Function::Mid => self.mid(call),
            Function::NormalizeDiacritics => self.normalize_diacritics(call),
            Function::Not => self.not(call),
            Function::Now => Ok(RuntimeValue::Date(self.environment.now.whole_seconds())),
            Function::NumFromDate => self.number_from_date(call),
            Function::PCase => self.pcase(call),
            Function::RandomString => self.random_string(call),
            Function::Redact => self.arg(call, 0),
            Function::RemoveDuplicates => self.remove_duplicates(call),
            Function::Replace => self.replace(call),
            Function::SelectUniqueValue => self.select_unique(call),
            Function::SingleAppRoleAssignment => self.single_role(call),
            Function::Split => self.split(call),
            Function::StripSpaces => self.strip_spaces(call),
            Function::Switch => self.switch(call),
            Function::ToLower => self.change_case(call, case::to_lower, str::make_ascii_lowercase),
            Function::ToUpper => self.change_case(call, case::to_upper, str::make_ascii_uppercase),
            Function::Trim => self.trim(call),
            Function::Word => self.word(call),
        }
    }

    /// The argument at an index; null when it is omitted.
    pub(crate) fn arg(&mut self, call: &'v CompiledCall, index: usize) -> CallResult<'v> {
        let Some(part) = call.given(index) else {
            return Ok(RuntimeValue::Null);
        };
        let value = self.eval(part)?;
        if let Some(recorder) = &mut self.environment.recorder {
            recorder.argument(index, &value);
        }
        Ok(value)
    }

    /// The text of an argument for which nothing has to be made. A traced run evaluates everything.
    pub(crate) fn fast_arg(&mut self, call: &'v CompiledCall, index: usize) -> Option<&'v str> {
        if self.traced() {
            return None;
        }
        match &call.given(index)?.op {
            Operation::Text(text) => Some(text),
            Operation::Attribute(name) => match self.attributes.nth(name.index, &name.text)? {
                AttributeValue::One(text) => Some(text),
                AttributeValue::Many(_) => None,
            },
            Operation::Call(call) => {
                let fast_path = call.fast_path.as_ref()?;
                // When there are too few steps left for the longest path, evaluating counts them.
                let steps = self.environment.steps.checked_sub(fast_path.steps())?;
                let found = fast_path.find(self.attributes)?;
                self.environment.steps = steps;
                Some(found)
            }
            Operation::Integer(_)
            | Operation::Keyword(_)
            | Operation::Comparison(_)
            | Operation::Unknown(_) => None,
        }
    }

    pub(crate) fn span(call: &CompiledCall, index: usize) -> Span {
        call.given(index).map(|part| part.span).unwrap_or_default()
    }

    /// The argument as one text; nothing for null.
    pub(crate) fn text_arg(
        &mut self,
        call: &'v CompiledCall,
        index: usize,
    ) -> Evaluated<Option<TracedText<'v>>> {
        let value = self.arg(call, index)?;
        self.text(value, Self::span(call, index))
    }

    /// The argument as a whole number; null is none.
    pub(crate) fn integer_arg(&mut self, call: &'v CompiledCall, index: usize) -> Evaluated<i64> {
        let value = self.arg(call, index)?;
        integer(&value, Self::span(call, index))
    }

    /// A value as one text; nothing for null.
    pub(crate) fn text(
        &self,
        value: RuntimeValue<'v>,
        span: Span,
    ) -> Evaluated<Option<TracedText<'v>>> {
        Ok(Some(match value {
            RuntimeValue::Null => return Ok(None),
            RuntimeValue::Text(text) => text,
            RuntimeValue::Boolean(true) => self.made("True", span),
            RuntimeValue::Boolean(false) => self.made("False", span),
            RuntimeValue::Integer(value) => self.made(value.to_string(), span),
            RuntimeValue::Date(date) => self.made(date.print(), span),
            RuntimeValue::Many(_) => {
                return Err(type_error(ExpectedValue::SingleValue, None, span));
            }
        }))
    }

    /// Applies a text function to a value: null stays null, several values are taken one by one.
    pub(crate) fn map(
        &mut self,
        value: RuntimeValue<'v>,
        span: Span,
        mut apply: impl FnMut(&mut Self, TracedText<'v>) -> Evaluated<TracedText<'v>>,
    ) -> CallResult<'v> {
        if let RuntimeValue::Many(many) = value {
            let texts = many.into_texts(self.traced()).into_iter();
            let mapped: Result<_, Interruption> = texts.map(|text| apply(self, text)).collect();
            return Ok(RuntimeValue::Many(TextList::Texts(mapped?)));
        }
        match self.text(value, span)? {
            None => Ok(RuntimeValue::Null),
            Some(text) => Ok(RuntimeValue::Text(apply(self, text)?)),
        }
    }
}

/// A value as a whole number; quoted numbers count.
pub(crate) fn integer(value: &RuntimeValue<'_>, span: Span) -> Evaluated<i64> {
    match value {
        RuntimeValue::Integer(value) => Ok(*value),
        RuntimeValue::Text(text) => {
            let digits = text.text.trim();
            if let Ok(value) = digits.parse() {
                return Ok(value);
            }
            let unsigned = digits.strip_prefix(['-', '+']).unwrap_or(digits);
            if !unsigned.is_empty() && unsigned.bytes().all(|b| b.is_ascii_digit()) {
                return Err(EvaluationErrorKind::Range(RangeErrorKind::Integer)
                    .at(span)
                    .into());
            }
            Err(type_error(ExpectedValue::Integer, Some(&text.text), span))
        }
        RuntimeValue::Null
        | RuntimeValue::Boolean(_)
        | RuntimeValue::Date(_)
        | RuntimeValue::Many(_) => Err(type_error(ExpectedValue::Integer, None, span)),
    }
}

pub(crate) fn type_error(wanted: ExpectedValue, found: Option<&str>, span: Span) -> Interruption {
    let found = found.map(shown);
    EvaluationErrorKind::Type { wanted, found }.at(span).into()
}

pub(crate) fn range_error(kind: RangeErrorKind, span: Span) -> Interruption {
    EvaluationErrorKind::Range(kind).at(span).into()
}

/// A value as an error shows it.
pub(crate) fn shown(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
