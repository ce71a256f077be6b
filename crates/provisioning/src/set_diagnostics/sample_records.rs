//! The users that a set is evaluated for, beside the admin's own.

use std::collections::BTreeSet;

use entra_expression::Expr;
use entra_expression::evaluate::{AttributeRecord, AttributeValue};

use crate::entra::{APP_ROLES, ENABLED, SOFT_DELETED};
use crate::user::SourceUser;
use crate::user::sample::SAMPLE_USERS;

/// The most users that are made from the texts of one expression.
const MAX_MADE: usize = 256;

/// The most texts of one expression that are tried as values.
const MAX_TEXTS: usize = 250;

#[derive(Debug, Clone)]
pub struct SampleRecord {
    pub name: String,
    pub record: AttributeRecord,
}

pub(super) fn samples(own: Option<&SourceUser>) -> Vec<SampleRecord> {
    let mut users: Vec<SampleRecord> = SAMPLE_USERS
        .iter()
        .map(|example| SampleRecord {
            name: example.name.to_owned(),
            record: example.user().record(),
        })
        .collect();
    let is_new = |own: &&SourceUser| SAMPLE_USERS.iter().all(|example| example.user() != **own);
    if let Some(own) = own.filter(is_new) {
        users.push(SampleRecord {
            name: name_of(own),
            record: own.record(),
        });
    }
    users
}

fn name_of(user: &SourceUser) -> String {
    let names = ["displayName", "userPrincipalName", "mail"];
    let mut found = names.iter().filter_map(|name| user.one(name));
    found.next().unwrap_or("your sample user").to_owned()
}

/// Users whose attributes hold the very texts that an expression compares them
/// with, or nothing: a branch that only department "Sales" takes is tried with
/// department "Sales". What says whether a user left is not varied here.
pub(super) fn made_for(expr: &Expr, base: &AttributeRecord) -> Vec<SampleRecord> {
    let mut texts = BTreeSet::new();
    collect(expr, &mut texts);
    let mut values: Vec<Option<String>> = vec![None];
    values.extend(texts.into_iter().take(MAX_TEXTS).map(Some));
    let varied = |name: &&str| ![SOFT_DELETED, ENABLED, APP_ROLES].contains(name);
    let names: BTreeSet<&str> = expr.attributes().into_iter().filter(varied).collect();
    let one = |name: &str, value: &Option<String>, before: &SampleRecord| {
        let mut record = before.record.clone();
        let boolean = match value {
            Some(text) => {
                let _ = record.insert(name.to_owned(), AttributeValue::One(text.clone()));
                format!("{name} \"{text}\"")
            }
            None => {
                let _ = record.remove(name);
                format!("no {name}")
            }
        };
        let name = match before.name.is_empty() {
            true => format!("a user with {boolean}"),
            false => format!("{} and {boolean}", before.name),
        };
        SampleRecord { name, record }
    };
    let begin = SampleRecord {
        name: String::new(),
        record: base.clone(),
    };
    let combinations = values
        .len()
        .checked_pow(u32::try_from(names.len()).unwrap_or(u32::MAX));
    if names.is_empty() {
        return Vec::new();
    }
    if combinations.is_some_and(|count| count <= MAX_MADE) {
        let mut made = vec![begin];
        for name in names {
            made = made
                .iter()
                .flat_map(|user| values.iter().map(move |value| (user, value)))
                .map(|(user, value)| one(name, value, user))
                .collect();
        }
        return made;
    }
    let each = names
        .iter()
        .flat_map(|name| values.iter().map(move |value| (*name, value)));
    each.take(MAX_MADE)
        .map(|(name, value)| one(name, value, &begin))
        .collect()
}

fn collect(expr: &Expr, texts: &mut BTreeSet<String>) {
    match expr {
        Expr::Text(text) if !text.is_empty() => {
            let _ = texts.insert(text.clone());
        }
        Expr::Number(number) => {
            let _ = texts.insert(number.to_string());
        }
        Expr::Call { args, .. } => args.iter().flatten().for_each(|arg| collect(arg, texts)),
        Expr::Comparison { left, right, .. } => {
            collect(left, texts);
            collect(right, texts);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_is_tried_and_the_number_of_users_is_bounded() {
        let base = SAMPLE_USERS[0].user().record();
        let names = |text: &str| {
            let expr = entra_expression::parse(text).expr().unwrap();
            let made = made_for(&expr, &base);
            made.into_iter().map(|user| user.name).collect::<Vec<_>>()
        };
        assert_eq!(
            names(r#"Switch([department], "True", "Sales", "False")"#),
            [
                "a user with no department",
                "a user with department \"False\"",
                "a user with department \"Sales\"",
                "a user with department \"True\"",
            ]
        );
        assert_eq!(names("Not([IsSoftDeleted])"), [""; 0]);
        let both = names(r#"IIF([city]="a", IIF([state]="b", "1", "2"), "3")"#);
        assert_eq!(both.len(), 36);
        assert!(both.contains(&"a user with city \"a\" and state \"b\"".to_owned()));
        let many = names(
            r#"Join("-", [city], [state], [country], [mail], [mobile], "a", "b", "c", "d", "e")"#,
        );
        assert!(many.len() <= MAX_MADE);
    }

    #[test]
    fn the_own_user_is_tried_once() {
        assert_eq!(samples(None).len(), 3);
        assert_eq!(samples(Some(&SAMPLE_USERS[1].user())).len(), 3);
        let own = SourceUser::of(&[("mail", "a@b.example")]);
        assert_eq!(samples(Some(&own))[3].name, "a@b.example");
    }
}
