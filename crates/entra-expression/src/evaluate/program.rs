//! A compiled expression.

use super::environment::AttributeRef;
use super::fast_path::FastPath;
use crate::{ComparisonOperator, Function, Keyword, Span};
use dotnet_text::regex::{Regex, RegexParseError, Replacement};

/// An expression that is ready to run.
#[derive(Debug)]
pub struct Program {
    pub(super) root: ProgramNode,
    /// How to find the result, when nothing has to be made for it.
    pub(super) fast_path: Option<FastPath>,
    pub(super) attributes: Vec<String>,
}

/// A part of a program.
#[derive(Debug)]
pub(super) struct ProgramNode {
    pub(super) span: Span,
    pub(super) op: Operation,
}

#[derive(Debug)]
pub(super) enum Operation {
    Attribute(AttributeRef),
    Text(String),
    Integer(i64),
    /// What can only be known in the tenant, such as `%DomainFQDN%`. It fails when it is needed.
    Unknown(String),
    Keyword(Keyword),
    Comparison(Box<CompiledComparison>),
    Call(Box<CompiledCall>),
}

#[derive(Debug)]
pub(super) struct CompiledComparison {
    pub(super) left: ProgramNode,
    pub(super) operator: ComparisonOperator,
    pub(super) right: ProgramNode,
}

#[derive(Debug)]
pub(super) struct CompiledCall {
    pub(super) function: Function,
    pub(super) args: Vec<Option<ProgramNode>>,
    /// What `Replace` needs of its regular expression when that is a constant.
    pub(super) pattern: Option<CompiledPattern>,
    /// How to find the result, when nothing has to be made for it.
    pub(super) fast_path: Option<FastPath>,
}

/// A constant regular expression. One that is malformed fails only when it is used.
#[derive(Debug)]
pub(super) struct CompiledPattern {
    pub(super) regex: Result<Regex, RegexParseError>,
    pub(super) replacement: Option<Replacement>,
}

impl CompiledCall {
    /// The argument at an index, unless it is omitted.
    pub(super) fn given(&self, index: usize) -> Option<&ProgramNode> {
        self.args.get(index)?.as_ref()
    }
}

impl ProgramNode {
    /// The text when this is a quoted constant.
    pub(super) fn constant(&self) -> Option<&str> {
        match &self.op {
            Operation::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Program {
    /// The names of the attributes that the program reads, in the order in which they are first
    /// written.
    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }
}
