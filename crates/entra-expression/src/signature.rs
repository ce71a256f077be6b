//! Parameter help: which argument of which function the cursor stands in.

use crate::functions::{self, FunctionInfo, Param};
use crate::{Span, cursor};

/// The call around the cursor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignatureHelp {
    /// The function.
    pub function: &'static FunctionInfo,
    /// Where its name stands.
    pub name: Span,
    /// The number of the argument, counted from 0.
    pub argument: usize,
    /// The parameter it belongs to; nothing beyond the last one.
    pub param: Option<&'static Param>,
}

/// The innermost known call around byte `at`. A name in the wrong case is recognised.
pub fn signature_help(text: &str, at: usize) -> Option<SignatureHelp> {
    let cursor = cursor::look(text, at);
    cursor.calls.iter().rev().find_map(|call| {
        let function = functions::find_any_case(call.name.of(text))?;
        Some(SignatureHelp {
            function,
            name: call.name,
            argument: call.argument,
            param: function.param(call.argument),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::signature_help;

    /// The function and parameter at the bar in the text.
    fn at_bar(marked: &str) -> Option<(&'static str, &'static str)> {
        let at = marked.find('|').unwrap();
        let help = signature_help(&marked.replace('|', ""), at)?;
        Some((
            help.function.name,
            help.param.map_or("", |param| param.name),
        ))
    }

    #[test]
    fn follows_commas_and_parentheses() {
        assert_eq!(at_bar("Switch([a], |"), Some(("Switch", "defaultValue")));
        assert_eq!(at_bar("Switch([a], , \"x\", |)"), Some(("Switch", "value")));
        assert_eq!(
            at_bar("Switch([a], , \"x\", \"1\", |)"),
            Some(("Switch", "key"))
        );
        assert_eq!(
            at_bar("Join(\",\", Mid([a], |1, 2))"),
            Some(("Mid", "start"))
        );
        assert_eq!(
            at_bar("Join(\",\", Mid([a], 1, 2)|)"),
            Some(("Join", "source"))
        );
        assert_eq!(at_bar("Join(\", |\", [a])"), Some(("Join", "separator")));
        assert_eq!(at_bar("Not([a], |)"), Some(("Not", "")));
        assert_eq!(at_bar("Not([a])|"), None);
        assert_eq!(at_bar("|"), None);
    }
}
