//! The expression tree that programs write and match.
//!
//! [`Expr`] has no places in it: it is what an expression says, not how it was typed. The tree with
//! places is [`crate::Node`]; [`crate::Parse::expr`] turns one into the other.

/// An expression.
///
/// A tree that a program builds deeper than [`crate::MAX_DEPTH`] calls is refused by everything
/// here that can refuse, and cut by what prints. Rust itself copies, compares and frees a tree by
/// recursion, so one of many thousand levels is still too deep to hold.
///
/// ```
/// use entra_expression::{Expr, parse, print};
/// let active = Expr::call(
///     "Switch",
///     [
///         Some(Expr::attribute("IsSoftDeleted")),
///         None,
///         Some(Expr::text("False")),
///         Some(Expr::text("True")),
///         Some(Expr::text("True")),
///         Some(Expr::text("False")),
///     ],
/// );
/// let text = r#"Switch([IsSoftDeleted], , "False", "True", "True", "False")"#;
/// assert_eq!(print(&active), text);
/// assert_eq!(parse(text).expr(), Some(active));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Expr {
    /// `[name]`: an attribute of the source object, without its brackets.
    Attribute(String),
    /// `"text"`: a constant, without quotes and escapes.
    Text(String),
    /// A decimal whole number.
    Number(i64),
    /// A number written `&HF`. Quoted, it would be a text and no number, so its form is kept.
    Hex(i64),
    /// A bare keyword such as `IgnoreAttributeFlow`.
    Keyword(Keyword),
    /// `%Name%`, a macro of cloud sync, without the percent signs.
    Macro(String),
    /// `Name(argument, …)`.
    Call {
        /// The name as written; it need not be a known one.
        name: String,
        /// One entry for each place between the commas; nothing stands for an omitted argument.
        args: Vec<Option<Expr>>,
    },
    /// `left OP right`, the condition of `IIF` or `CBool`.
    Comparison {
        /// What stands before the operator.
        left: Box<Expr>,
        /// The operator.
        operator: ComparisonOperator,
        /// What stands after the operator.
        right: Box<Expr>,
    },
}

impl Expr {
    /// `[name]`.
    pub fn attribute(name: impl Into<String>) -> Self {
        Self::Attribute(name.into())
    }

    /// `"text"`; quotes and backslashes are escaped when it is printed.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A decimal number.
    pub const fn number(value: i64) -> Self {
        Self::Number(value)
    }

    /// `name(args…)`. Takes plain expressions, or `Option`s where some arguments are left out.
    ///
    /// ```
    /// use entra_expression::Expr;
    /// let joined = Expr::call("Join", [Expr::text(" "), Expr::attribute("givenName"), Expr::attribute("surname")]);
    /// assert_eq!(joined.to_string(), r#"Join(" ", [givenName], [surname])"#);
    /// ```
    pub fn call<A: Into<Option<Expr>>>(
        name: impl Into<String>,
        args: impl IntoIterator<Item = A>,
    ) -> Self {
        Self::Call {
            name: name.into(),
            args: args.into_iter().map(Into::into).collect(),
        }
    }

    /// `left operator right`.
    pub fn comparison(left: Expr, operator: ComparisonOperator, right: Expr) -> Self {
        Self::Comparison {
            left: Box::new(left),
            operator,
            right: Box::new(right),
        }
    }

    /// `Switch(source, default, key, value, …)`; without a default the place stays empty.
    pub fn switch(
        source: Expr,
        default: Option<Expr>,
        pairs: impl IntoIterator<Item = (Expr, Expr)>,
    ) -> Self {
        let mut args = vec![Some(source), default];
        for (key, value) in pairs {
            args.push(Some(key));
            args.push(Some(value));
        }
        Self::Call {
            name: "Switch".to_owned(),
            args,
        }
    }

    /// `IIF(condition, yes, no)`.
    pub fn iif(condition: Expr, yes: Expr, no: Expr) -> Self {
        Self::call("IIF", [condition, yes, no])
    }

