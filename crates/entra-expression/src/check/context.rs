//! What every lint is given.

use super::{CheckOptions, Lint};
use crate::functions::{self, FunctionInfo};
use crate::syntax::limits::MAX_LEVELS;
use crate::syntax::node::{ArgNode, CallNode, ComparisonNode, Node, NodeKind};
use crate::{Diagnostic, Fix, Parse, Severity, Span};

/// The tree, flattened, with what surrounds each node.
pub(crate) struct LintContext<'a> {
    pub(crate) text: &'a str,
    pub(crate) root: Option<&'a Node>,
    pub(crate) options: &'a CheckOptions,
    /// Whether the text follows the grammar; what is still being typed is not checked as a whole.
    pub(crate) sound: bool,
    nodes: Vec<NodeInContext<'a>>,
}

/// A node and where it stands.
#[derive(Clone, Copy)]
pub(crate) struct NodeInContext<'a> {
    pub(crate) node: &'a Node,
    /// The call around it and the number of its argument, counted from 0. The sides of a
    /// comparison have the call around the comparison.
    pub(crate) parent: Option<(&'a CallNode, usize)>,
}

impl<'a> LintContext<'a> {
    pub(crate) fn new(parse: &'a Parse, options: &'a CheckOptions) -> Self {
        let mut nodes = Vec::new();
        // The parser gives no deeper tree, but a program can.
        let root = parse
            .root
            .as_ref()
            .filter(|root| root.is_within(MAX_LEVELS));
        if let Some(root) = root {
            collect(root, None, &mut nodes);
        }
        Self {
            text: &parse.text,
            root,
            options,
            sound: parse.is_sound(),
            nodes,
        }
    }

    pub(crate) fn nodes(&self) -> impl Iterator<Item = NodeInContext<'a>> {
        self.nodes.iter().copied()
    }

    /// All calls, known or not.
    pub(crate) fn calls(&self) -> impl Iterator<Item = (&'a Node, &'a CallNode)> {
        self.nodes()
            .filter_map(|node| Some((node.node, node.node.as_call()?)))
    }

    /// All calls of documented functions whose arguments were understood.
    pub(crate) fn known_calls(
        &self,
    ) -> impl Iterator<Item = (&'a Node, &'a CallNode, &'static FunctionInfo)> {
        self.calls()
            .filter(|(_, call)| !call.has_errors)
            .filter_map(|(node, call)| Some((node, call, functions::find(&call.name)?)))
            .filter(|(.., info)| info.function.is_some())
    }

    /// All understood calls of the function with this name.
    pub(crate) fn calls_of(
        &self,
        name: &'static str,
    ) -> impl Iterator<Item = (&'a Node, &'a CallNode)> {
        self.calls()
            .filter(move |(_, call)| call.name == name && !call.has_errors)
    }

    /// All attributes with their names as written.
    pub(crate) fn attributes(&self) -> impl Iterator<Item = (Span, &'a str)> {
        self.nodes().filter_map(|node| match &node.node.kind {
            NodeKind::Attribute(name) => Some((node.node.span, name.as_str())),
            _ => None,
        })
    }

    pub(crate) fn source(&self, node: &Node) -> &'a str {
        node.span.of(self.text)
    }

    /// The source text of an argument; nothing for an omitted one.
    pub(crate) fn source_or_empty(&self, arg: &ArgNode) -> &'a str {
        arg.value.as_ref().map_or("", |value| self.source(value))
    }
}

fn collect<'a>(
    node: &'a Node,
    parent: Option<(&'a CallNode, usize)>,
    nodes: &mut Vec<NodeInContext<'a>>,
) {
    nodes.push(NodeInContext { node, parent });
    match &node.kind {
        NodeKind::Call(call) => {
            for (index, arg) in call.args.iter().enumerate() {
                if let Some(value) = &arg.value {
                    collect(value, Some((call, index)), nodes);
                }
            }
        }
        NodeKind::Comparison(comparison) => {
            collect(&comparison.left, parent, nodes);
            collect(&comparison.right, parent, nodes);
        }
        _ => {}
    }
}

pub(crate) struct LintDiagnostics {
    lint: &'static Lint,
    pub(crate) diagnostics: Vec<Diagnostic>,
}

impl LintDiagnostics {
    pub(crate) fn new(lint: &'static Lint) -> Self {
        Self {
            lint,
            diagnostics: Vec::new(),
        }
    }

    pub(crate) fn add(
        &mut self,
        span: Span,
        message: impl Into<String>,
        fixes: impl IntoIterator<Item = Fix>,
    ) {
        self.add_as(self.lint.severity, span, message, fixes);
    }

    pub(crate) fn add_as(
        &mut self,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
        fixes: impl IntoIterator<Item = Fix>,
    ) {
        self.diagnostics.push(Diagnostic {
            code: self.lint.code,
            severity,
            span,
            message: message.into(),
            why: self.lint.why,
            source: self.lint.source,
            fixes: fixes.into_iter().collect(),
        });
    }
}

pub(crate) fn as_comparison(node: &Node) -> Option<&ComparisonNode> {
    match &node.kind {
        NodeKind::Comparison(comparison) => Some(comparison),
        _ => None,
    }
}

/// What a null test tests, and whether it is True if there is no value.
pub(crate) fn null_test(node: &Node) -> Option<(&Node, bool)> {
    let call = node.as_call()?;
    let when_empty = match call.name.as_str() {
        "IsNull" | "IsNullOrEmpty" => true,
        "IsPresent" => false,
        _ => return None,
    };
    Some((call.arg(0)?, when_empty))
}

/// The name of an attribute without stray blanks.
pub(crate) fn is_plain_name(name: &str) -> bool {
    name.trim() == name && !name.contains(['(', '<', '>'])
}
