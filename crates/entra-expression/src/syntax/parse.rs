//! Text to tree. Never fails, never panics, and says where it did not understand.
//!
//! The grammar of a sound expression:
//!
//! ```ebnf
//! expression = blank , value , blank ;
//! value      = call | attribute | text | number | keyword | macro ;
//! call       = name , blank , "(" , blank , [ slots ] , ")" ;
//! slots      = slot , { "," , slot } ;               (* Name() has none, Name(,) has two *)
//! slot       = blank , [ value | comparison ] , blank ;
//! comparison = value , blank , operator , blank , value ;   (* first slot of IIF and CBool *)
//! operator   = "=" | "<>" | ">" | ">=" | "<" | "<=" ;
//! attribute  = "[" , path , "]" ;                    (* path may hold nested brackets and,
//!                                                       inside those, quoted text *)
//! text       = '"' , { character | '\\' | '\"' } , '"' ;
//! number     = [ "+" | "-" ] , digit , { digit } | "&H" , hexdigit , { hexdigit } ;
//! keyword    = "vbBinaryCompare" | "vbTextCompare"
//!            | "IgnoreAttributeFlow" | "IgnoreObjectFlow" ;
//! macro      = "%" , name , "%" ;                    (* cloud sync; the checker warns *)
//! name       = letter , { letter | digit | "_" | "." | "-" } ;
//! blank      = { " " | tab | line feed | carriage return } ;
//! ```
//!
//! After an error the parser skips to the next comma or closing parenthesis of the same call and
//! goes on, so that one error gives one message. Skipped text is never complained about again.

mod argument;
mod balance;
mod closing;
mod nesting;
mod recovery;
mod syntax_error;
mod syntax_errors;
mod words;

use std::cell::Cell;

use crate::syntax::lex::{Lexed, Lexeme, lex};
use crate::syntax::limits::MAX_BYTES;
use crate::syntax::node::{Node, NodeKind};
use crate::syntax::token::{Token, classify};
use crate::{Diagnostic, Expr, Fix, Span, TextEdit, functions, too_long};

use balance::{Balance, distrust};
use recovery::index_fix;
use syntax_error::SyntaxError;
use syntax_errors::SyntaxErrors;

/// What became of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parse {
    /// The text itself.
    pub text: String,
    /// The tree, as far as one was found. It can hold [`crate::NodeKind::Unreadable`] parts.
    pub root: Option<Node>,
    /// Every byte of the text in exactly one token, for highlighting.
    pub tokens: Vec<Token>,
    /// Errors in the grammar, in order of their positions. [`crate::check`] finds the others.
    pub diagnostics: Vec<Diagnostic>,
}

impl Parse {
    /// The expression without places, when the text follows the grammar.
    pub fn expr(&self) -> Option<Expr> {
        let root = self.root.as_ref().filter(|_| self.is_sound());
        root?.to_expr()
    }

    /// Whether the text follows the grammar.
    pub fn is_sound(&self) -> bool {
        self.diagnostics.is_empty()
    }
}

/// Parses a text unless it is longer than the service takes. Pages use this, so that their work
/// for each key that is typed has a bound.
pub fn parse_limited(text: &str) -> Parse {
    match too_long(text) {
        Some(characters) => unread(text, &SyntaxError::TooLong { characters }),
        None => parse(text),
    }
}

fn unread(text: &str, error: &SyntaxError) -> Parse {
    let whole = Span::new(0, text.len());
    Parse {
        text: text.to_owned(),
        root: None,
        tokens: vec![Token::unreadable(whole)],
        diagnostics: vec![error.diagnostic(whole, Vec::new())],
    }
}

/// Parses a text. The result always has tokens for the whole text; it has diagnostics exactly when
/// the text is not an expression.
pub fn parse(text: &str) -> Parse {
    if text.len() > MAX_BYTES {
        return unread(text, &SyntaxError::TooLarge);
    }
    let lexemes = lex(text);
    let tokens = classify(text, &lexemes);
    let mut parser = Parser::new(text, &lexemes);
    let root = parser.expression();
    Parse {
        text: text.to_owned(),
        root,
        tokens,
        diagnostics: parser.errors.finish(),
    }
}

/// The state of one run over the lexemes that are not blank.
struct Parser<'a> {
    text: &'a str,
    lexemes: Vec<Lexed>,
    at: usize,
    depth: usize,
    balance: Balance,
    /// Where the last mark ends that a fix turns into a comma.
    commas_to: usize,
    /// An opening parenthesis was passed over as one too many.
    passed_open: bool,
    errors: SyntaxErrors<'a>,
    /// A quotation mark is known to be missing, so the end of the text proves nothing.
    quotes_off: bool,
    /// The text has an odd number of straight quotation marks.
    odd_quotes: bool,
    /// How many more fixes may look through all of the text.
    long_looks: Cell<usize>,
}

/// Fixes that look through all of the text are offered at most so often, so that parsing takes
/// linear time. Nobody reads more of them.
const MAX_LONG_LOOKS: usize = 50;

impl<'a> Parser<'a> {
    fn new(text: &'a str, lexemes: &[Lexed]) -> Self {
        let mut errors = SyntaxErrors::new(text);
        for invisible in lexemes.iter().filter(|l| l.kind == Lexeme::Invisible) {
            errors.invisible(invisible.span);
        }
        let lexemes: Vec<Lexed> = lexemes
            .iter()
            .filter(|l| !matches!(l.kind, Lexeme::Blank | Lexeme::Invisible))
            .copied()
            .collect();
        let (lexemes, balance) = Balance::parted(text, lexemes);
        Self {
            text,
            lexemes,
            balance,
            at: 0,
            depth: 0,
            commas_to: 0,
            passed_open: false,
            errors,
            quotes_off: false,
            odd_quotes: text.bytes().filter(|byte| *byte == b'"').count() % 2 == 1,
            long_looks: Cell::new(MAX_LONG_LOOKS),
        }
    }