    /// `Join(separator, source, …)`.
    pub fn join(separator: impl Into<String>, sources: impl IntoIterator<Item = Expr>) -> Self {
        let first = std::iter::once(Expr::text(separator));
        Self::call("Join", first.chain(sources))
    }

    /// The arguments when this is a call of `name`, in exactly this spelling.
    pub fn args_of(&self, name: &str) -> Option<&[Option<Expr>]> {
        match self {
            Self::Call { name: own, args } if own == name => Some(args),
            _ => None,
        }
    }

    /// The attribute's name when this is `[name]`.
    pub fn as_attribute(&self) -> Option<&str> {
        match self {
            Self::Attribute(name) => Some(name),
            _ => None,
        }
    }

    /// The constant when this is a text or a decimal number; a service reads both alike.
    pub fn as_constant(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Number(value) => Some(value.to_string()),
            _ => None,
        }
    }

    /// Every attribute that is read, in order of appearance, repeats included.
    pub fn attributes(&self) -> Vec<&str> {
        let mut found = Vec::new();
        let mut waiting = vec![self];
        while let Some(expr) = waiting.pop() {
            match expr {
                Self::Attribute(name) => found.push(name.as_str()),
                Self::Call { args, .. } => waiting.extend(args.iter().rev().flatten()),
                Self::Comparison { left, right, .. } => waiting.extend([&**right, &**left]),
                Self::Text(_)
                | Self::Number(_)
                | Self::Hex(_)
                | Self::Keyword(_)
                | Self::Macro(_) => {}
            }
        }
        found
    }

    /// Whether no part lies more than so many levels below this one.
    pub(crate) fn is_within(&self, levels: usize) -> bool {
        let below = |expr: &Expr| levels > 0 && expr.is_within(levels - 1);
        match self {
            Self::Call { args, .. } => args.iter().flatten().all(below),
            Self::Comparison { left, right, .. } => below(left) && below(right),
            _ => true,
        }
    }
}

/// A comparison operator.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ComparisonOperator {
    /// `=`
    Equal,
    /// `<>`
    NotEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
}

impl ComparisonOperator {
    /// All six, longest spelling first.
    pub const ALL: [Self; 6] = [
        Self::NotEqual,
        Self::GreaterOrEqual,
        Self::LessOrEqual,
        Self::Equal,
        Self::Greater,
        Self::Less,
    ];

    /// The operator that holds where this one does not.
    pub(crate) const fn opposite(self) -> Self {
        match self {
            Self::Equal => Self::NotEqual,
            Self::NotEqual => Self::Equal,
            Self::Greater => Self::LessOrEqual,
            Self::GreaterOrEqual => Self::Less,
            Self::Less => Self::GreaterOrEqual,
            Self::LessOrEqual => Self::Greater,
        }
    }

    /// As it is written.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
        }
    }

    /// The operator with exactly this spelling.
    pub fn from_symbol(symbol: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|op| op.symbol() == symbol)
    }
}

/// A word that stands bare, without quotes or brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keyword {
    /// `vbBinaryCompare`, for `InStr`: capitals and small letters differ.
    BinaryCompare,
    /// `vbTextCompare`, for `InStr`: capitals and small letters are alike.
    TextCompare,
    /// `IgnoreAttributeFlow`, a value of `IIF`: the attribute is not sent.
    IgnoreAttributeFlow,
    /// `IgnoreObjectFlow`, a value of `IIF`: the object is not sent.
    IgnoreObjectFlow,
}

impl Keyword {
    /// All keywords.
    pub const ALL: [Self; 4] = [
        Self::BinaryCompare,
        Self::TextCompare,
        Self::IgnoreAttributeFlow,
        Self::IgnoreObjectFlow,
    ];

    /// As it is written.
    pub const fn word(self) -> &'static str {
        match self {
            Self::BinaryCompare => "vbBinaryCompare",
            Self::TextCompare => "vbTextCompare",
            Self::IgnoreAttributeFlow => "IgnoreAttributeFlow",
            Self::IgnoreObjectFlow => "IgnoreObjectFlow",
        }
    }

    /// The keyword with exactly this spelling.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|keyword| keyword.word() == word)
    }
}
