//! Conditions, and the expressions that they become.

use crate::{ComparisonOperator, Expr};
use dotnet_text::case::{self, Culture};

/// A condition on a user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum DialectCondition {
    All(Vec<DialectCondition>),
    Any(Vec<DialectCondition>),
    Not(Box<DialectCondition>),
    Test(AttributeTest),
    /// What has no equivalent here, and why.
    Unknown(String),
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct AttributeTest {
    pub(super) source: Expr,
    pub(super) how: TestOperator,
    /// Whether capitals and small letters are alike.
    pub(super) ignore_case: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TestOperator {
    /// One of these texts, none of them empty.
    OneOf(Vec<String>),
    /// True or False.
    Flag(bool),
    /// No value, or an empty one.
    Missing,
    /// The same as another value.
    Same(Expr),
    StartsWith(String),
    EndsWith(String),
    Contains(String),
    /// A regular expression.
    Matches(String),
}

/// The most parts that an expression may get: and and or repeat branches.
const MAX_PARTS: usize = 400;
/// The deepest nesting of an expression: what the parser reads, with room for the calls inside.
const MAX_LEVELS: usize = 90;

impl DialectCondition {
    /// A comparison in a rule or filter of Microsoft, which compares the texts of users without
    /// regard to capitals.
    pub(super) fn of_microsoft(attribute: String, how: TestOperator) -> Self {
        Self::Test(AttributeTest {
            source: Expr::attribute(attribute),
            ignore_case: !matches!(how, TestOperator::Flag(_) | TestOperator::Missing),
            how,
        })
    }

    pub(super) fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Several conditions of which all or any must hold; one stays itself.
    pub(super) fn several(mut conditions: Vec<Self>, all: bool) -> Self {
        match (conditions.len(), all) {
            (1, _) => conditions.remove(0),
            (_, true) => Self::All(conditions),
            (_, false) => Self::merged(conditions),
        }
    }

    /// Alternatives for one attribute are one test with several texts.
    fn merged(conditions: Vec<Self>) -> Self {
        let mut merged: Vec<Self> = Vec::with_capacity(conditions.len());
        for condition in conditions {
            if let (
                Some(Self::Test(AttributeTest {
                    source,
                    how: TestOperator::OneOf(texts),
                    ignore_case,
                })),
                Self::Test(AttributeTest {
                    source: next,
                    how: TestOperator::OneOf(more),
                    ignore_case: alike,
                }),
            ) = (merged.last_mut(), &condition)
                && source == next
                && *ignore_case == *alike
            {
                texts.extend(more.iter().cloned());
            } else {
                merged.push(condition);
            }
        }
        Self::any_of(merged)
    }

    fn any_of(mut conditions: Vec<Self>) -> Self {
        match conditions.len() {
            1 => conditions.remove(0),
            _ => Self::Any(conditions),
        }
    }

    /// The expression that gives `yes` where the condition holds, and `no` elsewhere.
    ///
    /// # Errors
    ///
    /// What has no counterpart.
    pub(super) fn choose(&self, yes: Expr, no: Expr) -> Result<Expr, String> {
        let chosen = match self {
            Self::Unknown(why) => return Err(why.clone()),
            Self::Not(inner) => return inner.choose(no, yes),
            Self::Test(test) => test.choose(yes, no)?,
            Self::All(conditions) => {
                let mut conditions = conditions.iter().rev();
                conditions.try_fold(yes, |yes, condition| condition.choose(yes, no.clone()))?
            }
            Self::Any(conditions) => {
                let mut conditions = conditions.iter().rev();
                conditions.try_fold(no, |no, condition| condition.choose(yes.clone(), no))?
            }
        };
        if parts(&chosen) > MAX_PARTS || !chosen.is_within(MAX_LEVELS) {
            return Err("it has too many conditions to nest in one expression".to_owned());
        }
        Ok(chosen)
    }
}

fn parts(expr: &Expr) -> usize {
    1 + match expr {
        Expr::Call { args, .. } => args.iter().flatten().map(parts).sum(),
        Expr::Comparison { left, right, .. } => parts(left) + parts(right),
        _ => 0,
    }
}

impl AttributeTest {
    /// Source and text in the capitals in which they are compared.
    fn alike(&self, text: &str) -> (Expr, String) {
        if !self.ignore_case {
            return (self.source.clone(), text.to_owned());
        }
        let source = Expr::call("ToLower", [self.source.clone()]);
        (
            source,
            case::to_lower(text, Culture::Invariant).into_owned(),
        )
    }

    fn choose(&self, yes: Expr, no: Expr) -> Result<Expr, String> {
        let equal = |left, right| Expr::comparison(left, ComparisonOperator::Equal, right);
        let condition = match &self.how {
            TestOperator::Matches(_) => {
                return Err(
                    "mappings can’t compare with a regular expression; a scoping filter can"
                        .to_owned(),
                );
            }
            TestOperator::Missing => {
                let pair = [(Expr::text(""), yes)];
                return Ok(Expr::switch(self.source.clone(), Some(no), pair));
            }
            TestOperator::OneOf(texts) => {
                let mut keys: Vec<String> = Vec::new();
                for text in texts {
                    let (_, key) = self.alike(text);
                    if !keys.contains(&key) {
                        keys.push(key);
                    }
                }
                let (source, _) = self.alike("");
                match &keys[..] {
                    [key] => equal(source, Expr::text(key)),
                    keys => {
                        let pairs = keys.iter().map(|key| (Expr::text(key), yes.clone()));
                        let chosen = Expr::switch(source, Some(no), pairs);
                        return Ok(chosen);
                    }
                }
            }
            TestOperator::Flag(true) => equal(self.source.clone(), Expr::text("True")),
            TestOperator::Flag(false) => equal(self.source.clone(), Expr::text("False")),
            TestOperator::Same(other) => equal(self.source.clone(), other.clone()),
            TestOperator::StartsWith(text) => {
                let (source, text) = self.alike(text);
                // Left counts UTF-16 units.
                let units = i64::try_from(text.encode_utf16().count()).unwrap_or(i64::MAX);
                let start = Expr::call("Left", [source, Expr::number(units)]);
                equal(start, Expr::text(text))
            }
            TestOperator::Contains(text) => {
                let (source, text) = self.alike(text);
                let position = Expr::call("InStr", [source, Expr::text(text)]);
                Expr::comparison(position, ComparisonOperator::Greater, Expr::number(0))
            }
            TestOperator::EndsWith(text) => {
                let (source, text) = self.alike(text);
                // The whole value becomes its end. Only a value that ends so can be that text.
                let pattern = format!("(?s)^.*{}\\z", escaped(&text));
                let replaced = replace(source, &pattern, &text.replace('$', "$$"));
                equal(replaced, Expr::text(text))
            }
        };
        Ok(Expr::iif(condition, yes, no))
    }
}

/// `Replace(source, , pattern, , replacement, , )`.
pub(super) fn replace(source: Expr, pattern: &str, replacement: &str) -> Expr {
    let (pattern, replacement) = (Expr::text(pattern), Expr::text(replacement));
    let args = [
        Some(source),
        None,
        Some(pattern),
        None,
        Some(replacement),
        None,
        None,
    ];
    Expr::call("Replace", args)
}

/// A text as a regular expression that fits it alone.
pub(super) fn escaped(text: &str) -> String {
    let mut pattern = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if "\\*+?|{}[]()^$.#".contains(c) {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern
}
