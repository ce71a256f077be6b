//! What can follow a backslash.

use super::{Problem, Scanner};

/// Unicode's general categories, as .NET names them.
const CATEGORIES: [&str; 37] = [
    "C", "Cc", "Cf", "Cn", "Co", "Cs", "L", "Ll", "Lm", "Lo", "Lt", "Lu", "M", "Mc", "Me", "Mn",
    "N", "Nd", "Nl", "No", "P", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "S", "Sc", "Sk", "Sm",
    "So", "Z", "Zl", "Zp", "Zs",
];

impl Scanner {
    /// An escape outside of brackets, behind its backslash.
    pub(super) fn escape(&mut self) -> Result<(), Problem> {
        let escaped = self.take().ok_or(Problem::TrailingBackslash)?;
        match escaped {
            'A' | 'B' | 'G' | 'Z' | 'z' => Ok(()),
            'k' => self.named_reference(),
            // Two digits are an octal number where there is no such group.
            '1'..='9' => {
                if !self.peek().is_some_and(|next| next.is_ascii_digit()) {
                    self.references.push(escaped.to_string());
                }
                Ok(())
            }
            _ => self.anywhere(escaped),
        }
    }

    /// An escape in brackets, behind its backslash; gives what follows the backslash.
    pub(super) fn class_escape(&mut self) -> Result<char, Problem> {
        let escaped = self.take().ok_or(Problem::OpenBracket)?;
        self.anywhere(escaped)?;
        Ok(escaped)
    }

    /// An escape that means something both in brackets and outside.
    fn anywhere(&mut self, escaped: char) -> Result<(), Problem> {
        match escaped {
            'a' | 'b' | 'd' | 'D' | 'e' | 'f' | 'n' | 'r' | 's' | 'S' | 't' | 'v' | 'w' | 'W' => {
                Ok(())
            }
            '0'..='7' => Ok(()),
            'x' => self.hexadecimal(2),
            'u' => self.hexadecimal(4),
            'c' => match self.take() {
                Some('@'..='_' | 'a'..='z') => Ok(()),
                _ => Err(Problem::ShortNumber),
            },
            'p' | 'P' => self.category(),
            other if other.is_alphanumeric() || other == '_' => Err(Problem::UnknownEscape),
            _ => Ok(()),
        }
    }

    fn hexadecimal(&mut self, digits: usize) -> Result<(), Problem> {
        for _ in 0..digits {
            if !self.take().is_some_and(|digit| digit.is_ascii_hexdigit()) {
                return Err(Problem::ShortNumber);
            }
        }
        Ok(())
    }

    /// `{Lu}` or `{IsGreek}`. The names of blocks are not looked at: there are a hundred.
    fn category(&mut self) -> Result<(), Problem> {
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let close = rest.iter().position(|c| *c == '}');
        let (Some('{'), Some(close)) = (rest.first(), close) else {
            return Err(Problem::UnknownClass);
        };
        let name: String = rest.get(1..close).unwrap_or_default().iter().collect();
        self.at += close + 1;
        if CATEGORIES.contains(&name.as_str()) || name.starts_with("Is") {
            Ok(())
        } else {
            Err(Problem::UnknownClass)
        }
    }

    /// `<name>` or `'name'` behind `\k`.
    fn named_reference(&mut self) -> Result<(), Problem> {
        let close = match self.take() {
            Some('<') => '>',
            Some('\'') => '\'',
            _ => return Err(Problem::UnknownEscape),
        };
        let rest = self.chars.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|c| *c == close);
        let name: String = rest.iter().take(length.unwrap_or(0)).collect();
        if name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '_') {
            return Err(Problem::UnknownEscape);
        }
        self.at += name.chars().count() + 1;
        self.references.push(name);
        Ok(())
    }
}
