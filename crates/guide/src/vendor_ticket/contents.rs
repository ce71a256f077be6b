//! The texts of a ticket, redacted.

use connection_test::lifecycle::report::ticket;
use provisioning::portal;
use serde_json::Value;
use setup::tenant_evidence::{EvidenceKind, EvidenceStatus};
use setup::{ConnectionStatus, PreflightStatus, Setup, Timestamp};

use super::VendorTicketInput;
use crate::facts::{self, SetupFact};
use crate::input::MappingCheck;

pub(super) struct Contents {
    pub(super) made: String,
    pub(super) made_at: String,
    pub(super) version: Option<String>,
    /// What is set up, as label, name in the JSON and value.
    pub(super) settings: Vec<(&'static str, &'static str, Option<String>)>,
    pub(super) facts: Vec<TicketFact>,
    pub(super) mappings: Vec<TicketMapping>,
    pub(super) tests: Vec<TicketTest>,
    pub(super) preflight: Option<String>,
    pub(super) not_known: Vec<String>,
}

pub(super) struct TicketFact {
    pub(super) name: &'static str,
    pub(super) value: String,
    pub(super) proof: &'static str,
    pub(super) source: String,
    pub(super) when: Option<Timestamp>,
}

pub(super) struct TicketMapping {
    pub(super) target: String,
    pub(super) kind: &'static str,
    pub(super) source: String,
    pub(super) default_value: Option<String>,
    pub(super) matching_precedence: Option<u32>,
    pub(super) apply: &'static str,
}

/// A test with its diagnosis.
pub(super) struct TicketTest {
    pub(super) name: &'static str,
    /// The name in the JSON.
    pub(super) member: &'static str,
    /// The result in a sentence; nothing if it was not run.
    pub(super) result: Option<String>,
    /// The whole report as text.
    pub(super) text: Option<String>,
    /// The whole report as data, where there is such.
    pub(super) data: Option<Value>,
}

/// Without secrets, also those that nobody typed here.
pub(super) fn clean(input: &VendorTicketInput, text: &str) -> String {
    let own = input.redactor.text(text);
    input.redactor.foreign_text(&own).0
}

impl Contents {
    pub(super) fn new(input: &VendorTicketInput) -> Self {
        let setup = input.guide.setup;
        let clean = |text: &str| clean(input, text);
        let url = setup.tenant.url();
        let version = input.app_version.trim();
        let settings = vec![
            ("Setup", "setup", Some(clean(setup.shown_name()))),
            (
                "Service region",
                "serviceRegion",
                url.as_ref().map(|_| setup.tenant.name().to_owned()),
            ),
            ("Tenant URL", "tenantUrl", url.as_deref().map(clean)),
            (
                "Application",
                "application",
                Some(clean(setup.application())),
            ),
            (
                "Target Object Actions",
                "targetObjectActions",
                Some(portal::ticked(setup.mapping.operations)),
            ),
        ];
        let fact = |fact: SetupFact| TicketFact {
            name: fact.name,
            value: clean(&fact.value),
            proof: fact.proof.label(),
            source: clean(&fact.source),
            // A record that was edited by hand may have any text here.
            when: fact.when.map(|when| Timestamp(clean(&when.0))),
        };
        let rows = setup.mapping.rows.iter().map(|row| TicketMapping {
            target: clean(&row.target),
            kind: row.source.kind(),
            source: clean(row.source.text()),
            default_value: row.default_value.as_deref().map(clean),
            matching_precedence: row.matching_precedence,
            apply: row.apply.label(),
        });
        let preflight = match setup.preflight_status() {
            PreflightStatus::NotRun => None,
            PreflightStatus::Current(run) => {
                Some(format!("{} ({})", run.message(), run.when.to_minute()))
            }
            PreflightStatus::OutOfDate(run) => Some(format!(
                "{} ({}, before the mappings changed)",
                run.message(),
                run.when.to_minute()
            )),
        };
        Self {
            made: input.now.to_minute(),
            made_at: input.now.0.clone(),
            version: (!version.is_empty()).then(|| version.to_owned()),
            settings,
            facts: facts::facts(&input.guide).into_iter().map(fact).collect(),
            mappings: rows.collect(),
            tests: vec![connection(input), lifecycle(input)],
            preflight: preflight.map(|text| clean(&text)),
            not_known: not_known(input),
        }
    }
}

