//! What stands in brackets.

use super::{Problem, Scanner};

impl Scanner {
    /// Whether `\d` or one of its like stands here.
    fn class_follows(&self) -> bool {
        let next = self.chars.get(self.at + 1);
        self.peek() == Some('\\')
            && matches!(next, Some('d' | 'D' | 's' | 'S' | 'w' | 'W' | 'p' | 'P'))
    }

    /// A class behind its bracket, with ranges and .NET's subtraction `[a-z-[aeiou]]`.
    pub(super) fn class(&mut self) -> Result<(), Problem> {
        if self.peek() == Some('^') {
            self.at += 1;
        }
        let mut first = true;
        let mut last: Option<char> = None;
        while let Some(c) = self.take() {
            match c {
                ']' if !first => return Ok(()),
                '\\' => {
                    let escaped = self.class_escape()?;
                    last = (!escaped.is_alphanumeric()).then_some(escaped);
                }
                '-' if self.peek() == Some('[') => {
                    self.at += 1;
                    self.class()?;
                    return match self.take() {
                        Some(']') => Ok(()),
                        _ => Err(Problem::OpenBracket),
                    };
                }
                '-' if last.is_some() && self.class_follows() => return Err(Problem::ClassInRange),
                '-' if !first && self.peek().is_some_and(|next| !matches!(next, ']' | '\\')) => {
                    let high = self.take();
                    if let (Some(low), Some(high)) = (last, high)
                        && low > high
                    {
                        return Err(Problem::ReversedRange);
                    }
                    last = None;
                }
                '[' if self.peek() == Some(':') => {
                    // `[:name:]` is read as its characters.
                    last = Some('[');
                }
                other => last = Some(other),
            }
            first = false;
        }
        Err(Problem::OpenBracket)
    }
}
