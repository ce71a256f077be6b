//! From an expression to a program: names resolved, arguments counted, constant regular
//! expressions compiled.

use super::error::{ErrorKind, EvalError};
use super::ready::Ready;
use crate::functions::{APP_ROLE_ASSIGNMENTS, Presence, Standing, find, is_app_roles};
use crate::parse::MAX_LEVELS;
use crate::{CallNode, Expr, Function, FunctionInfo, Keyword, Node, NodeKind, Operator, Span};
use dotnet_text::regex::{PatternError, Regex, Replacement};

/// An expression that is ready to run.
#[derive(Debug)]
pub struct Program {
    pub(super) root: Part,
    /// The way to the result, when nothing has to be made for it.
    pub(super) ready: Option<Ready>,
    attributes: Vec<String>,
}

/// A part of a program.
#[derive(Debug)]
pub(super) struct Part {
    pub(super) span: Span,
    pub(super) op: Op,
}

#[derive(Debug)]
pub(super) enum Op {
    Attribute(Name),
    Text(String),
    Integer(i64),
    /// What can only be known in the tenant, such as `%DomainFQDN%`. It fails when it is needed.
    Unknown(String),
    Keyword(Keyword),
    Comparison(Box<Comparison>),
    Call(Box<CallPart>),
}

/// The name of an attribute, and its index among those that the program reads.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) text: String,
    pub(super) index: usize,
}

#[derive(Debug)]
pub(super) struct Comparison {
    pub(super) left: Part,
    pub(super) operator: Operator,
    pub(super) right: Part,
}

#[derive(Debug)]
pub(super) struct CallPart {
    pub(super) function: Function,
    pub(super) args: Vec<Option<Part>>,
    /// What `Replace` needs of its regular expression when that is a constant.
    pub(super) pattern: Option<Pattern>,
    /// The way to the result, when nothing has to be made for it.
    pub(super) ready: Option<Ready>,
}

/// A constant regular expression. One that is malformed fails only when it is used.
#[derive(Debug)]
pub(super) struct Pattern {
    pub(super) regex: Result<Regex, PatternError>,
    pub(super) replacement: Option<Replacement>,
}

impl CallPart {
    /// The argument at an index, unless it is omitted.
    pub(super) fn given(&self, index: usize) -> Option<&Part> {
        self.args.get(index)?.as_ref()
    }
}

impl Part {
    /// The text when this is a quoted constant.
    pub(super) fn constant(&self) -> Option<&str> {
        match &self.op {
            Op::Text(text) => Some(text),
            _ => None,
        }
    }
}

impl Program {
    /// Compiles a tree.
    ///
    /// # Errors
    ///
    /// What is checked before anything is evaluated: unknown names, wrong numbers of arguments,
    /// parts in places where they cannot stand.
    pub fn new(node: &Node) -> Result<Self, EvalError> {
        if !node.is_within(MAX_LEVELS) {
            return Err(ErrorKind::TooDeep.at(node.span));
        }
        let mut attributes = Vec::new();
        let root = compile(node, Place::Top, &mut attributes)?;
        Ok(Self {
            ready: Ready::of(&root),
            root,
            attributes,
        })
    }

    /// The names of the attributes that the program reads, in the order in which they are first
    /// written.
    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }

    /// Parses and compiles a text.
    ///
    /// # Errors
    ///
    /// As [`Program::new`], and when the text is no sound expression.
    pub fn parse(text: &str) -> Result<Self, EvalError> {
        let parsed = crate::parse(text);
        match &parsed.root {
            Some(root) if parsed.is_sound() => Self::new(root),
            _ => {
                let first = parsed.diagnostics.first();
                let span = first.map_or(Span::new(0, text.len()), |found| found.span);
                Err(ErrorKind::Syntax.at(span))
            }
        }
    }

    /// Compiles a tree without places; places are those of its printed form.
    ///
    /// # Errors
    ///
    /// As [`Program::parse`].
    pub fn from_expr(expr: &Expr) -> Result<Self, EvalError> {
        if !expr.is_within(MAX_LEVELS) {
            return Err(ErrorKind::TooDeep.at(Span::default()));
        }
        Self::parse(&crate::print(expr))
    }
}

/// Where a part stands, as far as it decides what may stand there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Top,
    /// The condition of `IIF` or `CBool`.
    Condition,
    Inside,
    /// The argument of a function on app roles.
    Roles,
}

/// The name of a function that may work in a tenant, and whose result cannot be known here.
fn unknown_here(call: &CallNode) -> Option<&'static str> {
    let info = find(&call.name).filter(|info| info.function.is_none())?;
    let works = matches!(info.standing, Standing::CloudSync | Standing::Undocumented);
    (works && info.name != APP_ROLE_ASSIGNMENTS).then_some(info.name)
}

