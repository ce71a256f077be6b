//! `and`, `or`, `not` and parentheses, which rules and filters write alike.

use super::condition::DialectCondition;
use super::token::TokenCursor;
use super::{MAX_DEPTH, NotThisDialect};

/// How a language writes its conditions.
#[derive(Clone, Copy)]
pub(super) struct LogicalWords {
    /// Whether `AND` is `and`.
    pub(super) ignore_case: bool,
    /// Reads one comparison.
    pub(super) test: fn(&mut TokenCursor<'_, '_>) -> Result<DialectCondition, NotThisDialect>,
}

impl LogicalWords {
    pub(super) fn any(
        self,
        cursor: &mut TokenCursor<'_, '_>,
    ) -> Result<DialectCondition, NotThisDialect> {
        let mut found = vec![self.all(cursor)?];
        while cursor.take_word("or", self.ignore_case) {
            found.push(self.all(cursor)?);
        }
        Ok(DialectCondition::several(found, false))
    }

    fn all(self, cursor: &mut TokenCursor<'_, '_>) -> Result<DialectCondition, NotThisDialect> {
        let mut found = vec![self.one(cursor)?];
        while cursor.take_word("and", self.ignore_case) {
            found.push(self.one(cursor)?);
        }
        Ok(DialectCondition::several(found, true))
    }

    fn one(self, cursor: &mut TokenCursor<'_, '_>) -> Result<DialectCondition, NotThisDialect> {
        cursor.depth += 1;
        if cursor.depth > MAX_DEPTH {
            return Err(());
        }
        let found = if cursor.take_word("not", self.ignore_case) {
            self.one(cursor)?.not()
        } else if cursor.take("(") {
            let inner = self.any(cursor)?;
            if !cursor.take(")") {
                return Err(());
            }
            inner
        } else {
            (self.test)(cursor)?
        };
        cursor.depth -= 1;
        Ok(found)
    }
}
