//! Reading `(?(condition)yes|no)`.

use super::ast::RegexAst;
use super::cursor::{Parsed, RegexOptions};
use super::error::RegexErrorKind;
use super::parser::PatternParser;

impl PatternParser<'_> {
    /// `(?(condition)yes|no)`, behind the second opening parenthesis.
    pub(super) fn condition(&mut self) -> Parsed<RegexAst> {
        let outer = self.cursor.options;
        let start = self.cursor.at;
        if self.cursor.at_digit() {
            let number = self.cursor.decimal()?;
            if !self.cursor.eat(')') {
                return self.cursor.fail(RegexErrorKind::BadReference);
            }
            let Some(index) = self.groups.by_number(number) else {
                return self.cursor.fail(RegexErrorKind::UndefinedGroup);
            };
            let (yes, no) = self.branches(outer, false)?;
            return Ok(RegexAst::IfCaptured(index, yes, no));
        }
        if self.cursor.at_word() {
            let name = self.cursor.word();
            if let Some(index) = self.groups.by_name(&name)
                && self.cursor.eat(')')
            {
                let (yes, no) = self.branches(outer, false)?;
                return Ok(RegexAst::IfCaptured(index, yes, no));
            }
        }
        self.cursor.at = start;
        let condition = if self.cursor.peek() == Some('?') {
            let second = (self.cursor.peek_at(1), self.cursor.peek_at(2));
            match second {
                (Some('#' | '\''), _) => return self.cursor.fail(RegexErrorKind::BadCondition),
                (Some('<'), next) if !matches!(next, Some('=' | '!')) => {
                    return self.cursor.fail(RegexErrorKind::BadCondition);
                }
                _ => {}
            }
            self.in_condition = true;
            let condition = self.group()?;
            self.in_condition = false;
            let Some(condition) = condition else {
                return self.cursor.fail(RegexErrorKind::BadCondition);
            };
            condition
        } else {
            self.closed(outer)?
        };
        let (yes, no) = self.branches(outer, true)?;
        Ok(RegexAst::If(Box::new(condition), yes, no))
    }

    /// `yes|no)`.
    fn branches(
        &mut self,
        outer: RegexOptions,
        of_expression: bool,
    ) -> Parsed<(Box<RegexAst>, Box<RegexAst>)> {
        let all = self.enclosed(outer, |parser| {
            parser.in_condition = of_expression;
            parser.alternative_list()
        })?;
        let mut all = all.into_iter();
        let yes = all.next().unwrap_or(RegexAst::Empty);
        let no = all.next().unwrap_or(RegexAst::Empty);
        if all.next().is_some() {
            return self.cursor.fail(RegexErrorKind::BadCondition);
        }
        Ok((Box::new(yes), Box::new(no)))
    }
}
