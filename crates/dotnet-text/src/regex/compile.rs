//! From the tree of a pattern to the instructions of the matcher.

use super::ast::{Anchor, Ast, Unit};

/// One instruction. Targets are indices of instructions; `back` means toward the start of the
/// text, as inside a look-behind.
#[derive(Debug, Clone)]
pub(super) enum Inst {
    /// One unit.
    One {
        unit: Unit,
        back: bool,
    },
    /// One unit, several times.
    Many {
        unit: Unit,
        min: u32,
        max: u32,
        lazy: bool,
        back: bool,
    },
    Anchor(Anchor),
    Backreference {
        group: usize,
        fold: bool,
        back: bool,
    },
    /// Try the first target, later the second.
    Split(usize, usize),
    Jump(usize),
    /// Remember the place in a register.
    Open {
        register: usize,
    },
    /// The group reaches from the remembered place to here.
    Close {
        register: usize,
        group: usize,
        back: bool,
    },
    /// Begin to count rounds.
    Rounds {
        register: usize,
    },
    /// Go another round through `body`, or leave for `exit`.
    Round {
        register: usize,
        min: u32,
        max: u32,
        lazy: bool,
        body: usize,
        exit: usize,
    },
    /// Remember the place and the height of the stack.
    Mark {
        register: usize,
    },
    /// Forget the alternatives since the mark, and perhaps go back to its place.
    Commit {
        register: usize,
        rewind: bool,
    },
    /// Undo everything since the mark, then fail.
    Refuse {
        register: usize,
    },
    /// Go on when the group has a value, else go to the target.
    IfCaptured {
        group: usize,
        otherwise: usize,
    },
    Match,
}

/// The instructions of a pattern, with what speeds up the search for a match.
#[derive(Debug)]
pub(super) struct Code {
    pub(super) insts: Vec<Inst>,
    pub(super) registers: usize,
    /// What a match may begin with, where that is known.
    pub(super) first: Option<First>,
    /// Whether a match can only begin at the start of the text.
    pub(super) anchored: bool,
}

/// The units that a match may begin with.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct First {
    ascii: u128,
    others: bool,
}

impl First {
    pub(super) const fn has(self, unit: u16) -> bool {
        if unit < 128 {
            self.ascii & (1 << unit) != 0
        } else {
            self.others
        }
    }

    const fn or(self, other: Self) -> Self {
        Self {
            ascii: self.ascii | other.ascii,
            others: self.others || other.others,
        }
    }
}

/// Compiles a pattern.
pub(super) fn compile(ast: &Ast) -> Code {
    let mut compiler = Compiler::default();
    compiler.emit(ast, false);
    compiler.insts.push(Inst::Match);
    Code {
        insts: compiler.insts,
        registers: compiler.registers,
        first: first(ast),
        anchored: is_anchored(ast),
    }
}

#[derive(Default)]
struct Compiler {
    insts: Vec<Inst>,
    registers: usize,
}

impl Compiler {
    fn register(&mut self) -> usize {
        self.registers += 1;
        self.registers - 1
    }

    const fn here(&self) -> usize {
        self.insts.len()
    }

    /// Leaves room for an instruction whose target is not known yet.
    fn later(&mut self) -> usize {
        self.insts.push(Inst::Match);
        self.insts.len() - 1
    }

    fn emit(&mut self, ast: &Ast, back: bool) {
        match ast {
            Ast::Empty => {}
            Ast::Unit(unit) => self.insts.push(Inst::One {
                unit: unit.clone(),
                back,
            }),
            Ast::Anchor(anchor) => self.insts.push(Inst::Anchor(*anchor)),
            Ast::Backreference(group, fold) => self.insts.push(Inst::Backreference {
                group: *group,
                fold: *fold,
                back,
            }),
            Ast::Capture(group, inner) => {
                let register = self.register();
                self.insts.push(Inst::Open { register });
                self.emit(inner, back);
                self.insts.push(Inst::Close {
                    register,
                    group: *group,
                    back,
                });
            }
            Ast::Atomic(inner) => {
                let register = self.register();
                self.insts.push(Inst::Mark { register });
                self.emit(inner, back);
                self.insts.push(Inst::Commit {
                    register,
                    rewind: false,
                });
            }
            Ast::Look {
                behind,
                negative,
                inner,
            } => self.look(*behind, *negative, inner),
            Ast::IfCaptured(group, yes, no) => {
                let test = self.later();
                self.emit(yes, back);
                let jump = self.later();
                let otherwise = self.here();
                self.insts[test] = Inst::IfCaptured {
                    group: *group,
                    otherwise,
                };
                self.emit(no, back);
                self.insts[jump] = Inst::Jump(self.here());
            }
            Ast::If(condition, yes, no) => {
                let register = self.register();
                self.insts.push(Inst::Mark { register });
                let split = self.later();
                self.emit(condition, back);
                self.insts.push(Inst::Commit {
                    register,
                    rewind: true,
                });
                self.emit(yes, back);
                let jump = self.later();
                self.insts[split] = Inst::Split(split + 1, self.here());
                self.emit(no, back);
                self.insts[jump] = Inst::Jump(self.here());
            }
            Ast::Concat(parts) if back => parts.iter().rev().for_each(|p| self.emit(p, back)),
            Ast::Concat(parts) => parts.iter().for_each(|p| self.emit(p, back)),
            Ast::Alternatives(all) => self.alternatives(all, back),
            Ast::Repeat {
                min,
                max,
                lazy,
                inner,
            } => self.repeat(*min, *max, *lazy, inner, back),
        }
    }

