//! Which source attributes an expression reads, also while it is incomplete.

use entra_expression::{Node, NodeKind, Parse};

/// The attributes that an expression reads, each once, in their order.
pub fn read_attributes(parse: &Parse) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    if let Some(root) = &parse.root {
        root.walk(&mut |node: &Node| {
            if let NodeKind::Attribute(name) = &node.kind
                && !names.contains(name)
                // A name that is being typed is none yet.
                && node.span.of(&parse.text).ends_with(']')
                && !name.trim().is_empty()
            {
                names.push(name.clone());
            }
        });
    }
    names
}
