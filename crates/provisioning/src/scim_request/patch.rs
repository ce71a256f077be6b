//! The request that updates a user.

use super::{EvaluatedUser, OmitReason, OmittedTarget, PATCH_SCHEMA, Path, ScimJson, Typed, typed};
use crate::evaluate::{CompiledRow, MappedValue};
use crate::mapping::Apply;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PatchStyle {
    /// Without anything at the end of the Tenant URL: `op` with a capital, one
    /// operation for each attribute, booleans as texts.
    Default,
    /// With `aadOptscim062020`: `op` in lower case, real booleans, and
    /// several replacements in one operation without a path.
    Flag,
}

struct TargetChange<'v> {
    target: &'v str,
    value: Typed<'v>,
    replaces: bool,
}

/// The body of the request that takes a user from one state to another, or
/// nothing when nothing is sent. A value that goes away is not sent, and rows
/// that are applied only on creation are not either.
pub fn patch(
    before: &EvaluatedUser<'_>,
    after: &EvaluatedUser<'_>,
    form: PatchStyle,
) -> Option<ScimJson> {
    let pairs = before.pairs().zip(after.values());
    let changes: Vec<_> = pairs
        .filter_map(|((row, before), after)| change(row, before, after))
        .collect();
    if changes.is_empty() {
        return None;
    }
    let operations = match form {
        PatchStyle::Default => changes.iter().map(default_operation).collect(),
        PatchStyle::Flag => flag_operations(&changes),
    };
    let mut body = ScimJson::object();
    body.set("schemas", ScimJson::Array(vec![PATCH_SCHEMA.into()]));
    body.set("Operations", ScimJson::Array(operations));
    Some(body)
}

/// The rows that are not in the request though they give something else than
/// before, or fail.
pub fn unsent(before: &EvaluatedUser<'_>, after: &EvaluatedUser<'_>) -> Vec<OmittedTarget> {
    let pairs = before.pairs().zip(after.values());
    let unsent = pairs.filter_map(|((row, before), after)| {
        let target = row.row().target.as_str();
        // What the user was created with is what Talkdesk has.
        let created = row.on_creation(before);
        let old = typed(target, &created).ok();
        let new = typed(target, after);
        if let Some(Typed::Roles(roles)) = &old {
            let now = match &new {
                Ok(Typed::Roles(now)) => Some(now),
                _ => None,
            };
            let retained = roles.keeps_removed(now)
                && !matches!(new, Err(OmitReason::Ignored | OmitReason::Failed));
            if retained {
                return Some(OmittedTarget {
                    target: target.to_owned(),
                    why: OmitReason::RoleRetained,
                });
            }
        }
        let why = match new {
            Ok(value) if old.as_ref() == Some(&value) => None,
            Ok(_) => (row.row().apply == Apply::OnlyDuringCreation)
                .then_some(OmitReason::OnlyDuringCreation),
            Err(OmitReason::NoValue) => old.map(|_| OmitReason::Gone),
            Err(OmitReason::Ignored) if before == after => None,
            Err(why) => Some(why),
        };
        why.map(|why| OmittedTarget {
            target: target.to_owned(),
            why,
        })
    });
    unsent.collect()
}

fn change<'v>(
    row: &'v CompiledRow,
    before: &'v MappedValue<'v>,
    after: &'v MappedValue<'v>,
) -> Option<TargetChange<'v>> {
    let target = row.row().target.as_str();
    if row.row().apply == Apply::OnlyDuringCreation {
        return None;
    }
    let value = typed(target, after).ok()?;
    // What the user was created with is what Talkdesk has.
    let created = row.on_creation(before);
    let old = typed(target, &created);
    if old.as_ref() == Ok(&value) {
        return None;
    }
    if let Typed::Roles(roles) = &value {
        let before = match &old {
            Ok(Typed::Roles(before)) => Some(before),
            _ => None,
        };
        let sent = roles.update(before)?;
        return Some(TargetChange {
            target,
            replaces: sent.assertive,
            value: Typed::Roles(sent),
        });
    }
    Some(TargetChange {
        target,
        replaces: old.is_ok(),
        value,
    })
}

fn operation(op: &str, path: Option<&str>, value: ScimJson) -> ScimJson {
    let mut operation = ScimJson::object();
    operation.set("op", op.into());
    if let Some(path) = path {
        operation.set("path", path.into());
    }
    operation.set("value", value);
    operation
}

fn default_operation(change: &TargetChange<'_>) -> ScimJson {
    let op = if change.replaces { "Replace" } else { "Add" };
    operation(op, Some(change.target), change.value.json_text())
}

/// One value of several keeps an operation of its own, as additions do; all
/// other replacements share one, if there is more than one.
fn flag_operations(changes: &[TargetChange<'_>]) -> Vec<ScimJson> {
    let merges = |change: &TargetChange<'_>| {
        change.replaces
            && !matches!(change.value, Typed::Roles(_))
            && !matches!(Path::parse(change.target), Path::Filtered { .. })
    };
    let shared = changes.iter().filter(|change| merges(change)).count() > 1;
    let mut operations = Vec::new();
    let mut together = ScimJson::object();
    for change in changes {
        if shared && merges(change) {
            together.set(change.target, change.value.json());
        } else {
            let op = if change.replaces { "replace" } else { "add" };
            operations.push(operation(op, Some(change.target), change.value.json()));
        }
    }
    if shared {
        operations.push(operation("replace", None, together));
    }
    operations
}
