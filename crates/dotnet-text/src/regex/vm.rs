//! The matcher: a backtracking machine with its own stack and a budget of steps.
//!
//! Every change that a later alternative must not see is written to the stack, so that going back
//! is popping. Nothing recurses.

use super::compile::{Code, Inst};
use super::units::{Units, holds, run_of, same, take};

/// The place of a group that has no value.
const UNSET: (u32, u32) = (u32::MAX, u32::MAX);
/// The stack grows no higher, about 16 MB.
const MAX_FRAMES: usize = 1_000_000;

/// The budget of steps, or the room on the stack, is used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutOfSteps;

enum Frame {
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
pub(super) struct Machine {
    stack: Vec<Frame>,
    registers: Vec<(u32, u32)>,
    groups: Vec<(u32, u32)>,
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

impl Machine {
    /// The units of a group in the last match.
    pub(super) fn group(&self, index: usize) -> Option<(usize, usize)> {
        let place = *self.groups.get(index)?;
        (place != UNSET).then_some((place.0 as usize, place.1 as usize))
    }

    /// Finds the first match that begins at or behind `from`; `previous` is what `\G` means.
    pub(super) fn find<U: Units + ?Sized>(
        &mut self,
        code: &Code,
        groups: usize,
        text: &U,
        from: usize,
        previous: usize,
        steps: &mut u64,
    ) -> Result<bool, OutOfSteps> {
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
            *steps = steps.checked_sub(cost).ok_or(OutOfSteps)?;
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

    fn run<U: Units + ?Sized>(
        &mut self,
        code: &Code,
        text: &U,
        start: usize,
        previous: usize,
        steps: &mut u64,
    ) -> Result<Option<usize>, OutOfSteps> {
        let mut pc = 0;
        let mut at = start;
        loop {
            *steps = steps.checked_sub(1).ok_or(OutOfSteps)?;
            if self.stack.len() > MAX_FRAMES {
                return Err(OutOfSteps);
            }
            let mut next = Some(pc + 1);
            match &code.insts[pc] {
                Inst::One { unit, back } => match take(text, unit, at, *back) {
                    Some(place) => at = place,
                    None => next = None,
                },
                Inst::Many {
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
                    *steps = steps.checked_sub(count as u64).ok_or(OutOfSteps)?;
                    let min = *min as usize;
                    if count < min {
                        next = None;
                    } else if *lazy {
                        let room = max.saturating_sub(small(min));
                        if room > 0 {
                            let (pc, at) = (small(pc), small(at));
                            self.stack.push(Frame::Grow { pc, at, room });
                        }
                    } else if count > min {
                        let least = if *back { begin - min } else { begin + min };
                        self.stack.push(Frame::Shrink {
                            pc: small(pc),
                            at: small(at),
                            least: small(least),
                        });
                    }
                }
                Inst::Anchor(anchor) => {
                    if !holds(text, *anchor, at, previous) {
                        next = None;
                    }
                }
                Inst::Backreference { group, fold, back } => {
                    match self.repeat_group(text, *group, *fold, at, *back) {
                        Some(place) => {
                            *steps = steps.saturating_sub(place.abs_diff(at) as u64);
                            at = place;
                        }
                        None => next = None,
                    }
                }
                Inst::Split(first, second) => {
                    let (pc, at) = (small(*second), small(at));
                    self.stack.push(Frame::Branch { pc, at });
                    next = Some(*first);
                }
                Inst::Jump(target) => next = Some(*target),
                Inst::Open { register } => self.set(*register, (small(at), 0)),
                Inst::Close {
                    register,
                    group,
                    back,
                } => {
                    let old = self.groups[*group];
                    self.stack.push(Frame::Group {
                        group: small(*group),
                        old,
                    });
                    let (from, to) = (self.registers[*register].0, small(at));
                    self.groups[*group] = if *back { (to, from) } else { (from, to) };
                }
                Inst::Rounds { register } => self.set(*register, (0, u32::MAX)),
                Inst::Round {
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
                        self.stack.push(Frame::Round { pc, at });
                        *exit
                    } else {
                        let (pc, at) = (small(*exit), small(at));
                        self.stack.push(Frame::Branch { pc, at });
                        *body
                    };
                    if target == *body {
                        self.set(*register, (count + 1, small(at)));
                    }
                    next = Some(target);
                }
                Inst::Mark { register } => {
                    let old = self.registers[*register];
                    let register = small(*register);
                    self.stack.push(Frame::Register { register, old });
                    self.registers[register as usize] = (small(self.stack.len()), small(at));
                }
                Inst::Commit { register, rewind } => {
                    let (height, place) = self.registers[*register];
                    self.forget_alternatives(height as usize);
                    if *rewind {
                        at = place as usize;
                    }
                }
                Inst::Refuse { register } => {
                    let height = self.registers[*register].0 as usize;
                    while self.stack.len() > height {
                        self.undo();
                    }
                    next = None;
                }
                Inst::IfCaptured { group, otherwise } => {
                    if self.groups[*group] == UNSET {
                        next = Some(*otherwise);
                    }
                }
                Inst::Match => return Ok(Some(at)),
            }
            match next {
                Some(target) => pc = target,
                None => match self.backtrack(code, text) {
                    Some((target, place)) => (pc, at) = (target, place),
                    None => return Ok(None),
                },
            }
        }
    }

