//! The schema of the job against the mappings of the setup. Each step that
//! enters mappings is decided on its own.

use provisioning::talkdesk::{ACTIVE, EXTERNAL_ID, ROLES, TEAMS, short};
use serde_json::Value;
use setup::tenant_evidence::{EntraIds, EvidenceKind};
use sync_schema::diff::{ComparedChange, ComparedRow, SchemaComparison, compare};
use sync_schema::locate::{FileShape, PickReason};
use sync_schema::message::operations;
use sync_schema::read::{ParsedSchema, read};
use sync_schema::unsupported::Unsupported;

use super::owner::{ids_in_context, other_job, other_owner};
use super::{Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, UnknownReason};
use crate::EvidencePlan;
use crate::json::{elements, member, text};

/// The tenant in the id of a template's schema.
const TEMPLATE_TENANT: &str = ".00000000000000000000000000000000.";

pub(crate) fn mappings(document: &Value, plan: &EvidencePlan) -> (EvidenceResult, EntraIds) {
    let kind = EvidenceKind::Mappings;
    let result = |verdict| (EvidenceResult::whole(kind, verdict), EntraIds::default());
    let unknown = |why| result(EvidenceVerdict::unknown(why));
    let mut ids = ids_in_context(document);
    if let Some(other) = other_owner(&ids, &plan.ids) {
        return result(EvidenceVerdict::contradicted(other));
    }
    let schema = match read(document.to_string().as_bytes(), None) {
        Ok(schema) => schema,
        Err(error) => return unknown(UnknownReason::Schema(error.to_string())),
    };
    let id = schema.job_id.as_deref().unwrap_or_default();
    if schema.shape != FileShape::Schema || id.contains(TEMPLATE_TENANT) {
        return unknown(UnknownReason::SchemaTemplate);
    }
    // The schema of a template has only its tag as its id.
    if !id.contains('.') {
        return unknown(UnknownReason::Missing("id".to_owned()));
    }
    if let Some(other) = other_job(Some(id), &plan.ids) {
        return result(EvidenceVerdict::contradicted(other));
    }
    if schema.why == PickReason::Nearest {
        return unknown(UnknownReason::Missing("objectMappings of users".to_owned()));
    }
    let more = |note: &Unsupported| matches!(note, Unsupported::More { .. });
    if schema.notes.iter().any(more) {
        return unknown(UnknownReason::Schema(
            "Too much of it is unknown.".to_owned(),
        ));
    }
    ids.job_id = Some(id.to_owned());
    ids.rule = rule_id(document, &schema);
    let comparison = compare(&schema.set, &plan.set).with_notes(&schema.notes);
    let steps = SchemaSteps::new(&schema, &comparison, plan);
    let rows = plan.set.rows.len();
    let verdict = EvidenceVerdict::of(steps.reasons, ProvenFact::Mappings { rows });
    let result = EvidenceResult {
        kind,
        verdict,
        proven_steps: steps.proven,
    };
    (result, ids)
}

fn rule_id(document: &Value, schema: &ParsedSchema) -> Option<String> {
    let rules = elements(member(document, "synchronizationRules")?);
    text(rules.get(schema.pick.rule)?, &["id"]).map(str::to_owned)
}

/// The step that enters the mapping of a target.
fn step_of_target(target: &str) -> &'static str {
    match target {
        ACTIVE => "2.12",
        EXTERNAL_ID => "2.13",
        ROLES => "2.16",
        TEAMS => "2.16a",
        _ => "2.10",
    }
}

/// What the schema says about each step.
struct SchemaSteps {
    reasons: Vec<Contradiction>,
    proven: Vec<String>,
}

impl SchemaSteps {
    fn new(schema: &ParsedSchema, comparison: &SchemaComparison, plan: &EvidencePlan) -> Self {
        let mut reasons = Vec::new();
        if !schema.groups.is_empty() {
            reasons.push(Contradiction::GroupMappingOn);
        }
        if schema.notes.contains(&Unsupported::MappingOff) {
            reasons.push(Contradiction::UserMappingOff);
        }
        if comparison.operations_differ() {
            reasons.push(Contradiction::OperationsDiffer {
                found: operations(comparison.file_operations),
                planned: operations(comparison.set_operations),
            });
        }
        if schema.scope.is_some() {
            reasons.push(Contradiction::ScopingFilter);
        }
        let deleted = comparison.deleted().into_iter().map(|row| &row.target);
        let deleted: Vec<String> = deleted.map(|target| short(target).to_owned()).collect();
        if !deleted.is_empty() {
            reasons.push(Contradiction::NotDeleted { targets: deleted });
        }
        reasons.extend(comparison.rows.iter().filter_map(changed_row));
        for note in &schema.notes {
            if let Unsupported::TwoRows { target } = note
                && plan.set.row(target).is_some()
            {
                reasons.push(Contradiction::MappedTwice {
                    target: short(target).to_owned(),
                    step: step_of_target(target).to_owned(),
                });
            }
        }
        let own_attributes = [ROLES, TEAMS];
        let own_attributes = own_attributes
            .into_iter()
            .filter(|name| plan.set.maps(name));
        let is_listed = |name: &str| {
            let listed = schema.listed.as_deref();
            listed.map(|listed| listed.iter().any(|one| one == name))
        };
        let unlisted = own_attributes
            .clone()
            .filter(|name| is_listed(name) == Some(false));
        reasons.extend(unlisted.map(|target| Contradiction::AttributeNotListed {
            target: short(target).to_owned(),
        }));
        let knows_list = own_attributes.clone().all(|name| is_listed(name).is_some());
        let proven = proven_steps(&reasons, knows_list);
        Self { reasons, proven }
    }
}

fn changed_row(row: &ComparedRow) -> Option<Contradiction> {
    let step = step_of_target(&row.target).to_owned();
    let target = short(&row.target).to_owned();
    match row.change {
        ComparedChange::Added => Some(Contradiction::MappingMissing { target, step }),
        ComparedChange::Edited(_) | ComparedChange::Repaired => {
            Some(Contradiction::MappingDiffers { target, step })
        }
        ComparedChange::Deleted | ComparedChange::Same | ComparedChange::SameMeaning { .. } => None,
    }
}

/// The steps without a contradiction. A step that saves is proven when what it
/// saves is there.
fn proven_steps(reasons: &[Contradiction], knows_list: bool) -> Vec<String> {
    let is_sound = |step: &str| !reasons.iter().any(|reason| reason.step() == Some(step));
    let is_proven = |step: &&&str| match **step {
        "2.13a" => ["2.12", "2.13"].into_iter().all(is_sound),
        "2.17a" => ["2.14", "2.16", "2.16a"].into_iter().all(is_sound) && knows_list,
        "2.14" => is_sound("2.14") && knows_list,
        step => is_sound(step),
    };
    let steps = EvidenceKind::Mappings.proves().iter();
    steps
        .filter(is_proven)
        .map(|step| (*step).to_owned())
        .collect()
}
