//! Values and calls.

use super::balance::distrust;
use super::syntax_error::SyntaxError;
use super::{Parser, unreadable};
use crate::syntax::lex::{LexError, Lexed, Lexeme, unescape};
use crate::syntax::limits::MAX_DEPTH;
use crate::syntax::node::{ArgNode, CallNode, ComparisonNode, Node, NodeKind};
use crate::{ComparisonOperator, Fix, Span};

/// Which arguments of a call can be comparisons.
#[derive(Clone, Copy)]
enum Comparisons {
    None,
    First,
    All,
}

impl Parser<'_> {
    /// One value, or nothing when none begins here; then no lexeme was taken.
    pub(super) fn operand(&mut self) -> Option<Node> {
        loop {
            let lexed = self.peek()?;
            match lexed.kind {
                Lexeme::Attribute
                | Lexeme::Text
                | Lexeme::Number(_)
                | Lexeme::Hex(_)
                | Lexeme::Macro => {
                    self.advance();
                    return Some(self.simple(&lexed));
                }
                Lexeme::Word if self.kind_after() == Some(Lexeme::Open) => {
                    return Some(self.call(&lexed, true));
                }
                Lexeme::Word if self.lacks_open(&lexed) => return Some(self.call(&lexed, false)),
                Lexeme::Word => return Some(self.bare_word(&lexed)),
                Lexeme::Open if self.is_extra_open() => {
                    let fix = Fix::replace("Remove the parenthesis", lexed.span, "");
                    self.report(SyntaxError::ExtraOpenParen, lexed.span, [fix]);
                    self.passed_open = true;
                    self.advance();
                }
                Lexeme::Open => return Some(self.parenthesised(&lexed)),
                Lexeme::Backtick => {
                    let fix = Fix::replace("Remove the backtick", lexed.span, "");
                    self.report(SyntaxError::StrayBacktick, lexed.span, [fix]);
                    self.advance();
                }
                Lexeme::Operator(_) if self.depth == 0 => {
                    // A leading equals sign comes from spreadsheets; what follows is the expression.
                    let fix = Fix::replace("Remove it", lexed.span, "");
                    self.unexpected_at(&lexed, Some(fix));
                    self.advance();
                }
                Lexeme::Comma | Lexeme::Close => return None,
                _ => return Some(self.misplaced(&lexed)),
            }
        }
    }

    fn simple(&mut self, lexed: &Lexed) -> Node {
        let inner = lexed.inner.of(self.text);
        match lexed.flaw {
            Some(LexError::Unterminated) if self.quotes_off => {}
            Some(LexError::Unterminated) => {
                self.errors.flaw(lexed);
                self.quotes_off = true;
            }
            _ => self.errors.flaw(lexed),
        }
        let kind = match lexed.kind {
            Lexeme::Attribute if lexed.flaw == Some(LexError::MarkdownEscape) => {
                NodeKind::Attribute(inner.replace('\\', ""))
            }
            Lexeme::Attribute => NodeKind::Attribute(inner.to_owned()),
            // `1x` stands for no number that could be checked.
            Lexeme::Number(_) | Lexeme::Hex(_) if lexed.flaw.is_some() => NodeKind::Unreadable,
            Lexeme::Number(value) => NodeKind::Number(value),
            Lexeme::Hex(value) => NodeKind::Hex(value),
            Lexeme::Macro => NodeKind::Macro(inner.to_owned()),
            _ if matches!(lexed.flaw, None | Some(LexError::Unterminated)) => {
                NodeKind::Text(unescape(inner))
            }
            _ => NodeKind::Text(inner.to_owned()),
        };
        Node {
            span: lexed.span,
            kind,
        }
    }

    /// `Name(…)`, perhaps without its opening parenthesis.
    fn call(&mut self, name: &Lexed, opened: bool) -> Node {
        self.advance();
        let open = match self.peek().filter(|_| opened) {
            Some(lexed) => lexed.span,
            None => Span::at(name.span.end),
        };
        if self.depth >= MAX_DEPTH {
            self.report(SyntaxError::TooDeep, name.span, None);
            if opened {
                self.advance();
            }
            self.skip_argument();
            while self.peek_kind() == Some(Lexeme::Comma) {
                self.advance();
                self.skip_argument();
            }
            self.advance();
            return unreadable(name.span);
        }
        if let Some(lexed) = self.peek().filter(|_| opened) {
            self.errors.flaw(&lexed);
            self.advance();
        }
        self.depth += 1;
        let spelled = name.span.of(self.text).to_owned();
        let is = |known: &str| known.eq_ignore_ascii_case(&spelled);
        // IF is what other languages call IIF; that it does not exist is said by the checker.
        let comparisons = if ["IIF", "CBool", "IF", "IFF"].into_iter().any(is) {
            Comparisons::First
        } else if ["And", "Or", "Xor"].into_iter().any(is) {
            Comparisons::All
        } else {
            Comparisons::None
        };
        let first = self.at;
        let mut call = CallNode {
            name: spelled,
            name_span: name.span,
            open,
            close: None,
            args: Vec::new(),
            has_errors: !opened,
        };
        if !opened {
            let word = call.name.clone();
            let fix = Fix::replace("Add the parenthesis", open, "(");
            let error = SyntaxError::UnquotedText {
                word,
                function: true,
            };
            self.report(error, name.span, [fix]);
        }
        if let Some(close) = self.closing() {
            call.close = Some(close);
        } else {
            self.slots(&mut call, comparisons);
        }
        if matches!(comparisons, Comparisons::All) && call.args.iter().any(is_comparison) {
            // As spreadsheets combine conditions: one error, and not one for each comparison.
            let word = call.name.clone();
            let fixes = self.nest_call_fix(first);
            self.report(SyntaxError::LogicalOperator { word }, name.span, fixes);
            call.has_errors = true;
        }
        self.depth -= 1;
        let end = match (call.close, call.args.last()) {
            (Some(close), _) => close.end,
            (None, Some(arg)) => arg.slot.end,
            (None, None) => open.end,
        };
        Node {
            span: Span::new(name.span.start, end),
            kind: NodeKind::Call(call),
        }
    }

    /// The arguments up to and including the closing parenthesis.
    fn slots(&mut self, call: &mut CallNode, comparisons: Comparisons) {
        let mut start = call.open.end;
        loop {
            let comparison = match comparisons {
                Comparisons::None => false,
                Comparisons::First => call.args.is_empty(),
                Comparisons::All => true,
            };
            let value = self.argument(comparison, &mut call.has_errors);
            call.has_errors |= std::mem::take(&mut self.passed_open);
            let next = self.peek();
            let end = next.map_or(self.text.len(), |lexed| lexed.span.start);
            call.args.push(ArgNode {
                slot: Span::new(start, end),
                value,
            });
            match next {
                None => {
                    self.unclosed(call);
                    return;
                }
                Some(lexed) if lexed.kind == Lexeme::Comma => {
                    self.errors.flaw(&lexed);
                    self.advance();
                    start = lexed.span.end;
                }
                Some(lexed) if lexed.kind == Lexeme::Close => {
                    call.close = self.closing();
                    return;
                }
                // A comma is missing; it was reported, and the next value is the next argument.
                Some(lexed) => start = lexed.span.start,
            }
        }
    }

    fn closing(&mut self) -> Option<Span> {
        let lexed = self.peek().filter(|lexed| lexed.kind == Lexeme::Close)?;
        self.errors.flaw(&lexed);
        self.advance();
        Some(lexed.span)
    }

    /// The text ended inside a call. Only the innermost one is reported, with a fix for all.
    fn unclosed(&mut self, call: &mut CallNode) {
        call.has_errors = true;
        let values = call.args.iter_mut().filter_map(|arg| arg.value.as_mut());
        values.for_each(distrust);
        if self.quotes_off {
            return;
        }
        // Where the parenthesis is missing, a comparison seems to stand in the call before it.
        self.errors
            .forget(&SyntaxError::ComparisonNotAllowed, call.open.end);
        self.quotes_off = true;
        // Not the depth: parentheses in skipped text are open too.
        let count = self
            .lexemes
            .iter()
            .fold(0_usize, |open, lexed| match lexed.kind {
                Lexeme::Open => open + 1,
                Lexeme::Close => open.saturating_sub(1),
                _ => open,
            });
        let fix = self.close_fix(count);
        let name = call.name.clone();
        self.report(SyntaxError::UnclosedParen { name, count }, call.open, [fix]);
    }

    /// One argument. Stops before a comma, a closing parenthesis, the end, or, where a comma is
    /// missing, before the next value.
    pub(super) fn argument(
        &mut self,
        takes_comparison: bool,
        has_errors: &mut bool,
    ) -> Option<Node> {
        let left = self.operand()?;
        *has_errors |= matches!(left.kind, NodeKind::Unreadable);
        let mut node = left;
        loop {
            let Some(lexed) = self.peek() else {
                return Some(node);
            };
            if matches!(lexed.kind, Lexeme::Comma | Lexeme::Close) {
                return Some(node);
            }
            match lexed.kind {
                Lexeme::Operator(operator) => {
                    self.errors.flaw(&lexed);
                    let first = !matches!(node.kind, NodeKind::Comparison(_));
                    if !(takes_comparison && first) {
                        *has_errors = true;
                        if self.ends_early(&node) {
                            // From here on every parenthesis belongs to another call than it seems.
                            distrust(&mut node);
                            self.quotes_off = true;
                            self.at = self.lexemes.len();
                            return Some(node);
                        }
                        let fixes = self.negate_fix();
                        self.report(SyntaxError::ComparisonNotAllowed, lexed.span, fixes);
                        self.skip_argument();
                        return Some(node);
                    }
                    node = self.comparison(node, operator, lexed.span, has_errors);
                }
                Lexeme::BadOperator | Lexeme::Word
                    if takes_comparison && meant(lexed.span.of(self.text)).is_some() =>
                {
                    let symbol = lexed.span.of(self.text).to_owned();
                    let operator = meant(&symbol).unwrap_or(ComparisonOperator::Equal);
                    let label = format!("Use {}", operator.symbol());
                    let fix = Fix::replace(label, lexed.span, operator.symbol());
                    self.report(SyntaxError::BadOperator { symbol }, lexed.span, [fix]);
                    *has_errors = true;
                    node = self.comparison(node, operator, lexed.span, has_errors);
                }
                _ => {
                    *has_errors = true;
                    if !self.after_value(&node, &lexed) {
                        return Some(node);
                    }
                }
            }
        }
    }

    fn comparison(
        &mut self,
        left: Node,
        operator: ComparisonOperator,
        position: Span,
        has_errors: &mut bool,
    ) -> Node {
        self.advance();
        let right = match self.operand() {
            Some(right) => right,
            None => {
                self.report(SyntaxError::MissingOperand, position, None);
                unreadable(position)
            }
        };
        *has_errors |= matches!(right.kind, NodeKind::Unreadable);
        Node {
            span: left.span.to(right.span),
            kind: NodeKind::Comparison(Box::new(ComparisonNode {
                left,
                operator,
                operator_span: position,
                right,
            })),
        }
    }
}

fn is_comparison(arg: &ArgNode) -> bool {
    let value = arg.value.as_ref();
    value.is_some_and(|value| matches!(value.kind, NodeKind::Comparison(_)))
}

/// The operator that a foreign one stands for, such as that of a SCIM filter.
fn meant(symbol: &str) -> Option<ComparisonOperator> {
    Some(match symbol.to_ascii_lowercase().as_str() {
        "==" | "===" | "eq" | "equals" | "is" => ComparisonOperator::Equal,
        "!=" | "!==" | "<=>" | "><" | "ne" => ComparisonOperator::NotEqual,
        "=>" | "ge" => ComparisonOperator::GreaterOrEqual,
        "=<" | "le" => ComparisonOperator::LessOrEqual,
        "gt" => ComparisonOperator::Greater,
        "lt" => ComparisonOperator::Less,
        _ => return None,
    })
}

/// Whether a word behind a value compares in some other language.
pub(super) fn compares(word: &str) -> bool {
    let others = [
        "like",
        "contains",
        "in",
        "matches",
        "startswith",
        "endswith",
        "sw",
        "ew",
        "co",
        "pr",
    ];
    meant(word).is_some() || others.iter().any(|own| own.eq_ignore_ascii_case(word))
}