    fn report(&mut self, error: SyntaxError, span: Span, fixes: impl IntoIterator<Item = Fix>) {
        self.errors.add(error, span, fixes);
    }

    fn expression(&mut self) -> Option<Node> {
        if self.lexemes.is_empty() {
            self.report(SyntaxError::Empty, Span::new(0, self.text.len()), None);
            return None;
        }
        self.unwrap_backticks();
        let root = self.operand();
        let Some(mut root) = root else {
            self.unexpected();
            return None;
        };
        if self.ends_early(&root) {
            distrust(&mut root);
            return Some(root);
        }
        if !matches!(root.kind, NodeKind::Unreadable) {
            self.trailing(&root);
        }
        if self.closes_too_often() {
            distrust(&mut root);
        }
        Some(root)
    }

    /// A whole expression between backticks is one error, not one at each end.
    fn unwrap_backticks(&mut self) {
        let [first, .., last] = &self.lexemes[..] else {
            return;
        };
        if first.kind != Lexeme::Backtick || last.kind != Lexeme::Backtick {
            return;
        }
        let edits = [first.span, last.span].map(|span| TextEdit::new(span, ""));
        let fix = Fix::new("Remove the backticks", edits.to_vec());
        let position = first.span;
        self.lexemes.pop();
        self.advance();
        self.report(SyntaxError::StrayBacktick, position, [fix]);
    }

    /// `Left(Now()), 4)`: a parenthesis too many ended the outermost call before its last arguments.
    pub(super) fn ends_early(&mut self, root: &Node) -> bool {
        let close = root
            .as_call()
            .and_then(|call| Some((call.close?, &call.name)));
        let goes_on = matches!(self.peek_kind(), Some(Lexeme::Comma | Lexeme::Operator(_)));
        let Some((close, name)) = close.filter(|_| goes_on && self.closes_too_often()) else {
            return false;
        };
        let name = name.clone();
        let fix = Fix::replace("Remove the parenthesis", close, "");
        self.report(SyntaxError::ClosedEarly { name }, close, [fix]);
        true
    }

    /// What stands behind a complete expression. The first thing is reported, the rest is not.
    fn trailing(&mut self, root: &Node) {
        let Some(first) = self.peek() else {
            return;
        };
        let behind = Span::new(root.span.end, self.text.len());
        let cut = |label: &str| Some(Fix::replace(label, behind, ""));
        let spelled = first.span.of(self.text);
        let (error, fix) = match first.kind {
            Lexeme::Close => {
                let fix = cut("Remove what follows the expression");
                (SyntaxError::ExtraCloseParen, fix)
            }
            Lexeme::Attribute if is_index(first.inner.of(self.text)) => (
                SyntaxError::Indexer,
                Some(index_fix(self.text, root, &first)),
            ),
            Lexeme::Backtick => (SyntaxError::TrailingBacktick, cut("Remove the backtick")),
            Lexeme::Operator(_) => (SyntaxError::ComparisonNotAllowed, None),
            Lexeme::SyncOperator => {
                let symbol = spelled.to_owned();
                (SyntaxError::SyncOperator { symbol }, self.join_fix(root))
            }
            Lexeme::BadOperator if !spelled.starts_with('/') => {
                let symbol = spelled.to_owned();
                (SyntaxError::BadOperator { symbol }, self.join_fix(root))
            }
            Lexeme::Word if is_logical(spelled) => {
                let word = spelled.to_owned();
                (SyntaxError::LogicalOperator { word }, None)
            }
            Lexeme::Ellipsis => (SyntaxError::Ellipsis, cut("Remove the dots")),
            _ => {
                // `[mail].ToLower()`, as other languages write it.
                let end = self.text.trim_end().len();
                let rest = Span::new(first.span.start, end.max(first.span.end));
                let method = rest
                    .of(self.text)
                    .strip_prefix('.')
                    .and_then(|method| method.strip_suffix("()"))
                    .and_then(functions::find_any_case);
                let as_call = method.map(|info| {
                    let call = format!("{}({})", info.name, root.span.of(self.text));
                    Fix::replace("Call it as a function", root.span.to(rest), call)
                });
                let fixes = as_call
                    .into_iter()
                    .chain(cut("Remove what follows the expression"));
                return self.report(SyntaxError::TrailingText, rest, fixes);
            }
        };
        self.report(error, first.span, fix);
    }

    /// Whether one more fix may look through all of the text.
    fn may_look_far(&self) -> bool {
        let left = self.long_looks.get();
        self.long_looks.set(left.saturating_sub(1));
        left > 0
    }

    fn peek(&self) -> Option<Lexed> {
        self.lexemes.get(self.at).copied()
    }

    fn peek_kind(&self) -> Option<Lexeme> {
        self.peek().map(|lexed| lexed.kind)
    }

    fn kind_after(&self) -> Option<Lexeme> {
        self.lexemes.get(self.at + 1).map(|lexed| lexed.kind)
    }

    fn advance(&mut self) {
        self.at += 1;
    }
}

/// Whether a name in brackets is the number of a value, as in other languages.
fn is_index(inner: &str) -> bool {
    let digits = inner.trim();
    !digits.is_empty() && digits.len() < 6 && digits.bytes().all(|b| b.is_ascii_digit())
}

fn is_logical(word: &str) -> bool {
    ["and", "or", "not", "xor"]
        .iter()
        .any(|logical| word.eq_ignore_ascii_case(logical))
}

fn unreadable(span: Span) -> Node {
    Node {
        span,
        kind: NodeKind::Unreadable,
    }
}
