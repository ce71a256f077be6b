//! Trees that a program built deeper than the parser reads: refused or cut, never a stack that
//! overflows.

use entra_expression::{
    ArgNode, CallNode, CheckOptions, ComparisonOperator, Expr, MAX_DEPTH, Node, NodeKind, Parse,
    Span, check, explain, normalise, parse, print, print_readable,
};

/// Deep enough to overflow a stack of a mebibyte with any recursion, and shallow enough that Rust
/// can free the tree.
const LEVELS: usize = 3_000;

fn calls(levels: usize) -> Expr {
    (0..levels).fold(Expr::attribute("a"), |inner, _| {
        Expr::call("ToLower", [inner])
    })
}

fn comparisons(levels: usize) -> Expr {
    (0..levels).fold(Expr::attribute("a"), |inner, _| {
        Expr::comparison(inner, ComparisonOperator::Equal, Expr::text("x"))
    })
}

fn nodes(levels: usize) -> Node {
    let span = Span::new(0, 0);
    let leaf = Node {
        span,
        kind: NodeKind::Attribute("a".to_owned()),
    };
    (0..levels).fold(leaf, |inner, _| Node {
        span,
        kind: NodeKind::Call(CallNode {
            name: "ToLower".to_owned(),
            name_span: span,
            open: span,
            close: Some(span),
            args: vec![ArgNode {
                slot: span,
                value: Some(inner),
            }],
            has_errors: false,
        }),
    })
}

/// On a stack as small as that of a page.
fn on_a_small_stack(run: impl FnOnce() + Send + 'static) {
    let thread = std::thread::Builder::new().stack_size(1 << 20).spawn(run);
    assert!(thread.is_ok_and(|thread| thread.join().is_ok()));
}

#[test]
fn what_is_too_deep_is_cut_or_refused() {
    on_a_small_stack(|| {
        for deep in [calls(LEVELS), comparisons(LEVELS)] {
            let text = print(&deep);
            assert!(text.contains("[…]") && text.len() < 3_000);
            assert!(parse(&text).expr().is_none());
            assert!(print_readable(&deep).contains("[…]"));
            assert_eq!(print(&normalise(&deep)), text);
            assert_eq!(explain(&deep).len(), 1);
            assert_eq!(deep.attributes(), ["a"]);
        }
    });
}

#[test]
fn nodes_that_are_too_deep_are_refused() {
    on_a_small_stack(|| {
        let deep = nodes(LEVELS);
        assert_eq!(deep.to_expr(), None);
        let mut count = 0;
        deep.walk(&mut |_| count += 1);
        assert_eq!(count, LEVELS + 1);
        let by_hand = Parse {
            text: String::new(),
            root: Some(deep),
            tokens: Vec::new(),
            diagnostics: Vec::new(),
        };
        assert!(check(&by_hand, &CheckOptions::default()).is_empty());
    });
}

#[test]
fn the_deepest_that_is_read_is_whole() {
    on_a_small_stack(|| {
        let deepest = calls(MAX_DEPTH);
        let text = print(&deepest);
        assert_eq!(parse(&text).expr(), Some(normalise(&deepest)));
        assert_eq!(
            parse(&print_readable(&deepest)).expr(),
            Some(normalise(&deepest))
        );
        // As deep as calls with a comparison in each can be.
        let nested = (0..MAX_DEPTH).fold(Expr::attribute("a"), |inner, _| {
            let equal = Expr::comparison(inner, ComparisonOperator::Equal, Expr::text("x"));
            Expr::iif(equal, Expr::text("y"), Expr::text("n"))
        });
        assert_eq!(parse(&print(&nested)).expr(), Some(nested.clone()));
        assert!(explain(&nested).len() > 1);
    });
}

#[test]
fn trees_of_graph_are_bounded() {
    use entra_expression::graph::{TreeError, from_tree, to_tree, update_tree};
    on_a_small_stack(|| {
        for deep in [calls(LEVELS), comparisons(LEVELS)] {
            assert_eq!(to_tree(&deep), Err(TreeError::TooDeep));
            let old = serde_json::json!({"type": "Attribute", "name": "a"});
            assert_eq!(update_tree(&old, &deep), Err(TreeError::TooDeep));
        }
        let leaf = serde_json::json!({"type": "Attribute", "name": "a"});
        let tree = (0..200).fold(leaf, |inner, _| {
            serde_json::json!({
                "type": "Function",
                "name": "Not",
                "parameters": [{"key": "source", "value": inner}],
            })
        });
        assert_eq!(from_tree(&tree), Err(TreeError::TooDeep));
    });
}

#[test]
fn programs_are_bounded() {
    use entra_expression::evaluate::{AttributeRecord, Environment, EvaluationErrorKind, Program};
    on_a_small_stack(|| {
        for refused in [
            Program::from_expr(&calls(LEVELS)),
            Program::from_expr(&comparisons(LEVELS)),
            Program::new(&nodes(LEVELS)),
        ] {
            assert!(refused.is_err_and(|error| error.kind == EvaluationErrorKind::TooDeep));
        }
        let program = Program::from_expr(&calls(MAX_DEPTH));
        let ran = program.as_ref().map(|program| {
            program
                .run(&AttributeRecord::default(), &mut Environment::default())
                .is_ok()
        });
        assert_eq!(ran, Ok(true));
    });
}
