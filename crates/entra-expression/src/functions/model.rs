//! The shape of the table.

/// A function that app provisioning evaluates. Match it exhaustively to implement them all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[allow(missing_docs)] // Each has the name of its function.
pub enum Function {
    Append,
    AppRoleAssignmentsComplex,
    AssertiveAppRoleAssignmentsComplex,
    BitAnd,
    CBool,
    CDate,
    Coalesce,
    ConvertToBase64,
    ConvertToUTF8Hex,
    Count,
    CStr,
    DateAdd,
    DateDiff,
    DateFromNum,
    FormatDateTime,
    Guid,
    IgnoreFlowIfNullOrEmpty,
    IIF,
    InStr,
    IsNull,
    IsNullOrEmpty,
    IsPresent,
    IsString,
    Item,
    Join,
    Left,
    Mid,
    NormalizeDiacritics,
    Not,
    Now,
    NumFromDate,
    PCase,
    RandomString,
    Redact,
    RemoveDuplicates,
    Replace,
    SelectUniqueValue,
    SingleAppRoleAssignment,
    Split,
    StripSpaces,
    Switch,
    ToLower,
    ToUpper,
    Trim,
    Word,
}

/// Where a function is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Availability {
    /// In the reference for app provisioning.
    Documented,
    /// In the reference for cloud sync only.
    CloudSync,
    /// Listed by Microsoft Graph's `functions` or reported by tenants, in no reference.
    Undocumented,
    /// In the reference of Entra Connect Sync, another language.
    ConnectSync,
}

/// What a parameter takes or a function gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ValueType {
    /// A text.
    Text,
    /// A whole number. Microsoft prints constants here without quotation marks.
    Integer,
    /// A number of 100-nanosecond steps since 1601-01-01 UTC. Printed in quotation marks.
    FileTime,
    /// `True` or `False`.
    Boolean,
    /// A date with time, in UTC.
    DateTime,
    /// A text in ISO 8601 or a date.
    DateText,
    /// Several texts.
    List,
    /// App role assignments.
    Roles,
    /// A truth value or a comparison.
    Condition,
    /// Whatever it is given.
    Any,
}

/// Whether an argument can be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Presence {
    /// Must be given.
    Required,
    /// Its place must be there but may be empty: `Switch([x], , …)`.
    MayBeEmpty,
    /// May be empty and, at the end, missing with its comma.
    Optional,
}

/// A parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Param {
    /// Its name in Microsoft's reference.
    pub name: &'static str,
    /// Its key in Microsoft Graph's JSON, where that is known.
    pub key: Option<&'static str>,
    /// What it takes.
    pub takes: ValueType,
    /// Whether it can be left out.
    pub presence: Presence,
    /// One sentence.
    pub doc: &'static str,
}

impl Param {
    /// A required parameter without a known key.
    pub(super) const fn new(name: &'static str, takes: ValueType, doc: &'static str) -> Self {
        Self {
            name,
            key: None,
            takes,
            presence: Presence::Required,
            doc,
        }
    }

    pub(super) const fn key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    pub(super) const fn optional(mut self) -> Self {
        self.presence = Presence::Optional;
        self
    }

    pub(super) const fn may_be_empty(mut self) -> Self {
        self.presence = Presence::MayBeEmpty;
        self
    }
}

/// An expression, the attributes it is evaluated with, and what it gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionExample {
    /// The expression.
    pub expression: &'static str,
    /// Attributes and their values; several values make a multi-valued attribute. An attribute
    /// that is not listed has no value.
    pub attributes: &'static [(&'static str, &'static [&'static str])],
    /// What it gives: one value, several, or none for null. Nothing at all where the value changes
    /// from run to run.
    pub gives: Option<&'static [&'static str]>,
}

