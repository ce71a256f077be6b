//! From the tree of a pattern to the instructions of the matcher.

use crate::regex::syntax::ast::{Anchor, RegexAst, UnitMatcher};
use crate::unicode::lower_unit;

/// One instruction. Targets are indices of instructions; `back` means toward the start of the
/// text, as inside a look-behind.
#[derive(Debug, Clone)]
pub(super) enum Instruction {
    /// One unit.
    One {
        unit: UnitMatcher,
        back: bool,
    },
    /// One unit, several times.
    Many {
        unit: UnitMatcher,
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
pub(crate) struct RegexProgram {
    pub(super) insts: Vec<Instruction>,
    pub(super) registers: usize,
    /// What a match may begin with, where that is known.
    pub(super) first: Option<FirstUnits>,
    /// Whether a match can only begin at the start of the text.
    pub(super) anchored: bool,
}

/// The units that a match may begin with.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FirstUnits {
    ascii: u128,
    others: bool,
}

impl FirstUnits {
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

pub(crate) fn compile(ast: &RegexAst) -> RegexProgram {
    let mut compiler = Compiler::default();
    compiler.emit(ast, false);
    compiler.insts.push(Instruction::Match);
    RegexProgram {
        insts: compiler.insts,
        registers: compiler.registers,
        first: first(ast),
        anchored: is_anchored(ast),
    }
}

#[derive(Default)]
struct Compiler {
    insts: Vec<Instruction>,
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
        self.insts.push(Instruction::Match);
        self.insts.len() - 1
    }

    fn emit(&mut self, ast: &RegexAst, back: bool) {
        match ast {
            RegexAst::Empty => {}
            RegexAst::Unit(unit) => self.insts.push(Instruction::One {
                unit: prepared(unit),
                back,
            }),
            RegexAst::Anchor(anchor) => self.insts.push(Instruction::Anchor(*anchor)),
            RegexAst::Backreference(group, fold) => self.insts.push(Instruction::Backreference {
                group: *group,
                fold: *fold,
                back,
            }),
            RegexAst::Capture(group, inner) => {
                let register = self.register();
                self.insts.push(Instruction::Open { register });
                self.emit(inner, back);
                self.insts.push(Instruction::Close {
                    register,
                    group: *group,
                    back,
                });
            }
            RegexAst::Atomic(inner) => {
                let register = self.register();
                self.insts.push(Instruction::Mark { register });
                self.emit(inner, back);
                self.insts.push(Instruction::Commit {
                    register,
                    rewind: false,
                });
            }
            RegexAst::Look {
                behind,
                negative,
                inner,
            } => self.look(*behind, *negative, inner),
            RegexAst::IfCaptured(group, yes, no) => {
                let test = self.later();
                self.emit(yes, back);
                let jump = self.later();
                let otherwise = self.here();
                self.insts[test] = Instruction::IfCaptured {
                    group: *group,
                    otherwise,
                };
                self.emit(no, back);
                self.insts[jump] = Instruction::Jump(self.here());
            }
            RegexAst::If(condition, yes, no) => {
                let register = self.register();
                self.insts.push(Instruction::Mark { register });
                let split = self.later();
                self.emit(condition, back);
                self.insts.push(Instruction::Commit {
                    register,
                    rewind: true,
                });
                self.emit(yes, back);
                let jump = self.later();
                self.insts[split] = Instruction::Split(split + 1, self.here());
                self.emit(no, back);
                self.insts[jump] = Instruction::Jump(self.here());
            }
            RegexAst::Concat(parts) if back => parts.iter().rev().for_each(|p| self.emit(p, back)),
            RegexAst::Concat(parts) => parts.iter().for_each(|p| self.emit(p, back)),
            RegexAst::Alternatives(all) => self.alternatives(all, back),
            RegexAst::Repeat {
                min,
                max,
                lazy,
                inner,
            } => self.repeat(*min, *max, *lazy, inner, back),
        }
    }

