//! A compiled expression.

use super::environment::AttributeRef;
use super::fast_path::FastPath;
use crate::{ComparisonOperator, Function, Keyword, Span};
use dotnet_text::regex::{Regex, RegexParseError, Replacement};

/// An expression that is ready to run.
#[derive(Debug)]
pub struct Program {
    pub(in crate::evaluate) root: ProgramNode,
    /// How to find the result, when nothing has to be made for it.
    pub(in crate::evaluate) fast_path: Option<FastPath>,
    pub(in crate::evaluate) attributes: Vec<String>,
}

/// A part of a program.
#[derive(Debug)]
pub(in crate::evaluate) struct ProgramNode {
    pub(in crate::evaluate) span: Span,
    pub(in crate::evaluate) op: Operation,
}

#[derive(Debug)]
pub(in crate::evaluate) enum Operation {
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
pub(in crate::evaluate) struct CompiledComparison {
    pub(in crate::evaluate) left: ProgramNode,
    pub(in crate::evaluate) operator: ComparisonOperator,
    pub(in crate::evaluate) right: ProgramNode,
}

#[derive(Debug)]
pub(in crate::evaluate) struct CompiledCall {
    pub(in crate::evaluate) function: Function,
    pub(in crate::evaluate) args: Vec<Option<ProgramNode>>,
    /// What `Replace` needs of its regular expression when that is a constant.
    pub(in crate::evaluate) pattern: Option<CompiledPattern>,
    /// How to find the result, when nothing has to be made for it.
    pub(in crate::evaluate) fast_path: Option<FastPath>,
}

/// A constant regular expression. One that is malformed fails only when it is used.
#[derive(Debug)]
pub(in crate::evaluate) struct CompiledPattern {
    pub(in crate::evaluate) regex: Result<Regex, RegexParseError>,
    pub(in crate::evaluate) replacement: Option<Replacement>,
}

impl CompiledCall {
    /// The argument at an index, unless it is omitted.
    pub(in crate::evaluate) fn given(&self, index: usize) -> Option<&ProgramNode> {
        self.args.get(index)?.as_ref()
    }
}

impl ProgramNode {
    /// The text when this is a quoted constant.
    pub(in crate::evaluate) fn constant(&self) -> Option<&str> {
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
