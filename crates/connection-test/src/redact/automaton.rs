//! Finds many patterns in one pass (Aho and Corasick, 1975), in linear time. The
//! crate `aho-corasick` does not report how much of a pattern the text ends with.

/// Ends a list of children or siblings, and is the failure link of the root.
const ROOT: u32 = 0;

#[derive(Clone, Copy, Default)]
struct Node {
    byte: u8,
    child: u32,
    sibling: u32,
    fail: u32,
    depth: u32,
    /// The length of the longest pattern that ends here.
    matched: u32,
}

/// ASCII letters match in both cases.
pub(super) struct Automaton {
    nodes: Vec<Node>,
    /// The length of the shortest pattern.
    pub(super) shortest: Option<usize>,
}

impl Automaton {
    pub(super) fn new(patterns: &[Vec<u8>]) -> Automaton {
        let mut automaton = Automaton {
            nodes: vec![Node::default()],
            shortest: patterns.iter().map(Vec::len).min(),
        };
        for pattern in patterns {
            automaton.add(pattern);
        }
        automaton.link();
        automaton
    }

    fn add(&mut self, pattern: &[u8]) {
        let mut at = ROOT;
        for byte in pattern {
            let byte = byte.to_ascii_lowercase();
            at = match self.child(at, byte) {
                ROOT => {
                    let node = Node {
                        byte,
                        sibling: self.nodes[at as usize].child,
                        depth: self.nodes[at as usize].depth + 1,
                        ..Node::default()
                    };
                    let new = self.nodes.len() as u32;
                    self.nodes.push(node);
                    self.nodes[at as usize].child = new;
                    new
                }
                existing => existing,
            };
        }
        let node = &mut self.nodes[at as usize];
        node.matched = node.depth;
    }

    /// Sets the failure links.
    fn link(&mut self) {
        let mut queue = vec![ROOT];
        let mut next = 0;
        while let Some(parent) = queue.get(next).copied() {
            next += 1;
            let mut child = self.nodes[parent as usize].child;
            while child != ROOT {
                queue.push(child);
                let node = self.nodes[child as usize];
                if parent != ROOT {
                    let fail = self.step(self.nodes[parent as usize].fail, node.byte);
                    let inherited = self.nodes[fail as usize].matched;
                    let node = &mut self.nodes[child as usize];
                    node.fail = fail;
                    node.matched = node.matched.max(inherited);
                }
                child = node.sibling;
            }
        }
    }

    fn child(&self, of: u32, byte: u8) -> u32 {
        let mut child = self.nodes[of as usize].child;
        while child != ROOT && self.nodes[child as usize].byte != byte {
            child = self.nodes[child as usize].sibling;
        }
        child
    }

    fn step(&self, mut at: u32, byte: u8) -> u32 {
        loop {
            match self.child(at, byte) {
                ROOT if at == ROOT => return ROOT,
                ROOT => at = self.nodes[at as usize].fail,
                child => return child,
            }
        }
    }

    /// Calls `on_match` with start and end of each match, and returns how many bytes
    /// at the end of the text begin a pattern.
    pub(super) fn search(&self, bytes: &[u8], on_match: &mut dyn FnMut(usize, usize)) -> usize {
        let mut at = ROOT;
        for (index, byte) in bytes.iter().enumerate() {
            at = self.step(at, byte.to_ascii_lowercase());
            let length = self.nodes[at as usize].matched as usize;
            if length > 0 {
                on_match(index + 1 - length, index + 1);
            }
        }
        self.nodes[at as usize].depth as usize
    }
}