    fn set(&mut self, register: usize, value: (u32, u32)) {
        let old = std::mem::replace(&mut self.registers[register], value);
        let register = small(register);
        self.stack.push(Frame::Register { register, old });
    }

    /// Goes back to the youngest alternative; nothing when there is none left.
    fn backtrack<U: Units + ?Sized>(&mut self, code: &Code, text: &U) -> Option<(usize, usize)> {
        loop {
            match self.stack.pop()? {
                Frame::Branch { pc, at } => return Some((pc as usize, at as usize)),
                Frame::Shrink { pc, at, least } => {
                    let at = if at > least { at - 1 } else { at + 1 };
                    if at != least {
                        self.stack.push(Frame::Shrink { pc, at, least });
                    }
                    return Some((pc as usize + 1, at as usize));
                }
                Frame::Grow { pc, at, room } => {
                    let Inst::Many { unit, back, .. } = &code.insts[pc as usize] else {
                        return None;
                    };
                    let Some(place) = take(text, unit, at as usize, *back) else {
                        continue;
                    };
                    if room > 1 {
                        let (at, room) = (small(place), room - 1);
                        self.stack.push(Frame::Grow { pc, at, room });
                    }
                    return Some((pc as usize + 1, place));
                }
                Frame::Round { pc, at } => {
                    let Inst::Round { register, body, .. } = code.insts[pc as usize] else {
                        return None;
                    };
                    let count = self.registers[register].0;
                    self.set(register, (count + 1, at));
                    return Some((body, at as usize));
                }
                Frame::Group { group, old } => self.groups[group as usize] = old,
                Frame::Register { register, old } => self.registers[register as usize] = old,
            }
        }
    }

    /// Takes the youngest frame away and back what it recorded.
    fn undo(&mut self) {
        match self.stack.pop() {
            Some(Frame::Group { group, old }) => self.groups[group as usize] = old,
            Some(Frame::Register { register, old }) => self.registers[register as usize] = old,
            _ => {}
        }
    }

    /// Drops the alternatives above a height but keeps what going further back must undo.
    fn forget_alternatives(&mut self, height: usize) {
        let mut keep = height;
        for index in height..self.stack.len() {
            if matches!(
                self.stack[index],
                Frame::Group { .. } | Frame::Register { .. }
            ) {
                self.stack.swap(keep, index);
                keep += 1;
            }
        }
        self.stack.truncate(keep);
    }

    /// Takes what the group took, once more.
    fn repeat_group<U: Units + ?Sized>(
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
