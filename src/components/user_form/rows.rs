//! The sample user as rows of a form.

use provisioning::user::{SourceUser, UserValue};

use provisioning::entra::{APP_ROLES, MULTI_VALUED, SOFT_DELETED, is_password};

pub const MAX_ATTRIBUTES: usize = 400;
/// The longest name of an attribute, in characters.
pub const MAX_NAME: usize = 200;

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct UserFormRow {
    pub name: String,
    /// Whether it holds several values; nothing when the user lacks it.
    pub several: Option<bool>,
}

/// The rows that the expression reads, and the other ones.
pub fn rows(read: &[String], user: &SourceUser) -> (Vec<UserFormRow>, Vec<UserFormRow>) {
    let row = |name: &String| UserFormRow {
        name: name.clone(),
        several: (user.attributes.get(name)).map(|value| matches!(value, UserValue::Many(_))),
    };
    let others = user.attributes.keys().filter(|name| !read.contains(name));
    (read.iter().map(row).collect(), others.map(row).collect())
}

/// A value as it stands in a field: several values stand below each other.
pub fn text(value: &UserValue) -> String {
    match value {
        UserValue::One(text) => text.clone(),
        UserValue::Many(texts) => texts.join("\n"),
    }
}

/// The value of a field. Of several, empty lines are none.
pub fn value(text: &str, several: bool) -> UserValue {
    if several {
        let lines = text.split('\n').map(|line| line.trim_end_matches('\r'));
        let lines = lines.filter(|line| !line.is_empty());
        UserValue::Many(lines.map(str::to_owned).collect())
    } else {
        UserValue::One(text.to_owned())
    }
}

/// What stands between several values that became one.
const BETWEEN: char = ';';

/// The same value with several values or one. Those that became one become
/// several again.
pub fn turned(value: &UserValue) -> UserValue {
    match value {
        UserValue::One(text) => self::value(&text.replace(BETWEEN, "\n"), true),
        UserValue::Many(texts) => UserValue::One(texts.join(&BETWEEN.to_string())),
    }
}

/// What a new attribute begins with.
pub fn fresh(name: &str) -> UserValue {
    if name == APP_ROLES || MULTI_VALUED.contains(&name) {
        return UserValue::Many(Vec::new());
    }
    match name {
        SOFT_DELETED => UserValue::from("False"),
        "accountEnabled" => UserValue::from("True"),
        _ => UserValue::from(""),
    }
}

/// Why a name cannot be added; nothing when it can.
pub fn wrong_name(name: &str, user: &SourceUser) -> Option<String> {
    if is_password(name) {
        return Some("Passwords are never stored, so you can’t add one.".to_owned());
    }
    if user.attributes.contains_key(name) {
        return Some(format!("The user already has {name}."));
    }
    if name.chars().count() > MAX_NAME {
        return Some(format!("A name can have up to {MAX_NAME} characters."));
    }
    if name.contains(['[', ']']) && !name.contains("type eq") {
        return Some("Enter the name without brackets.".to_owned());
    }
    if user.attributes.len() >= MAX_ATTRIBUTES {
        return Some(format!(
            "A sample user can have up to {MAX_ATTRIBUTES} attributes."
        ));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use entra_expression::parse;
    use provisioning::expression::read_attributes::read_attributes;

    #[test]
    fn what_the_expression_reads_comes_first_also_when_it_is_missing() {
        let user = SourceUser::of(&[("mail", "a@contoso.com"), ("city", "Lisbon")]);
        let read = read_attributes(&parse(
            "Join(\",\", [mail], [surname], ToLower([mail], [surn",
        ));
        let (first, others) = rows(&read, &user);
        let summaries = |rows: Vec<UserFormRow>| {
            rows.into_iter()
                .map(|row| (row.name, row.several))
                .collect::<Vec<_>>()
        };
        assert_eq!(
            summaries(first),
            [
                ("mail".to_owned(), Some(false)),
                ("surname".to_owned(), None)
            ]
        );
        assert_eq!(summaries(others), [("city".to_owned(), Some(false))]);
    }

    #[test]
    fn fields_and_values() {
        let many =
            |texts: &[&str]| UserValue::Many(texts.iter().map(|text| (*text).to_owned()).collect());
        assert_eq!(value("a\n\nb\r\n", true), many(&["a", "b"]));
        assert_eq!(
            value("Rua 1\nLisbon", false),
            UserValue::from("Rua 1\nLisbon")
        );
        assert_eq!(text(&many(&["a", "b"])), "a\nb");
        assert_eq!(turned(&UserValue::from("a")), many(&["a"]));
        assert_eq!(turned(&many(&["a", "b"])), UserValue::from("a;b"));
        assert_eq!(turned(&UserValue::from("a;b")), many(&["a", "b"]));
        assert_eq!(turned(&UserValue::from("")), many(&[]));
    }

    #[test]
    fn names_that_cannot_be_added() {
        let user = SourceUser::of(&[("mail", "x")]);
        assert!(wrong_name("mail", &user).is_some());
        let password = wrong_name("passwordProfile.password", &user);
        assert!(password.is_some_and(|words| words.contains("never stored")));
        assert!(wrong_name("[city]", &user).is_some());
        assert!(wrong_name(&"x".repeat(201), &user).is_some());
        assert_eq!(
            wrong_name("extension_0123456789abcdef0123456789abcdef_floor", &user),
            None
        );
        assert_eq!(wrong_name(r#"emails[type eq "work"].value"#, &user), None);
    }
}
