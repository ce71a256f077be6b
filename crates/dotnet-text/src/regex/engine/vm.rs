//! The matcher: a backtracking machine with its own stack and a budget of steps.
//!
//! Every change that a later alternative must not see is written to the stack, so that going back
//! is popping. Nothing recurses.

use super::compile::{Instruction, RegexProgram};
use super::units::{CodeUnits, holds, run_of, same, take};

/// The place of a group that has no value.
const UNSET: (u32, u32) = (u32::MAX, u32::MAX);
/// The stack grows no higher, about 16 MB.
const MAX_FRAMES: usize = 1_000_000;

/// The budget of steps, or the room on the stack, is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepLimitExceeded;

enum BacktrackFrame {
    /// Go on at an instruction and a place.
    Branch { pc: u32, at: u32 },
    /// A greedy run of one unit may give back down to `least`.
    Shrink { pc: u32, at: u32, least: u32 },
    /// A lazy run of one unit may take `room` more.
    Grow { pc: u32, at: u32, room: u32 },
    /// A lazy loop of rounds may go another one.
    Round { pc: u32, at: u32 },
    /// A group had this value.
    Group { group: u32, old: (u32, u32) },
    /// A register had this value.
    Register { register: u32, old: (u32, u32) },
}

/// What a match works with; kept between matches so that nothing is allocated anew.
#[derive(Default)]
pub(super) struct RegexMachine {
    stack: Vec<BacktrackFrame>,
    registers: Vec<(u32, u32)>,
    groups: Vec<(u32, u32)>,
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl RegexMachine {
    /// The units of a group in the last match.
    pub(super) fn group(&self, index: usize) -> Option<(usize, usize)> {
        let position = *self.groups.get(index)?;
        (position != UNSET).then_some((position.0 as usize, position.1 as usize))
    }

    /// Finds the first match that begins at or behind `from`; `previous` is what `\G` means.
    pub(super) fn find<U: CodeUnits + ?Sized>(
        &mut self,
        code: &RegexProgram,
        groups: usize,
        text: &U,
        from: usize,
        previous: usize,
        steps: &mut u64,
    ) -> Result<bool, StepLimitExceeded> {
        let last = if code.anchored { 0 } else { text.len() };
        let mut start = from;
        while start <= last {
            if let Some(first) = code.first {
                while start < text.len() && !first.has(text.at(start)) {
                    start += 1;
                }
                if start >= text.len() || start > last {
                    return Ok(false);
                }
            }
            // Making ready costs time too, with many groups.
            let cost = ((code.registers + groups) / 16) as u64;
            *steps = steps.checked_sub(cost).ok_or(StepLimitExceeded)?;
            self.stack.clear();
            self.registers.clear();
            self.registers.resize(code.registers, (0, 0));
            self.groups.clear();
            self.groups.resize(groups, UNSET);
            if let Some(end) = self.run(code, text, start, previous, steps)? {
                self.groups[0] = (small(start), small(end));
                return Ok(true);
            }
            start += 1;
        }
        Ok(false)
    }

    fn run<U: CodeUnits + ?Sized>(
        &mut self,
        code: &RegexProgram,
        text: &U,
        start: usize,
        previous: usize,
        steps: &mut u64,
    ) -> Result<Option<usize>, StepLimitExceeded> {
        let mut pc = 0;
        let mut at = start;
        loop {
            *steps = steps.checked_sub(1).ok_or(StepLimitExceeded)?;
            if self.stack.len() > MAX_FRAMES {
                return Err(StepLimitExceeded);
            }
            let mut next = Some(pc + 1);
            match &code.insts[pc] {
                Instruction::One { unit, back } => match take(text, unit, at, *back) {
                    Some(position) => at = position,
                    None => next = None,
                },
                Instruction::Many {
                    unit,
                    min,
                    max,
                    lazy,
                    back,
                } => {
                    let limit = if *lazy { *min } else { *max };
                    let begin = at;
                    at = run_of(text, unit, at, limit, *back);
                    let count = at.abs_diff(begin);
                    *steps = steps.checked_sub(count as u64).ok_or(StepLimitExceeded)?;
                    let min = *min as usize;
                    if count < min {
                        next = None;
                    } else if *lazy {
                        let room = max.saturating_sub(small(min));
                        if room > 0 {
                            let (pc, at) = (small(pc), small(at));
                            self.stack.push(BacktrackFrame::Grow { pc, at, room });
                        }
                    } else if count > min {
                        let least = if *back { begin - min } else { begin + min };
                        self.stack.push(BacktrackFrame::Shrink {
                            pc: small(pc),
                            at: small(at),
                            least: small(least),
                        });
                    }
                }
                Instruction::Anchor(anchor) => {
                    if !holds(text, *anchor, at, previous) {
                        next = None;
                    }
                }
                Instruction::Backreference { group, fold, back } => {
                    match self.repeat_group(text, *group, *fold, at, *back) {
                        Some(position) => {
                            *steps = steps.saturating_sub(position.abs_diff(at) as u64);
                            at = position;
                        }
                        None => next = None,
                    }
                }
                Instruction::Split(first, second) => {
                    let (pc, at) = (small(*second), small(at));
                    self.stack.push(BacktrackFrame::Branch { pc, at });
                    next = Some(*first);
                }
                Instruction::Jump(target) => next = Some(*target),
                Instruction::Open { register } => self.set(*register, (small(at), 0)),
                Instruction::Close {
                    register,
                    group,
                    back,
                } => {
                    let old = self.groups[*group];
                    self.stack.push(BacktrackFrame::Group {
                        group: small(*group),
                        old,
                    });
                    let (from, to) = (self.registers[*register].0, small(at));
                    self.groups[*group] = if *back { (to, from) } else { (from, to) };
                }
                Instruction::Rounds { register } => self.set(*register, (0, u32::MAX)),
                Instruction::Round {
                    register,
                    min,
                    max,
                    lazy,
                    body,
                    exit,
                } => {
                    let (count, last) = self.registers[*register];
                    let empty = last == small(at);
                    let target = if count < *min {
                        *body
                    } else if count >= *max || empty {
                        *exit
                    } else if *lazy {
                        let (pc, at) = (small(pc), small(at));
                        self.stack.push(BacktrackFrame::Round { pc, at });
                        *exit
                    } else {
                        let (pc, at) = (small(*exit), small(at));
                        self.stack.push(BacktrackFrame::Branch { pc, at });
                        *body
                    };
                    if target == *body {
                        self.set(*register, (count + 1, small(at)));
                    }
                    next = Some(target);
                }
                Instruction::Mark { register } => {
                    let old = self.registers[*register];
                    let register = small(*register);
                    self.stack.push(BacktrackFrame::Register { register, old });
                    self.registers[register as usize] = (small(self.stack.len()), small(at));
                }
                Instruction::Commit { register, rewind } => {
                    let (height, position) = self.registers[*register];
                    self.forget_alternatives(height as usize);
                    if *rewind {
                        at = position as usize;
                    }
                }
                Instruction::Refuse { register } => {
                    let height = self.registers[*register].0 as usize;
                    while self.stack.len() > height {
                        self.undo();
                    }
                    next = None;
                }
                Instruction::IfCaptured { group, otherwise } => {
                    if self.groups[*group] == UNSET {
                        next = Some(*otherwise);
                    }
                }
                Instruction::Match => return Ok(Some(at)),
            }
            match next {
                Some(target) => pc = target,
                None => match self.backtrack(code, text) {
                    Some((target, position)) => (pc, at) = (target, position),
                    None => return Ok(None),
                },
            }
        }
    }

    fn set(&mut self, register: usize, value: (u32, u32)) {
        let old = std::mem::replace(&mut self.registers[register], value);
        let register = small(register);
        self.stack.push(BacktrackFrame::Register { register, old });
    }

    /// Goes back to the youngest alternative; nothing when there is none left.
    fn backtrack<U: CodeUnits + ?Sized>(
        &mut self,
        code: &RegexProgram,
        text: &U,
    ) -> Option<(usize, usize)> {
        loop {
            match self.stack.pop()? {
                BacktrackFrame::Branch { pc, at } => return Some((pc as usize, at as usize)),
                BacktrackFrame::Shrink { pc, at, least } => {
                    let at = if at > least { at - 1 } else { at + 1 };
                    if at != least {
                        self.stack.push(BacktrackFrame::Shrink { pc, at, least });
                    }
                    return Some((pc as usize + 1, at as usize));
                }
                BacktrackFrame::Grow { pc, at, room } => {
                    let Instruction::Many { unit, back, .. } = &code.insts[pc as usize] else {
                        return None;
                    };
                    let Some(position) = take(text, unit, at as usize, *back) else {
                        continue;
                    };
                    if room > 1 {
                        let (at, room) = (small(position), room - 1);
                        self.stack.push(BacktrackFrame::Grow { pc, at, room });
                    }
                    return Some((pc as usize + 1, position));
                }
                BacktrackFrame::Round { pc, at } => {
                    let Instruction::Round { register, body, .. } = code.insts[pc as usize] else {
                        return None;
                    };
                    let count = self.registers[register].0;
                    self.set(register, (count + 1, at));
                    return Some((body, at as usize));
                }
                BacktrackFrame::Group { group, old } => self.groups[group as usize] = old,
                BacktrackFrame::Register { register, old } => {
                    self.registers[register as usize] = old
                }
            }
        }
    }

    /// Takes the youngest frame away and back what it recorded.
    fn undo(&mut self) {
        match self.stack.pop() {
            Some(BacktrackFrame::Group { group, old }) => self.groups[group as usize] = old,
            Some(BacktrackFrame::Register { register, old }) => {
                self.registers[register as usize] = old
            }
            _ => {}
        }
    }

    /// Drops the alternatives above a height but keeps what going further back must undo.
    fn forget_alternatives(&mut self, height: usize) {
        let mut keep = height;
        for index in height..self.stack.len() {
            if matches!(
                self.stack[index],
                BacktrackFrame::Group { .. } | BacktrackFrame::Register { .. }
            ) {
                self.stack.swap(keep, index);
                keep += 1;
            }
        }
        self.stack.truncate(keep);
    }

    /// Takes what the group took, once more.
    fn repeat_group<U: CodeUnits + ?Sized>(
        &self,
        text: &U,
        group: usize,
        fold: bool,
        at: usize,
        back: bool,
    ) -> Option<usize> {
        let (from, to) = self.group(group)?;
        let length = to - from;
        let begin = if back {
            at.checked_sub(length)?
        } else if at + length <= text.len() {
            at
        } else {
            return None;
        };
        let equal = (0..length).all(|i| same(text.at(from + i), text.at(begin + i), fold));
        equal.then_some(if back { begin } else { begin + length })
    }
}
