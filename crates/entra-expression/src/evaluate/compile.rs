//! From an expression to a program: names resolved, arguments counted, constant regular
//! expressions compiled.

use super::environment::AttributeRef;
use super::error::{EvaluationError, EvaluationErrorKind};
use super::fast_path::{FastPath, SwitchTable};
use super::program::{
    CompiledCall, CompiledComparison, CompiledPattern, Operation, Program, ProgramNode,
};
use super::switch_keys::SwitchKeys;
use crate::functions::{
    APP_ROLE_ASSIGNMENTS, Availability, Presence, find, is_app_roles, is_replace_mode,
};
use crate::syntax::limits::MAX_LEVELS;
use crate::{CallNode, Expr, Function, FunctionInfo, Node, NodeKind, Span};
use dotnet_text::regex::{Regex, Replacement};
use std::sync::Arc;

impl Program {
    /// Compiles a tree.
    ///
    /// # Errors
    ///
    /// What is checked before anything is evaluated: unknown names, wrong numbers of arguments,
    /// parts in places where they cannot stand.
    pub fn new(node: &Node) -> Result<Self, EvaluationError> {
        if !node.is_within(MAX_LEVELS) {
            return Err(EvaluationErrorKind::TooDeep.at(node.span));
        }
        let mut attributes = Vec::new();
        let root = compile(node, Position::Top, &mut attributes)?;
        Ok(Self {
            fast_path: fast_path(&root),
            root,
            attributes,
        })
    }

    /// Parses and compiles a text.
    ///
    /// # Errors
    ///
    /// As [`Program::new`], and when the text is no sound expression.
    pub fn parse(text: &str) -> Result<Self, EvaluationError> {
        let parsed = crate::parse(text);
        match &parsed.root {
            Some(root) if parsed.is_sound() => Self::new(root),
            _ => {
                let first = parsed.diagnostics.first();
                let span = first.map_or(Span::new(0, text.len()), |found| found.span);
                Err(EvaluationErrorKind::Syntax.at(span))
            }
        }
    }

    /// Compiles a tree without places; places are those of its printed form.
    ///
    /// # Errors
    ///
    /// As [`Program::parse`].
    pub fn from_expr(expr: &Expr) -> Result<Self, EvaluationError> {
        if !expr.is_within(MAX_LEVELS) {
            return Err(EvaluationErrorKind::TooDeep.at(Span::default()));
        }
        Self::parse(&crate::print(expr))
    }
}

/// Where a part stands, as far as it decides what may stand there.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Position {
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
    let works = matches!(
        info.availability,
        Availability::CloudSync | Availability::Undocumented
    );
    (works && info.name != APP_ROLE_ASSIGNMENTS).then_some(info.name)
}

fn compile(
    node: &Node,
    position: Position,
    names: &mut Vec<String>,
) -> Result<ProgramNode, EvaluationError> {
    let op = match &node.kind {
        // Raw assignments are objects; only the role functions read them.
        NodeKind::Attribute(name) if position != Position::Roles && is_app_roles(name) => {
            return Err(EvaluationErrorKind::RawRoles.at(node.span));
        }
        NodeKind::Attribute(name) => Operation::Attribute(read(name, names)),
        NodeKind::Text(text) => Operation::Text(text.clone()),
        NodeKind::Number(value) | NodeKind::Hex(value) => Operation::Integer(*value),
        NodeKind::Keyword(keyword) => Operation::Keyword(*keyword),
        NodeKind::Macro(name) => Operation::Unknown(format!("%{name}%")),
        NodeKind::Comparison(comparison) => {
            if position != Position::Condition {
                return Err(EvaluationErrorKind::Misplaced("A comparison").at(node.span));
            }
            Operation::Comparison(Box::new(CompiledComparison {
                left: compile(&comparison.left, Position::Inside, names)?,
                operator: comparison.operator,
                right: compile(&comparison.right, Position::Inside, names)?,
            }))
        }
        NodeKind::Call(call) => match unknown_here(call) {
            Some(name) => {
                // Its arguments can be wrong all the same.
                for value in call.values() {
                    let _ = compile(value, Position::Inside, names)?;
                }
                Operation::Unknown(name.to_owned())
            }
            None => Operation::Call(Box::new(compile_call(node, call, position, names)?)),
        },
        NodeKind::Unreadable => return Err(EvaluationErrorKind::Syntax.at(node.span)),
    };
    Ok(ProgramNode {
        span: node.span,
        op,
    })
}

fn read(name: &str, names: &mut Vec<String>) -> AttributeRef {
    let known = names.iter().position(|own| own == name);
    let index = known.unwrap_or_else(|| {
        names.push(name.to_owned());
        names.len() - 1
    });
    AttributeRef {
        text: name.to_owned(),
        index,
    }
}

