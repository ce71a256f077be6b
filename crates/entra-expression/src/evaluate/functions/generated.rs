//! Values that differ from run to run.

use crate::evaluate::error::RangeErrorKind;
use crate::evaluate::evaluator::{CallResult, ExpressionEvaluator, range_error};
use crate::evaluate::program::CompiledCall;
use crate::evaluate::value::RuntimeValue;

/// The longest random text that Microsoft documents.
const MAX_LENGTH: i64 = 256;

const DIGITS: &str = "0123456789";
const SPECIAL: &str = "!@#$%^&*()_-+=[]{}|;:,.<>?/~";
const CAPITAL: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";

impl<'v> ExpressionEvaluator<'_, 'v> {
    fn chance(&mut self) -> u64 {
        (self.environment.random)()
    }

    /// A number below `count`; the bias is below one in 2^50 for the counts used here.
    fn below(&mut self, count: usize) -> usize {
        let count = u64::try_from(count).unwrap_or(1).max(1);
        usize::try_from(self.chance() % count).unwrap_or(0)
    }

    pub(crate) fn guid(&mut self, call: &CompiledCall) -> RuntimeValue<'v> {
        let high = self.chance() & !0xF000 | 0x4000;
        let low = self.chance() & !(0b11 << 62) | 0b10 << 62;
        let text = format!(
            "{:08x}-{:04x}-{:04x}-{:04x}-{:012x}",
            high >> 32,
            high >> 16 & 0xFFFF,
            high & 0xFFFF,
            low >> 48,
            low & 0xFFFF_FFFF_FFFF,
        );
        RuntimeValue::Text(self.made(text, call.span))
    }

    /// At least as many characters of each class as asked for, the rest from all classes, mixed.
    pub(crate) fn random_string(&mut self, call: &'v CompiledCall) -> CallResult<'v> {
        let length = self.integer_arg(call, 0)?;
        let mut least = [0; 4];
        for (index, least) in least.iter_mut().enumerate() {
            *least = self.integer_arg(call, index + 1)?;
        }
        let avoid = self.text_arg(call, 5)?.unwrap_or_default();
        let impossible = || range_error(RangeErrorKind::RandomString, call.span);
        let fits = (0..=MAX_LENGTH).contains(&length)
            && least.iter().all(|count| (0..=length).contains(count))
            && least.iter().sum::<i64>() <= length;
        if !fits {
            return Err(impossible());
        }
        let classes = [DIGITS, SPECIAL, CAPITAL, LOWER].map(|class| -> Vec<char> {
            let allowed = class.chars().filter(|c| !avoid.text.contains(*c));
            allowed.collect()
        });
        let any: Vec<char> = classes.iter().flatten().copied().collect();
        let mut chars = Vec::new();
        for (class, count) in classes.iter().zip(least) {
            for _ in 0..count {
                let index = self.below(class.len());
                chars.push(*class.get(index).ok_or_else(impossible)?);
            }
        }
        while chars.len() < usize::try_from(length).unwrap_or(0) {
            let index = self.below(any.len());
            chars.push(*any.get(index).ok_or_else(impossible)?);
        }
        for index in (1..chars.len()).rev() {
            let other = self.below(index + 1);
            chars.swap(index, other);
        }
        let text: String = chars.into_iter().collect();
        Ok(RuntimeValue::Text(self.made(text, call.span)))
    }
}