fn connection(input: &VendorTicketInput) -> TicketTest {
    let report = input.connection.as_ref();
    let result = match report {
        Some(report) => {
            let headline = report.diagnosis.finding().headline;
            let attribute = &report.diagnosis.attribute;
            let headline = report.tenant.service().fill_about(attribute, headline);
            Some(format!("{headline} ({})", report.when))
        }
        None => stored_test(input),
    };
    let data = report.and_then(|report| serde_json::from_str(&report.json()).ok());
    TicketTest {
        name: "Connection test",
        member: "connectionTest",
        result: result.map(|text| clean(input, &text)),
        text: report.map(|report| input.redactor.text(&report.text())),
        data: data.map(|data| redacted(data, input)),
    }
}

/// What the setup knows of a test whose responses are no longer there.
fn stored_test(input: &VendorTicketInput) -> Option<String> {
    match input.guide.setup.connection_status() {
        ConnectionStatus::NotTested => None,
        ConnectionStatus::Passed(test) => Some(format!("Passed ({})", test.when.to_minute())),
        ConnectionStatus::Failed(test) => Some(format!(
            "Failed: {} ({})",
            test.reason,
            test.when.to_minute()
        )),
        ConnectionStatus::OutOfDate(when) => Some(format!(
            "Tested with another Tenant URL or other matching attributes ({})",
            when.to_minute()
        )),
    }
}

fn lifecycle(input: &VendorTicketInput) -> TicketTest {
    let result = input.lifecycle.as_ref();
    let headline = result.map(|result| format!("{} ({})", result.report.headline, result.when));
    let text = result.map(|result| ticket(result.run, result.tenant, result.report, result.when));
    TicketTest {
        name: "Lifecycle test",
        member: "lifecycleTest",
        result: headline.map(|text| clean(input, &text)),
        text: text.map(|text| input.redactor.text(&text)),
        data: None,
    }
}

/// What support must not take for known.
fn not_known(input: &VendorTicketInput) -> Vec<String> {
    let setup = input.guide.setup;
    let mut all: Vec<String> = Vec::new();
    let mut add = |is_open: bool, text: &str| {
        if is_open {
            all.push(text.to_owned());
        }
    };
    add(
        setup.tenant.url().is_none(),
        "The service region and the Tenant URL: none is chosen.",
    );
    let has_stored = !matches!(setup.connection_status(), ConnectionStatus::NotTested);
    let has_no_report = input.connection.is_none();
    add(
        has_no_report && !has_stored,
        "Whether Entra can connect: the connection test wasn’t run.",
    );
    add(
        has_no_report && has_stored,
        "The responses of the connection test: they are stored only until the page is closed.",
    );
    add(
        input.lifecycle.is_none(),
        "Whether users can be created, changed and deactivated: the lifecycle test wasn’t run since the page was opened.",
    );
    add(
        matches!(setup.preflight_status(), PreflightStatus::NotRun),
        "How many users would be rejected: Preflight wasn’t run.",
    );
    add(
        matches!(
            input.guide.mappings,
            MappingCheck::NotChecked | MappingCheck::Checking | MappingCheck::Failed(_)
        ),
        "Whether the mappings have errors: they weren’t checked.",
    );
    add(
        input.app_version.trim().is_empty(),
        "The version of scimdesk.",
    );
    let in_entra = match read_from_entra(setup) {
        Some(when) => format!(
            "What changed in Entra since {}, and what isn’t Verified under Evidence.",
            when.to_minute()
        ),
        None => "What is set in Entra now: scimdesk knows only what was marked by hand and what its tests showed.".to_owned(),
    };
    add(true, &in_entra);
    add(true, "What Talkdesk logged for these requests.");
    all
}

/// When a response of Microsoft Graph was last read here that still counts.
fn read_from_entra(setup: &Setup) -> Option<Timestamp> {
    let kinds = EvidenceKind::ALL.into_iter();
    let records = kinds.filter_map(|kind| match setup.evidence_status(kind) {
        EvidenceStatus::Current(record) if !record.is_imported => Some(record.when),
        _ => None,
    });
    records.max()
}

/// Every text of a value, redacted.
fn redacted(value: Value, input: &VendorTicketInput) -> Value {
    match value {
        Value::String(text) => Value::String(input.redactor.text(&text)),
        Value::Array(values) => {
            let values = values.into_iter();
            Value::Array(values.map(|value| redacted(value, input)).collect())
        }
        Value::Object(members) => {
            let members = members.into_iter();
            let members = members.map(|(name, value)| (name, redacted(value, input)));
            Value::Object(members.collect())
        }
        other => other,
    }
}
