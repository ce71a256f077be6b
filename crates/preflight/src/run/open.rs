//! Opening one user: the row is read from the file again.

use entra_expression::evaluate::{AttributeRecord, EvaluationOutcome};

use crate::engine::duplicates::COMPARED;
use crate::engine::source;
use crate::engine::target_users::TargetMatch;
use crate::report::UserOutcome;
use crate::report::finding_kind::FindingKind;
use crate::report::{MappedRow, RowTrace, UserDetail, UserFinding, ValueChange};
use crate::run::PreflightRun;
use crate::storage::users::UserText;
use crate::users_file::ByteRange;
use crate::values::same_folded;
use provisioning::evaluate::{CompiledRow, EvaluatedUser};
use provisioning::mapping::Apply;
use provisioning::scim_request::{PATCH_SCHEMA, ScimJson, post};

impl PreflightRun {
    /// What of the users file is to be read to open a user.
    pub fn byte_range(&self, user: u32) -> Option<ByteRange> {
        let entry = self.engine.users.get(user)?;
        let text = entry.start..entry.start + u64::from(entry.length);
        self.reader.byte_ranges().byte_range(text)
    }

    /// Opens a user, with the bytes of the [`ByteRange`].
    pub fn open(&mut self, user: u32, bytes: &[u8]) -> Option<UserDetail> {
        let text = self.byte_range(user)?.text(bytes)?;
        let mut reader = self.reader.of_row(text);
        reader.next().ok()??;
        self.engine.values.fill(&reader, &self.filling);
        self.engine.complete();
        let row = self.row(user)?;
        let findings = self.findings(user);
        let (set, values, names, environment) = self.engine.parts();
        let source = source(names, values);
        let record = source.record();
        let applied = set.evaluate(&record, environment);
        let mut mapped = Vec::new();
        for (compiled, given) in applied.pairs() {
            let on_creation = compiled.on_creation(given);
            let value = text_of(&on_creation);
            mapped.push(MappedRow {
                target: compiled.row().target.clone(),
                by_default: text_of(given).is_none() && value.is_some(),
                error: match given {
                    provisioning::evaluate::MappedValue::Failed(error) => Some(error.to_string()),
                    _ => None,
                },
                value,
                calls: Vec::new(),
            });
        }
        let body = post(&applied).body.pretty();
        let matching = applied
            .matching()
            .map(|(target, value)| (target.to_owned(), value.to_owned()));
        let sent = updates(&applied);
        for (compiled, mapped) in set.rows().iter().zip(&mut mapped) {
            mapped.calls = calls(compiled, &record, environment);
        }
        let existing = matching.and_then(|(target, value)| {
            match self.engine.talkdesk.matching(&target, &value) {
                TargetMatch::One(position) => self.engine.talkdesk.get(position),
                _ => None,
            }
        });
        let changes: Vec<_> = sent
            .into_iter()
            .filter_map(|(target, to)| {
                let existing = existing?;
                let compared = self.engine.talkdesk.compares(&target);
                (compared && existing.differs(&target, &to)).then(|| ValueChange {
                    from: existing.value(&target).map(str::to_owned),
                    target,
                    to,
                })
            })
            .collect();
        let request = match row.outcome {
            UserOutcome::Skipped | UserOutcome::Unchanged | UserOutcome::Unknown => None,
            _ if existing.is_none() => Some(("POST /Users".to_owned(), body)),
            // Somebody who is refused may have nothing that changes.
            _ if changes.is_empty() => None,
            _ => Some(("PATCH /Users/{id}".to_owned(), patch(&changes).pretty())),
        };
        Some(UserDetail {
            row,
            source,
            values: mapped,
            findings,
            request,
            changes,
        })
    }

    pub(crate) fn findings(&self, user: u32) -> Vec<UserFinding> {
        let Some(entry) = self.engine.users.get(user) else {
            return Vec::new();
        };
        let mut findings: Vec<_> = self
            .engine
            .details
            .of(user)
            .map(|finding| UserFinding {
                kind: finding.kind,
                target: finding
                    .row
                    .and_then(|row| Some(self.set.rows.get(row)?.target.clone())),
                detail: finding.text.map(str::to_owned),
                other: None,
            })
            .collect();
        for which in COMPARED {
            let kind = self.engine.duplicates.kind(which);
            if entry.has(kind) {
                findings.extend(self.shared(user, kind, which));
            }
        }
        findings.sort_by_key(|finding| finding.kind);
        findings
    }

    /// The finding of a duplicate with another user who has the value: the
    /// first one, or for the first one, the next.
    fn shared(&self, user: u32, kind: FindingKind, which: UserText) -> Option<UserFinding> {
        let users = &self.engine.users;
        let value = users.text(users.get(user)?, which);
        if value.is_empty() {
            return None;
        }
        let duplicates = &self.engine.duplicates;
        let first = duplicates.find(which, value, users)?;
        let other = match first == user {
            false => first,
            true => {
                let mut after = users.from(user + 1).filter(|(_, entry)| entry.has(kind));
                let found = after.find(|(_, entry)| same_folded(users.text(entry, which), value));
                found?.0
            }
        };
        Some(UserFinding {
            kind,
            target: Some(duplicates.target(which).to_owned()),
            detail: Some(value.to_owned()),
            other: Some(other),
        })
    }
}

fn text_of(given: &provisioning::evaluate::MappedValue<'_>) -> Option<String> {
    match given {
        provisioning::evaluate::MappedValue::One(text) => Some(text.clone().into_owned()),
        provisioning::evaluate::MappedValue::Many(texts) if !texts.is_empty() => {
            Some(texts.join(", "))
        }
        _ => None,
    }
}

/// What updates send: rows that are always applied, with their values.
fn updates(applied: &EvaluatedUser<'_>) -> Vec<(String, String)> {
    let always = applied
        .pairs()
        .filter(|(row, _)| row.row().apply == Apply::Always);
    let sent = always.filter_map(|(row, given)| {
        let text = given.text().filter(|text| !text.is_empty())?;
        Some((row.row().target.clone(), text.to_owned()))
    });
    sent.collect()
}

/// The update as Entra writes it without a flag in the Tenant URL.
fn patch(changes: &[ValueChange]) -> ScimJson {
    let operations = changes.iter().map(|change| {
        let mut operation = ScimJson::object();
        let op = if change.from.is_some() {
            "Replace"
        } else {
            "Add"
        };
        operation.set("op", op.into());
        operation.set("path", change.target.as_str().into());
        operation.set("value", change.to.as_str().into());
        operation
    });
    let mut body = ScimJson::object();
    body.set("schemas", ScimJson::Array(vec![PATCH_SCHEMA.into()]));
    body.set("Operations", ScimJson::Array(operations.collect()));
    body
}

fn calls(
    compiled: &CompiledRow,
    record: &AttributeRecord,
    environment: &mut entra_expression::evaluate::Environment,
) -> Vec<RowTrace> {
    let text = match &compiled.row().source {
        provisioning::mapping::Source::Expression(text) => text,
        _ => return Vec::new(),
    };
    let Some(program) = compiled.program() else {
        return Vec::new();
    };
    let traced = program.trace(record, environment);
    let calls = traced.calls.into_iter().map(|call| RowTrace {
        call: call.span.of(text).to_owned(),
        result: call.result.map(|result| match result {
            EvaluationOutcome::Value(text) => text.into_owned(),
            EvaluationOutcome::Values(texts) => texts.join(", "),
            EvaluationOutcome::Null | EvaluationOutcome::Ignored(_) => String::new(),
        }),
    });
    calls.collect()
}
