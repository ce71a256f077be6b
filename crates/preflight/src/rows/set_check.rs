//! What the users of the file show about the mapping set as a whole.

use std::collections::BTreeSet;

use entra_expression::Expr;
use entra_expression::evaluate::AttributeValue;

use super::column_mapping::{AttributeNames, DISPLAY_NAME, ROLES, UPN};
use super::source_row::SourceRow;
use crate::values::same_folded;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::entra::{APP_ROLES, BOOLEAN};
use provisioning::evaluate::CompiledSet;
use provisioning::mapping::{MappingSet, Source};
use provisioning::set_diagnostics::{self, SampleRecord, keys_never_match};

/// Users of the file that the set is evaluated for, beside the evaluation of
/// each user's own state. They are its first ones in scope.
const MAX_USERS: usize = 100;

/// The most keys of one Switch that are compared with every user.
const MAX_KEYS: usize = 200;

/// The keys of one Switch over one attribute.
#[derive(Debug)]
struct Keys {
    target: String,
    attribute: String,
    position: usize,
    keys: Vec<Key>,
    /// How many keys no user had so far.
    open: usize,
    /// Whether a user had a value at all.
    any_value: bool,
}

#[derive(Debug)]
struct Key {
    text: String,
    is_met: bool,
    /// A value that differs only in case.
    other_case: Option<String>,
}

/// What was seen of the users so far.
#[derive(Debug, Default)]
pub(crate) struct SetCheck {
    switches: Vec<Keys>,
    users: Vec<SampleRecord>,
}

impl SetCheck {
    pub(crate) fn new(set: &CompiledSet, names: &AttributeNames) -> Self {
        let mut switches = Vec::new();
        for row in set.rows() {
            if let Source::Expression(text) = &row.row().source
                && let Some(expr) = entra_expression::parse(text).expr()
            {
                collect(&expr, &row.row().target, names, &mut switches);
            }
        }
        Self {
            switches,
            users: Vec::new(),
        }
    }

    /// Takes a user who is in scope.
    pub(crate) fn take(&mut self, values: &SourceRow, names: &AttributeNames) {
        for keys in &mut self.switches {
            match values.all().get(keys.position) {
                Some(Some(AttributeValue::One(text))) => keys.take(text),
                Some(Some(AttributeValue::Many(texts))) => {
                    texts.iter().for_each(|text| keys.take(text))
                }
                _ => {}
            }
        }
        if self.users.len() < MAX_USERS {
            let name = match values.one(DISPLAY_NAME) {
                "" => values.one(UPN),
                name => name,
            };
            let all = names.all().iter().zip(values.all());
            let filled = all.filter_map(|(name, value)| Some((name.clone(), value.clone()?)));
            self.users.push(SampleRecord {
                name: name.to_owned(),
                record: filled.collect(),
            });
        }
    }

    pub(crate) fn diagnostics(&self, set: &MappingSet, now: i64) -> Vec<MappingDiagnostic> {
        let mut found = set_diagnostics::evaluate_file(set, &self.users, now);
        found.extend(self.switches.iter().filter_map(Keys::diagnostic));
        found
    }
}

impl Keys {
    #[inline]
    fn take(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        self.any_value = true;
        if self.open == 0 {
            return;
        }
        for key in self.keys.iter_mut().filter(|key| !key.is_met) {
            if key.text == text {
                key.is_met = true;
                self.open -= 1;
            } else if key.other_case.is_none() && same_folded(&key.text, text) {
                key.other_case = Some(text.to_owned());
            }
        }
    }

    fn diagnostic(&self) -> Option<MappingDiagnostic> {
        let open = || self.keys.iter().filter(|key| !key.is_met);
        if !self.any_value || open().next().is_none() {
            return None;
        }
        let keys: Vec<String> = open().map(|key| key.text.clone()).collect();
        let other_case: Vec<(String, String)> = open()
            .filter_map(|key| Some((key.text.clone(), key.other_case.clone()?)))
            .collect();
        Some(keys_never_match(
            &self.target,
            &self.attribute,
            &keys,
            &other_case,
        ))
    }
}

/// Every Switch over a plain attribute, or over the user's app role. The keys
/// for booleans are a matter for the checks of the expression, which know both
/// values.
fn collect(expr: &Expr, target: &str, names: &AttributeNames, found: &mut Vec<Keys>) {
    let Expr::Call { name, args } = expr else {
        if let Expr::Comparison { left, right, .. } = expr {
            collect(left, target, names, found);
            collect(right, target, names, found);
        }
        return;
    };
    if name == "Switch"
        && let Some(Some(source)) = args.first()
        && let Some((attribute, position)) = read(source, names)
    {
        let keys: BTreeSet<&str> = args
            .iter()
            .skip(2)
            .step_by(2)
            .filter_map(|key| match key {
                Some(Expr::Text(text)) if !text.is_empty() => Some(text.as_str()),
                _ => None,
            })
            .take(MAX_KEYS)
            .collect();
        found.push(Keys {
            target: target.to_owned(),
            attribute,
            position,
            open: keys.len(),
            keys: keys
                .into_iter()
                .map(|text| Key {
                    text: text.to_owned(),
                    is_met: false,
                    other_case: None,
                })
                .collect(),
            any_value: false,
        });
    }
    for arg in args.iter().flatten() {
        collect(arg, target, names, found);
    }
}

/// The attribute that a Switch compares, and where its values are.
fn read(source: &Expr, names: &AttributeNames) -> Option<(String, usize)> {
    match source {
        Expr::Attribute(name) if !BOOLEAN.contains(&name.as_str()) => {
            Some((name.clone(), names.position(name)?))
        }
        Expr::Call { name, args } if name == "SingleAppRoleAssignment" => match args.as_slice() {
            [Some(Expr::Attribute(roles))] if roles == APP_ROLES => {
                Some((APP_ROLES.to_owned(), ROLES))
            }
            _ => None,
        },
        _ => None,
    }
}