fn compile(node: &Node, place: Place, names: &mut Vec<String>) -> Result<Part, EvalError> {
    let op = match &node.kind {
        // Raw assignments are objects; only the role functions read them.
        NodeKind::Attribute(name) if place != Place::Roles && is_app_roles(name) => {
            return Err(ErrorKind::RawRoles.at(node.span));
        }
        NodeKind::Attribute(name) => Op::Attribute(read(name, names)),
        NodeKind::Text(text) => Op::Text(text.clone()),
        NodeKind::Number(value) | NodeKind::Hex(value) => Op::Integer(*value),
        NodeKind::Keyword(keyword) => Op::Keyword(*keyword),
        NodeKind::Macro(name) => Op::Unknown(format!("%{name}%")),
        NodeKind::Comparison(comparison) => {
            if place != Place::Condition {
                return Err(ErrorKind::Misplaced("A comparison").at(node.span));
            }
            Op::Comparison(Box::new(Comparison {
                left: compile(&comparison.left, Place::Inside, names)?,
                operator: comparison.operator,
                right: compile(&comparison.right, Place::Inside, names)?,
            }))
        }
        NodeKind::Call(call) => match unknown_here(call) {
            Some(name) => {
                // Its arguments can be wrong all the same.
                for value in call.args.iter().filter_map(|arg| arg.value.as_ref()) {
                    let _ = compile(value, Place::Inside, names)?;
                }
                Op::Unknown(name.to_owned())
            }
            None => Op::Call(Box::new(compile_call(node, call, place, names)?)),
        },
        NodeKind::Unreadable => return Err(ErrorKind::Syntax.at(node.span)),
    };
    Ok(Part {
        span: node.span,
        op,
    })
}

/// An attribute that the program reads.
fn read(name: &str, names: &mut Vec<String>) -> Name {
    let known = names.iter().position(|own| own == name);
    let index = known.unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    Name {
        text: name.to_owned(),
        index,
    }
}

fn compile_call(
    node: &Node,
    call: &CallNode,
    place: Place,
    names: &mut Vec<String>,
) -> Result<CallPart, EvalError> {
    let unknown = || ErrorKind::UnknownFunction(call.name.clone()).at(call.name_span);
    let info = find(&call.name).ok_or_else(unknown)?;
    let Some(function) = info.function else {
        return Err(match info.standing {
            Standing::Documented => unknown(),
            _ => ErrorKind::Unsupported(info.name.to_owned()).at(call.name_span),
        });
    };
    if function == Function::SelectUniqueValue && place != Place::Top {
        return Err(ErrorKind::Misplaced("SelectUniqueValue").at(node.span));
    }
    check_arguments(node, call, info, function)?;
    let mut args = Vec::with_capacity(call.args.len());
    for (index, arg) in call.args.iter().enumerate() {
        let place = match function {
            Function::IIF | Function::CBool if index == 0 => Place::Condition,
            Function::SingleAppRoleAssignment
            | Function::AppRoleAssignmentsComplex
            | Function::AssertiveAppRoleAssignmentsComplex => Place::Roles,
            _ => Place::Inside,
        };
        args.push(match &arg.value {
            Some(value) => Some(compile(value, place, names)?),
            None => None,
        });
    }
    let mut compiled = CallPart {
        function,
        args,
        pattern: None,
        ready: None,
    };
    if function == Function::Replace {
        compiled.pattern = constant_pattern(&compiled);
    }
    compiled.ready = Ready::of_call(function, &compiled.args);
    Ok(compiled)
}

fn check_arguments(
    node: &Node,
    call: &CallNode,
    info: &'static FunctionInfo,
    function: Function,
) -> Result<(), EvalError> {
    let found = call.args.len();
    let too_many = info.most_args().is_some_and(|most| found > most);
    // A repeated group of parameters is given whole or not at all.
    let fixed = info.params.len().saturating_sub(info.repeats);
    let incomplete =
        info.repeats > 1 && found > fixed && !(found - fixed).is_multiple_of(info.repeats);
    if found < info.least_args() || too_many || incomplete {
        let function = info.name;
        return Err(ErrorKind::ArgumentCount { function, found }.at(node.span));
    }
    for (index, arg) in call.args.iter().enumerate() {
        let required = info
            .param(index)
            .filter(|p| p.presence == Presence::Required);
        if let (Some(param), None) = (required, &arg.value) {
            let (function, parameter) = (info.name, param.name);
            let kind = ErrorKind::ArgumentMissing {
                function,
                parameter,
            };
            return Err(kind.at(arg.slot));
        }
    }
    let given = |index: usize| call.arg(index).is_some();
    if function == Function::Replace {
        // Old value, pattern, group, replacement, attribute, template.
        let mode = [given(1), given(2), given(3), given(4), given(5), given(6)];
        let documented = [
            [true, false, false, true, false, false],
            [true, false, false, false, false, true],
            [false, true, false, true, false, false],
            [false, true, true, true, false, false],
            [false, true, true, false, true, false],
        ];
        if !documented.contains(&mode) {
            return Err(ErrorKind::ReplaceMode.at(node.span));
        }
    }
    Ok(())
}

fn constant_pattern(call: &CallPart) -> Option<Pattern> {
    let regex = Regex::new(call.given(2)?.constant()?);
    let replacement = match (&regex, call.given(3), call.given(4)) {
        (Ok(regex), None, Some(value)) => {
            value.constant().map(|text| Replacement::new(text, regex))
        }
        _ => None,
    };
    Some(Pattern { regex, replacement })
}
