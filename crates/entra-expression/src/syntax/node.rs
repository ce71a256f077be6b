//! The tree with places: what a parse found and where.

use crate::syntax::limits::MAX_LEVELS;
use crate::{ComparisonOperator, Expr, Keyword, Span};

/// A part of the text that was understood, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands, without white space around it.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a [`Node`] is. The variants mirror [`Expr`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// `[name]`, exactly as between the brackets: stray blanks are a matter for the checker.
    Attribute(String),
    /// `"text"`, unescaped. An escape that the language does not know keeps its backslash.
    Text(String),
    /// A decimal number.
    Number(i64),
    /// A hexadecimal number.
    Hex(i64),
    /// A bare keyword.
    Keyword(Keyword),
    /// `%Name%`, without the percent signs.
    Macro(String),
    /// `Name(…)`.
    Call(CallNode),
    /// `left OP right`.
    Comparison(Box<ComparisonNode>),
    /// Text that could not be read; a diagnostic says why.
    Unreadable,
}

/// A call and the places of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallNode {
    /// The name as written.
    pub name: String,
    /// Where the name stands.
    pub name_span: Span,
    /// Where the opening parenthesis stands.
    pub open: Span,
    /// Where the closing parenthesis stands, when it was written.
    pub close: Option<Span>,
    /// One entry for each place between the commas; none for `Name()`.
    pub args: Vec<ArgNode>,
    /// Whether something directly inside the parentheses was not understood, so that the number
    /// and the order of the arguments prove nothing.
    pub has_errors: bool,
}

/// One place between two commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArgNode {
    /// From the comma or parenthesis before to the one after, white space included.
    pub slot: Span,
    /// What stands there; nothing for an omitted argument.
    pub value: Option<Node>,
}

/// A comparison and the places of its parts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComparisonNode {
    /// Before the operator.
    pub left: Node,
    /// The operator.
    pub operator: ComparisonOperator,
    /// Where the operator stands.
    pub operator_span: Span,
    /// After the operator.
    pub right: Node,
}

impl Node {
    /// The tree without places, or nothing when a part could not be read or the tree is deeper
    /// than any that [`crate::parse`] gives.
    pub fn to_expr(&self) -> Option<Expr> {
        let shallow = self.is_within(MAX_LEVELS);
        shallow.then(|| self.without_spans())?
    }

    /// Whether no part lies more than so many levels below this one.
    pub(crate) fn is_within(&self, levels: usize) -> bool {
        let below = |node: &Node| levels > 0 && node.is_within(levels - 1);
        match &self.kind {
            NodeKind::Call(call) => call.values().all(below),
            NodeKind::Comparison(comparison) => below(&comparison.left) && below(&comparison.right),
            _ => true,
        }
    }

    fn without_spans(&self) -> Option<Expr> {
        Some(match &self.kind {
            NodeKind::Attribute(name) => Expr::Attribute(name.clone()),
            NodeKind::Text(text) => Expr::Text(text.clone()),
            NodeKind::Number(value) => Expr::Number(*value),
            NodeKind::Hex(value) => Expr::Hex(*value),
            NodeKind::Keyword(keyword) => Expr::Keyword(*keyword),
            NodeKind::Macro(name) => Expr::Macro(name.clone()),
            NodeKind::Call(call) => Expr::Call {
                name: call.name.clone(),
                args: call
                    .args
                    .iter()
                    .map(ArgNode::to_expr)
                    .collect::<Option<_>>()?,
            },
            NodeKind::Comparison(comparison) => Expr::comparison(
                comparison.left.without_spans()?,
                comparison.operator,
                comparison.right.without_spans()?,
            ),
            NodeKind::Unreadable => return None,
        })
    }

    /// Calls `visit` for this node and every node below it, parents first.
    pub fn walk<'a>(&'a self, visit: &mut impl FnMut(&'a Node)) {
        let mut waiting = vec![self];
        while let Some(node) = waiting.pop() {
            visit(node);
            match &node.kind {
                NodeKind::Call(call) => waiting.extend(call.values().rev()),
                NodeKind::Comparison(comparison) => {
                    waiting.extend([&comparison.right, &comparison.left]);
                }
                _ => {}
            }
        }
    }

    /// The call, when this is one.
    pub fn as_call(&self) -> Option<&CallNode> {
        match &self.kind {
            NodeKind::Call(call) => Some(call),
            _ => None,
        }
    }

    /// The text, when this is a quoted constant.
    pub fn as_text(&self) -> Option<&str> {
        match &self.kind {
            NodeKind::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The whole number, when this is one or a quoted one.
    pub fn as_integer(&self) -> Option<i64> {
        match &self.kind {
            NodeKind::Number(value) | NodeKind::Hex(value) => Some(*value),
            NodeKind::Text(text) => text.parse().ok(),
            _ => None,
        }
    }
}

impl CallNode {
    /// The arguments that are not omitted.
    pub(crate) fn values(&self) -> impl DoubleEndedIterator<Item = &Node> {
        self.args.iter().filter_map(|arg| arg.value.as_ref())
    }

    /// The argument at `index`, unless it is omitted.
    pub fn arg(&self, index: usize) -> Option<&Node> {
        self.args.get(index)?.value.as_ref()
    }
}

impl ArgNode {
    fn to_expr(&self) -> Option<Option<Expr>> {
        match &self.value {
            None => Some(None),
            Some(node) => node.without_spans().map(Some),
        }
    }
}