/// An example; without a result where the value changes from run to run.
pub(super) const fn example(
    expression: &'static str,
    attributes: &'static [(&'static str, &'static [&'static str])],
    gives: Option<&'static [&'static str]>,
) -> FunctionExample {
    FunctionExample {
        expression,
        attributes,
        gives,
    }
}

/// What the reference for app provisioning says itself.
pub(super) const fn documented(text: &'static str) -> Caveat {
    caveat(text, super::REFERENCE)
}

pub(super) const fn caveat(text: &'static str, source: &'static str) -> Caveat {
    Caveat { text, source }
}

/// Something that surprises, and where it is known from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Caveat {
    /// One or two sentences.
    pub text: &'static str,
    /// Where it is known from.
    pub source: &'static str,
}

/// A function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FunctionInfo {
    /// Its name, in the only case that works.
    pub name: &'static str,
    /// What evaluates it; nothing for names known only from elsewhere.
    pub function: Option<Function>,
    /// Where it is known from.
    pub availability: Availability,
    /// Its parameters in order.
    pub params: &'static [Param],
    /// How many of the last parameters repeat together: 1 for `Join`'s source, 2 for the pairs of
    /// `Switch`, 0 where nothing repeats.
    pub repeats: usize,
    /// The parameters of an older form that Microsoft's trees still have, else empty.
    pub older: &'static [Param],
    /// What it gives.
    pub returns: ValueType,
    /// One sentence on what it does.
    pub summary: &'static str,
    /// Expressions with their values. All of them are tests.
    pub examples: &'static [FunctionExample],
    /// What surprises about it.
    pub caveats: &'static [Caveat],
}

impl FunctionInfo {
    /// A documented function with its parameters.
    pub(super) const fn new(
        name: &'static str,
        function: Function,
        params: &'static [Param],
        returns: ValueType,
        summary: &'static str,
    ) -> Self {
        Self {
            name,
            function: Some(function),
            availability: Availability::Documented,
            params,
            repeats: 0,
            older: &[],
            returns,
            summary,
            examples: &[],
            caveats: &[],
        }
    }

    pub(super) const fn repeating(mut self, last: usize) -> Self {
        self.repeats = last;
        self
    }

    pub(super) const fn older(mut self, params: &'static [Param]) -> Self {
        self.older = params;
        self
    }

    pub(super) const fn examples(mut self, examples: &'static [FunctionExample]) -> Self {
        self.examples = examples;
        self
    }

    pub(super) const fn caveats(mut self, caveats: &'static [Caveat]) -> Self {
        self.caveats = caveats;
        self
    }

    /// The parameter that the argument at `index` belongs to, repeats included.
    pub fn param(&self, index: usize) -> Option<&'static Param> {
        if let Some(param) = self.params.get(index) {
            return Some(param);
        }
        if self.repeats == 0 {
            return None;
        }
        let first = self.params.len() - self.repeats;
        self.params.get(first + (index - first) % self.repeats)
    }

    /// Whether this is a function on app role assignments.
    pub fn reads_roles(&self) -> bool {
        let first = self.params.first();
        first.is_some_and(|param| param.takes == ValueType::Roles)
    }

    /// How many places between commas there must be at least.
    pub fn min_args(&self) -> usize {
        self.params
            .iter()
            .rposition(|param| param.presence != Presence::Optional)
            .map_or(0, |last| last + 1)
    }

    /// How many places there can be at most; nothing where parameters repeat.
    pub fn max_args(&self) -> Option<usize> {
        (self.repeats == 0).then_some(self.params.len())
    }

    /// `Name(first, second?, third…)`, for a reference page.
    pub fn signature(&self) -> String {
        let mut text = format!("{}(", self.name);
        for (index, param) in self.params.iter().enumerate() {
            if index > 0 {
                text.push_str(", ");
            }
            text.push_str(param.name);
            if param.presence != Presence::Required {
                text.push('?');
            }
        }
        if self.repeats > 0 {
            text.push_str(", …");
        }
        text.push(')');
        text
    }
}
