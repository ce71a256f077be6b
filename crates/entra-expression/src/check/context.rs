//! What every lint is given.

use super::{CheckOptions, Lint};
use crate::functions::{self, FunctionInfo};
use crate::limits::MAX_LEVELS;
use crate::node::{CallNode, ComparisonNode, Node, NodeKind};
use crate::{Diagnostic, Fix, Parse, Severity, Span};

/// The tree, flattened, with what surrounds each node.
pub(super) struct LintContext<'a> {
    pub(super) text: &'a str,
    pub(super) root: Option<&'a Node>,
    pub(super) options: &'a CheckOptions,
    /// Whether the text follows the grammar; what is still being typed is not checked as a whole.
    pub(super) sound: bool,
    nodes: Vec<NodeInContext<'a>>,
}

/// A node and where it stands.
#[derive(Clone, Copy)]
pub(super) struct NodeInContext<'a> {
    pub(super) node: &'a Node,
    /// The call around it and the number of its argument, counted from 0. The sides of a
    /// comparison have the call around the comparison.
    pub(super) parent: Option<(&'a CallNode, usize)>,
}

impl<'a> LintContext<'a> {
    pub(super) fn new(parse: &'a Parse, options: &'a CheckOptions) -> Self {
        let mut places = Vec::new();
        // The parser gives no deeper tree, but a program can.
        let root = parse
            .root
            .as_ref()
            .filter(|root| root.is_within(MAX_LEVELS));
        if let Some(root) = root {
            collect(root, None, &mut places);
        }
        Self {
            text: &parse.text,
            root,
            options,
            sound: parse.is_sound(),
            nodes: places,
        }
    }

    pub(super) fn nodes(&self) -> impl Iterator<Item = NodeInContext<'a>> {
        self.nodes.iter().copied()
    }

    /// All calls, known or not.
    pub(super) fn calls(&self) -> impl Iterator<Item = (&'a Node, &'a CallNode)> {
        self.nodes()
            .filter_map(|place| Some((place.node, place.node.as_call()?)))
    }

    /// All calls of documented functions whose arguments were understood.
    pub(super) fn known_calls(
        &self,
    ) -> impl Iterator<Item = (&'a Node, &'a CallNode, &'static FunctionInfo)> {
        self.calls()
            .filter(|(_, call)| !call.has_errors)
            .filter_map(|(node, call)| Some((node, call, functions::find(&call.name)?)))
            .filter(|(.., info)| info.function.is_some())
    }

    /// All understood calls of the function with this name.
    pub(super) fn calls_of(
        &self,
        name: &'static str,
    ) -> impl Iterator<Item = (&'a Node, &'a CallNode)> {
        self.calls()
            .filter(move |(_, call)| call.name == name && !call.has_errors)
    }

    /// All attributes with their names as written.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (Span, &'a str)> {
        self.nodes().filter_map(|place| match &place.node.kind {
            NodeKind::Attribute(name) => Some((place.node.span, name.as_str())),
            _ => None,
        })
    }

    /// The source text of a node.
    pub(super) fn source(&self, node: &Node) -> &'a str {
        node.span.of(self.text)
    }
}

fn collect<'a>(
    node: &'a Node,
    parent: Option<(&'a CallNode, usize)>,
    places: &mut Vec<NodeInContext<'a>>,
) {
    places.push(NodeInContext { node, parent });
    match &node.kind {
        NodeKind::Call(call) => {
            for (index, arg) in call.args.iter().enumerate() {
                if let Some(value) = &arg.value {
                    collect(value, Some((call, index)), places);
                }
            }
        }
        NodeKind::Comparison(comparison) => {
            collect(&comparison.left, parent, places);
            collect(&comparison.right, parent, places);
        }
        _ => {}
    }
}

/// What a lint found.
pub(super) struct LintDiagnostics {
    lint: &'static Lint,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl LintDiagnostics {
    pub(super) fn new(lint: &'static Lint) -> Self {
        Self {
            lint,
            diagnostics: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, span: Span, message: impl Into<String>, fixes: Vec<Fix>) {
        self.add_as(self.lint.severity, span, message, fixes);
    }

    pub(super) fn add_as(
        &mut self,
        severity: Severity,
        span: Span,
        message: impl Into<String>,
        fixes: Vec<Fix>,
    ) {
        self.diagnostics.push(Diagnostic {
            code: self.lint.code,
            severity,
            span,
            message: message.into(),
            why: self.lint.why,
            source: self.lint.source,
            fixes,
        });
    }
}

/// The comparison, when a node is one.
pub(super) fn as_comparison(node: &Node) -> Option<&ComparisonNode> {
    match &node.kind {
        NodeKind::Comparison(comparison) => Some(comparison),
        _ => None,
    }
}

/// What a null test tests, and whether it is True when there is no value.
pub(super) fn null_test(node: &Node) -> Option<(&Node, bool)> {
    let call = node.as_call()?;
    let when_empty = match call.name.as_str() {
        "IsNull" | "IsNullOrEmpty" => true,
        "IsPresent" => false,
        _ => return None,
    };
    Some((call.arg(0)?, when_empty))
}

/// The name of an attribute without stray blanks.
pub(super) fn is_plain_name(name: &str) -> bool {
    name.trim() == name && !name.contains(['(', '<', '>'])
}

pub(super) const REFERENCE: &str =
    "Microsoft's reference for writing expressions for attribute mappings in Microsoft Entra ID";
