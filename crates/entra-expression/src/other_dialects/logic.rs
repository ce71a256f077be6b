//! `and`, `or`, `not` and parentheses, which rules and filters write alike.

use super::condition::DialectCondition;
use super::token::TokenCursor;

/// How a language writes its conditions.
#[derive(Clone, Copy)]
pub(super) struct LogicalWords {
    /// Whether `AND` is `and`.
    pub(super) ignore_case: bool,
    pub(super) test: fn(&mut TokenCursor<'_, '_>) -> Option<DialectCondition>,
}

impl LogicalWords {
    pub(super) fn any(self, cursor: &mut TokenCursor<'_, '_>) -> Option<DialectCondition> {
        let mut found = vec![self.all(cursor)?];
        while cursor.take_word("or", self.ignore_case) {
            found.push(self.all(cursor)?);
        }
        Some(DialectCondition::several(found, false))
    }

    fn all(self, cursor: &mut TokenCursor<'_, '_>) -> Option<DialectCondition> {
        let mut found = vec![self.one(cursor)?];
        while cursor.take_word("and", self.ignore_case) {
            found.push(self.one(cursor)?);
        }
        Some(DialectCondition::several(found, true))
    }

    fn one(self, cursor: &mut TokenCursor<'_, '_>) -> Option<DialectCondition> {
        cursor.nested(|cursor| {
            if cursor.take_word("not", self.ignore_case) {
                Some(self.one(cursor)?.not())
            } else if cursor.take("(") {
                let inner = self.any(cursor)?;
                cursor.expect(")")?;
                Some(inner)
            } else {
                (self.test)(cursor)
            }
        })
    }
}
