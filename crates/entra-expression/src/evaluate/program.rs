//! A compiled expression.

use super::environment::AttributeRef;
use super::fast_path::FastPath;
use crate::{ComparisonOperator, Function, Keyword, Span};
use dotnet_text::regex::{Regex, RegexParseError, Replacement};

/// An expression that is ready to run.
#[derive(Debug)]
pub struct Program {
    pub(crate) root: ProgramNode,
    /// How to find the result, when nothing has to be made for it.
    pub(crate) fast_path: Option<FastPath>,
    pub(crate) attributes: Vec<String>,
}

/// A part of a program.
#[derive(Debug)]
pub(crate) struct ProgramNode {
    pub(crate) span: Span,
    pub(crate) op: Operation,
}

#[derive(Debug)]
pub(crate) enum Operation {
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
pub(crate) struct CompiledComparison {
    pub(crate) left: ProgramNode,
    pub(crate) operator: ComparisonOperator,
    pub(crate) right: ProgramNode,
}

#[derive(Debug)]
pub(crate) struct CompiledCall {
    pub(crate) span: Span,
    pub(crate) function: Function,
    pub(crate) args: Vec<Option<ProgramNode>>,
    /// What `Replace` needs of its regular expression when that is a constant.
    pub(crate) pattern: Option<CompiledPattern>,
    /// How to find the result, when nothing has to be made for it.
    pub(crate) fast_path: Option<FastPath>,
}

/// A constant regular expression. One that is malformed fails only when it is used.
#[derive(Debug)]
pub(crate) struct CompiledPattern {
    pub(crate) regex: Result<Regex, RegexParseError>,
    pub(crate) replacement: Option<Replacement>,
}

impl CompiledCall {
    /// The argument at an index, unless it is omitted.
    pub(crate) fn given(&self, index: usize) -> Option<&ProgramNode> {
        self.args.get(index)?.as_ref()
    }
}

impl ProgramNode {
    /// The text when this is a quoted constant.
    pub(crate) fn constant(&self) -> Option<&str> {
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