    fn look(&mut self, behind: bool, negative: bool, inner: &RegexAst) {
        let register = self.register();
        self.insts.push(Instruction::Mark { register });
        if negative {
            let split = self.later();
            self.emit(inner, behind);
            self.insts.push(Instruction::Refuse { register });
            self.insts[split] = Instruction::Split(split + 1, self.here());
        } else {
            self.emit(inner, behind);
            self.insts.push(Instruction::Commit {
                register,
                rewind: true,
            });
        }
    }

    fn alternatives(&mut self, all: &[RegexAst], back: bool) {
        let mut jumps = Vec::new();
        for (index, one) in all.iter().enumerate() {
            if index + 1 == all.len() {
                self.emit(one, back);
            } else {
                let split = self.later();
                self.emit(one, back);
                jumps.push(self.later());
                self.insts[split] = Instruction::Split(split + 1, self.here());
            }
        }
        for jump in jumps {
            self.insts[jump] = Instruction::Jump(self.here());
        }
    }

    fn repeat(&mut self, min: u32, max: u32, lazy: bool, inner: &RegexAst, back: bool) {
        if let RegexAst::Unit(unit) = inner {
            self.insts.push(Instruction::Many {
                unit: prepared(unit),
                min,
                max,
                lazy,
                back,
            });
            return;
        }
        let register = self.register();
        self.insts.push(Instruction::Rounds { register });
        let test = self.later();
        self.emit(inner, back);
        self.insts.push(Instruction::Jump(test));
        self.insts[test] = Instruction::Round {
            register,
            min,
            max,
            lazy,
            body: test + 1,
            exit: self.here(),
        };
    }
}

fn prepared(unit: &UnitMatcher) -> UnitMatcher {
    match unit {
        UnitMatcher::Class(class) => UnitMatcher::Class(Box::new(class.prepared())),
        other => other.clone(),
    }
}

/// What a match may begin with; nothing when it may be empty or that is not known.
fn first(ast: &RegexAst) -> Option<FirstUnits> {
    match ast {
        RegexAst::Unit(unit) => Some(first_of_unit(unit)),
        RegexAst::Capture(_, inner) | RegexAst::Atomic(inner) => first(inner),
        RegexAst::Repeat { min, inner, .. } if *min > 0 => first(inner),
        RegexAst::Concat(parts) => {
            // Optional single parts in front widen the set, `a*b` begins with a or b.
            let mut before = FirstUnits::default();
            for part in parts {
                match part {
                    RegexAst::Repeat { min: 0, inner, .. } => before = before.or(first(inner)?),
                    RegexAst::Anchor(_) | RegexAst::Look { .. } | RegexAst::Empty => {}
                    _ => return first(part).map(|found| found.or(before)),
                }
            }
            None
        }
        RegexAst::Alternatives(all) => all
            .iter()
            .map(first)
            .try_fold(FirstUnits::default(), |sum, one| Some(sum.or(one?))),
        _ => None,
    }
}

fn first_of_unit(unit: &UnitMatcher) -> FirstUnits {
    let (ascii, others) = match unit {
        UnitMatcher::Exact(unit) if *unit < 128 => (1 << unit, false),
        UnitMatcher::Exact(_) => (0, true),
        UnitMatcher::Fold(folded) => {
            let units = (0..128_u16).filter(|unit| lower_unit(*unit) == *folded);
            (units.fold(0, |sum, unit| sum | 1 << unit), true)
        }
        UnitMatcher::Class(class) => (class.prepared().ascii, true),
        UnitMatcher::NotLineFeed => (!(1 << b'\n'), true),
        UnitMatcher::Any => (u128::MAX, true),
    };
    FirstUnits { ascii, others }
}

/// Whether a match can only begin at the start of the text.
fn is_anchored(ast: &RegexAst) -> bool {
    match ast {
        RegexAst::Anchor(Anchor::Start) => true,
        RegexAst::Capture(_, inner) | RegexAst::Atomic(inner) => is_anchored(inner),
        RegexAst::Concat(parts) => parts.first().is_some_and(is_anchored),
        RegexAst::Alternatives(all) => all.iter().all(is_anchored),
        _ => false,
    }
}
