//! The trace as a tree: the whole expression first, then what it is made of.

use std::collections::HashMap;

use entra_expression::evaluate::EvaluatedCall;
use entra_expression::{Node, NodeKind, Span};

use super::evaluate::{short, short_list, short_text};
use super::{TraceLine, TraceResult};
use crate::user::{SourceUser, UserValue};

/// The calls and attributes of an expression in their order in it, with what
/// they gave. The parser bounds how deep they are nested.
pub(super) fn lines(root: &Node, calls: &[EvaluatedCall], user: &SourceUser) -> Vec<TraceLine> {
    let calls = calls.iter().map(|call| (call.span, call)).collect();
    let mut trace = Trace {
        calls,
        user,
        lines: Vec::new(),
    };
    trace.add(root, 0);
    trace.lines
}

struct Trace<'t> {
    calls: HashMap<Span, &'t EvaluatedCall>,
    user: &'t SourceUser,
    lines: Vec<TraceLine>,
}

impl Trace<'_> {
    fn push(&mut self, span: Span, result: TraceResult, depth: usize) {
        self.lines.push(TraceLine {
            span,
            result,
            depth,
        });
    }

    /// Adds a part whose value was needed.
    fn add(&mut self, node: &Node, depth: usize) {
        match &node.kind {
            NodeKind::Attribute(name) => {
                self.push(node.span, TraceResult::Value(self.attribute(name)), depth);
            }
            NodeKind::Comparison(comparison) => {
                self.add(&comparison.left, depth);
                self.add(&comparison.right, depth);
            }
            _ => self.add_call(node, depth),
        }
    }

    fn add_call(&mut self, node: &Node, depth: usize) {
        let Some(call) = node.as_call() else {
            return;
        };
        let Some(evaluated) = self.calls.get(&node.span).copied() else {
            return self.push(node.span, TraceResult::Skipped, depth);
        };
        let result = evaluated.result.as_ref();
        let result = result.map_or(TraceResult::Failed, |value| {
            TraceResult::Value(short(value))
        });
        self.push(node.span, result, depth);
        for (index, argument) in call.args.iter().enumerate() {
            let Some(argument) = &argument.value else {
                continue;
            };
            let needed = evaluated.arguments.get(index).is_some_and(Option::is_some)
                || self.calls.contains_key(&argument.span);
            match &argument.kind {
                NodeKind::Attribute(_) | NodeKind::Call(_) if !needed => {
                    self.push(argument.span, TraceResult::Skipped, depth + 1);
                }
                _ if needed => self.add(argument, depth + 1),
                _ => {}
            }
        }
    }

    fn attribute(&self, name: &str) -> String {
        match self.user.attributes.get(name) {
            None => "null".to_owned(),
            Some(UserValue::One(text)) => short_text(text),
            Some(UserValue::Many(texts)) => {
                short_list(texts.len(), texts.iter().map(String::as_str))
            }
        }
    }
}