    fn look(&mut self, behind: bool, negative: bool, inner: &Ast) {
        let register = self.register();
        self.insts.push(Inst::Mark { register });
        if negative {
            let split = self.later();
            self.emit(inner, behind);
            self.insts.push(Inst::Refuse { register });
            self.insts[split] = Inst::Split(split + 1, self.here());
        } else {
            self.emit(inner, behind);
            self.insts.push(Inst::Commit {
                register,
                rewind: true,
            });
        }
    }

    fn alternatives(&mut self, all: &[Ast], back: bool) {
        let mut jumps = Vec::new();
        for (index, one) in all.iter().enumerate() {
            if index + 1 == all.len() {
                self.emit(one, back);
            } else {
                let split = self.later();
                self.emit(one, back);
                jumps.push(self.later());
                self.insts[split] = Inst::Split(split + 1, self.here());
            }
        }
        for jump in jumps {
            self.insts[jump] = Inst::Jump(self.here());
        }
    }

    fn repeat(&mut self, min: u32, max: u32, lazy: bool, inner: &Ast, back: bool) {
        if let Ast::Unit(unit) = inner {
            self.insts.push(Inst::Many {
                unit: unit.clone(),
                min,
                max,
                lazy,
                back,
            });
            return;
        }
        let register = self.register();
        self.insts.push(Inst::Rounds { register });
        let test = self.later();
        self.emit(inner, back);
        self.insts.push(Inst::Jump(test));
        self.insts[test] = Inst::Round {
            register,
            min,
            max,
            lazy,
            body: test + 1,
            exit: self.here(),
        };
    }
}

/// What a match may begin with; nothing when it may be empty or that is not known.
fn first(ast: &Ast) -> Option<First> {
    match ast {
        Ast::Unit(unit) => Some(first_of_unit(unit)),
        Ast::Capture(_, inner) | Ast::Atomic(inner) => first(inner),
        Ast::Repeat { min, inner, .. } if *min > 0 => first(inner),
        Ast::Concat(parts) => {
            // Optional single parts in front widen the set, `a*b` begins with a or b.
            let mut before = First::default();
            for part in parts {
                match part {
                    Ast::Repeat { min: 0, inner, .. } => before = before.or(first(inner)?),
                    Ast::Anchor(_) | Ast::Look { .. } | Ast::Empty => {}
                    _ => return first(part).map(|found| found.or(before)),
                }
            }
            None
        }
        Ast::Alternatives(all) => all
            .iter()
            .map(first)
            .try_fold(First::default(), |sum, one| Some(sum.or(one?))),
        _ => None,
    }
}

fn first_of_unit(unit: &Unit) -> First {
    match unit {
        Unit::Exact(unit) if *unit < 128 => First {
            ascii: 1 << unit,
            others: false,
        },
        Unit::Exact(_) => First {
            ascii: 0,
            others: true,
        },
        Unit::Fold(folded) => {
            let ascii = (0..128_u16)
                .filter(|unit| crate::unicode::lower_unit(*unit) == *folded)
                .fold(0, |sum, unit| sum | 1 << unit);
            First {
                ascii,
                others: true,
            }
        }
        Unit::Class(class) => First {
            ascii: class.ascii(),
            others: true,
        },
        Unit::NotLineFeed => First {
            ascii: !(1 << b'\n'),
            others: true,
        },
        Unit::Any => First {
            ascii: u128::MAX,
            others: true,
        },
    }
}

/// Whether a match can only begin at the start of the text.
fn is_anchored(ast: &Ast) -> bool {
    match ast {
        Ast::Anchor(Anchor::Start) => true,
        Ast::Capture(_, inner) | Ast::Atomic(inner) => is_anchored(inner),
        Ast::Concat(parts) => parts.first().is_some_and(is_anchored),
        Ast::Alternatives(all) => all.iter().all(is_anchored),
        _ => false,
    }
}