fn compile_call(
    node: &Node,
    call: &CallNode,
    position: Position,
    names: &mut Vec<String>,
) -> Result<CompiledCall, EvaluationError> {
    let unknown = || EvaluationErrorKind::UnknownFunction(call.name.clone()).at(call.name_span);
    let info = find(&call.name).ok_or_else(unknown)?;
    let Some(function) = info.function else {
        return Err(match info.availability {
            Availability::Documented => unknown(),
            _ => EvaluationErrorKind::Unsupported(info.name.to_owned()).at(call.name_span),
        });
    };
    if function == Function::SelectUniqueValue && position != Position::Top {
        return Err(EvaluationErrorKind::Misplaced("SelectUniqueValue").at(node.span));
    }
    check_arguments(node, call, info, function)?;
    let mut args = Vec::with_capacity(call.args.len());
    for (index, arg) in call.args.iter().enumerate() {
        let position = match function {
            Function::IIF | Function::CBool if index == 0 => Position::Condition,
            _ if info.reads_roles() => Position::Roles,
            _ => Position::Inside,
        };
        args.push(match &arg.value {
            Some(value) => Some(compile(value, position, names)?),
            None => None,
        });
    }
    let mut compiled = CompiledCall {
        span: node.span,
        function,
        args,
        pattern: None,
        fast_path: None,
    };
    if function == Function::Replace {
        compiled.pattern = constant_pattern(&compiled);
    }
    compiled.fast_path = fast_path_of_call(function, &compiled.args);
    Ok(compiled)
}

fn check_arguments(
    node: &Node,
    call: &CallNode,
    info: &'static FunctionInfo,
    function: Function,
) -> Result<(), EvaluationError> {
    let found = call.args.len();
    let too_many = info.max_args().is_some_and(|most| found > most);
    // A repeated group of parameters is given whole or not at all.
    let fixed = info.params.len().saturating_sub(info.repeats);
    let incomplete =
        info.repeats > 1 && found > fixed && !(found - fixed).is_multiple_of(info.repeats);
    if found < info.min_args() || too_many || incomplete {
        let function = info.name;
        return Err(EvaluationErrorKind::ArgumentCount { function, found }.at(node.span));
    }
    for (index, arg) in call.args.iter().enumerate() {
        let required = info
            .param(index)
            .filter(|p| p.presence == Presence::Required);
        if let (Some(param), None) = (required, &arg.value) {
            let (function, parameter) = (info.name, param.name);
            let kind = EvaluationErrorKind::ArgumentMissing {
                function,
                parameter,
            };
            return Err(kind.at(arg.slot));
        }
    }
    let given = |index| call.arg(index).is_some();
    if function == Function::Replace && !is_replace_mode(given) {
        return Err(EvaluationErrorKind::ReplaceMode.at(node.span));
    }
    Ok(())
}

fn constant_pattern(call: &CompiledCall) -> Option<CompiledPattern> {
    let regex = Regex::new(call.given(2)?.constant()?);
    let replacement = match (&regex, call.given(3), call.given(4)) {
        (Ok(regex), None, Some(value)) => {
            value.constant().map(|text| Replacement::new(text, regex))
        }
        _ => None,
    };
    Some(CompiledPattern { regex, replacement })
}

/// How to find the text of a node without evaluating it, if that can be done.
fn fast_path(node: &ProgramNode) -> Option<FastPath> {
    match &node.op {
        Operation::Text(text) => Some(FastPath::Text(text.as_str().into())),
        Operation::Attribute(name) => Some(FastPath::Attribute(name.clone())),
        Operation::Call(call) => call.fast_path.clone(),
        Operation::Integer(_)
        | Operation::Keyword(_)
        | Operation::Comparison(_)
        | Operation::Unknown(_) => None,
    }
}

/// As [`fast_path`], for a call whose arguments are compiled already.
fn fast_path_of_call(function: Function, args: &[Option<ProgramNode>]) -> Option<FastPath> {
    match function {
        Function::SingleAppRoleAssignment => match &args.first()?.as_ref()?.op {
            Operation::Attribute(name) => Some(FastPath::Role(name.clone())),
            _ => None,
        },
        Function::Switch => Some(FastPath::Choice(Arc::new(switch_table(args)?))),
        _ => None,
    }
}

/// The table of a `Switch`; nothing when one of its keys has to be evaluated.
fn switch_table(args: &[Option<ProgramNode>]) -> Option<SwitchTable> {
    // Source and default value come first, then keys and values in turn.
    let keys = args.iter().skip(2).step_by(2);
    let keys = keys.map(|key| Some(key.as_ref()?.constant()?.to_owned()));
    let keys = SwitchKeys::new(keys.collect::<Option<_>>()?);
    let of = |arg: &Option<ProgramNode>| fast_path(arg.as_ref()?);
    let values = args.iter().skip(1).step_by(2).map(of).collect();
    Some(SwitchTable::new(args.first().and_then(of), keys, values))
}
