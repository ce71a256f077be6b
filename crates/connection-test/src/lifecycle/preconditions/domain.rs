//! The domain of the test user's address: what was typed, and what is wrong
//! with it.

/// Longest domain, in bytes: a name in the DNS has at most 253 (RFC 1035), and
/// with 22 characters before it the address stays below the 254 of RFC 5321.
pub const LONGEST: usize = 231;

/// What is wrong with a typed domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DomainFault {
    /// Nothing was typed.
    Empty,
    /// A whole address was typed.
    Address,
    /// No dot in it.
    NoDot,
    /// A character that no domain holds.
    Character(char),
    /// A part between two dots is empty, too long, or begins or ends with a
    /// hyphen.
    Part,
    /// Longer than [`LONGEST`].
    TooLong,
}

impl DomainFault {
    /// What is wrong and what to do.
    pub fn words(&self) -> String {
        match self {
            DomainFault::Empty => "Type a domain of your organisation, for example contoso.com.".to_owned(),
            DomainFault::Address => "Type only what stands after the @.".to_owned(),
            DomainFault::NoDot => "A domain has a dot in it, for example contoso.com.".to_owned(),
            DomainFault::Character(c) if c.is_whitespace() => "There is a blank in the domain.".to_owned(),
            DomainFault::Character(c) => format!("“{c}” cannot stand in a domain. Type international domains in their xn-- form."),
            DomainFault::Part => "Each part between the dots has 1 to 63 letters, digits or hyphens, and no hyphen at its ends.".to_owned(),
            DomainFault::TooLong => format!("The domain is longer than {LONGEST} characters."),
        }
    }
}

/// Reads a typed domain, in lower case. Blanks around it and one @ before it
/// are forgiven.
pub fn read(typed: &str) -> Result<String, DomainFault> {
    let text = typed.trim();
    let text = text.strip_prefix('@').unwrap_or(text);
    if text.is_empty() {
        return Err(DomainFault::Empty);
    }
    if text.contains('@') {
        return Err(DomainFault::Address);
    }
    if text.len() > LONGEST {
        return Err(DomainFault::TooLong);
    }
    let odd = |c: &char| !(c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    if let Some(c) = text.chars().find(odd) {
        return Err(DomainFault::Character(c));
    }
    if !text.contains('.') {
        return Err(DomainFault::NoDot);
    }
    let good = |part: &str| {
        (1..=63).contains(&part.len()) && !part.starts_with('-') && !part.ends_with('-')
    };
    if !text.split('.').all(good) {
        return Err(DomainFault::Part);
    }
    Ok(text.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domains_are_told_from_other_text() {
        let long = format!("{}.example", "a".repeat(LONGEST));
        let label = format!("{}.example", "a".repeat(64));
        let cases = [
            ("contoso.com", Ok("contoso.com")),
            (" @Contoso.COM ", Ok("contoso.com")),
            ("a-b.xn--c-1.example", Ok("a-b.xn--c-1.example")),
            ("", Err(DomainFault::Empty)),
            ("  ", Err(DomainFault::Empty)),
            ("me@contoso.com", Err(DomainFault::Address)),
            ("contoso", Err(DomainFault::NoDot)),
            ("conto so.com", Err(DomainFault::Character(' '))),
            ("bücher.example", Err(DomainFault::Character('ü'))),
            ("x\".example", Err(DomainFault::Character('"'))),
            ("contoso.com.", Err(DomainFault::Part)),
            ("-a.example", Err(DomainFault::Part)),
            ("a..example", Err(DomainFault::Part)),
            (&label, Err(DomainFault::Part)),
            (&long, Err(DomainFault::TooLong)),
        ];
        for (typed, due) in cases {
            assert_eq!(read(typed), due.map(str::to_owned), "{typed}");
        }
    }
}
