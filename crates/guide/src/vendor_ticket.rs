//! Everything that Talkdesk's support needs, as one text and one file: what is
//! set up and what proves it, what the tests showed, and what is not known.
//!
//! Notes are left out. All that is free text goes through the redactor once
//! more, be it a setting or the result of a test.

use connection_test::diagnosis::report::{CheckReport, fence};
use connection_test::lifecycle::report::{LifecycleReport, ticket};
use connection_test::lifecycle::run::LifecycleRun;
use connection_test::redact::Redactor;
use connection_test::tenant_url::TenantUrl;
use provisioning::portal;
use serde_json::{Value, json};
use setup::{ConnectionStatus, PreflightStatus, Timestamp, file};

use crate::facts::{self, SetupFact};
use crate::handover::{cell, line};
use crate::input::{GuideInput, MappingCheck};

/// The version of the JSON.
pub const JSON_VERSION: u32 = 1;

const UNKNOWN: &str = "Unknown";

/// A lifecycle test that has ended.
#[derive(Debug, Clone, Copy)]
pub struct LifecycleResult<'a> {
    pub run: &'a LifecycleRun,
    pub tenant: &'a TenantUrl,
    pub report: &'a LifecycleReport,
    /// For people.
    pub when: &'a str,
}

/// What a ticket is made from.
#[derive(Clone, Copy)]
pub struct VendorTicketInput<'a> {
    pub guide: GuideInput<'a>,
    /// The connection test that was run since the page was opened.
    pub connection: Option<CheckReport<'a>>,
    /// The lifecycle test that was run since the page was opened.
    pub lifecycle: Option<LifecycleResult<'a>>,
    /// The version of this program; empty if it is not known.
    pub app_version: &'a str,
    pub now: &'a Timestamp,
    pub redactor: &'a Redactor,
}

impl std::fmt::Debug for VendorTicketInput<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("VendorTicketInput").finish_non_exhaustive()
    }
}

/// The ticket, without secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VendorTicket {
    /// The text for the ticket.
    pub markdown: String,
    /// The file beside it.
    pub json: String,
    file_stem: String,
}

impl VendorTicket {
    pub fn new(input: &VendorTicketInput) -> Self {
        let contents = Contents::new(input);
        let setup = input.guide.setup;
        // A name of the setup may have been pasted.
        let mut named = setup.clone();
        named.name = clean(input, &setup.name);
        Self {
            markdown: contents.markdown(),
            json: contents.json(),
            file_stem: format!(
                "{}-talkdesk-ticket-{}",
                file::file_stem(&named),
                input.now.to_day()
            ),
        }
    }

    /// Such as `contoso-production-talkdesk-ticket-2026-11-30.md`.
    pub fn markdown_file_name(&self) -> String {
        format!("{}.md", self.file_stem)
    }

    pub fn json_file_name(&self) -> String {
        format!("{}.json", self.file_stem)
    }
}

/// Without secrets, also those that nobody typed here.
fn clean(input: &VendorTicketInput, text: &str) -> String {
    let own = input.redactor.text(text);
    input.redactor.foreign_text(&own).0
}

/// The texts of a ticket, redacted.
struct Contents {
    made: String,
    made_at: String,
    version: Option<String>,
    /// What is set up, as label, name in the JSON and value.
    settings: Vec<(&'static str, &'static str, Option<String>)>,
    facts: Vec<TicketFact>,
    mappings: Vec<TicketMapping>,
    tests: Vec<TicketTest>,
    preflight: Option<String>,
    not_known: Vec<String>,
}

struct TicketFact {
    name: &'static str,
    value: String,
    proof: &'static str,
    source: String,
    when: Option<Timestamp>,
}

struct TicketMapping {
    target: String,
    kind: &'static str,
    source: String,
    default_value: Option<String>,
    matching_precedence: Option<u32>,
    apply: &'static str,
}

/// A test with its diagnosis.
struct TicketTest {
    name: &'static str,
    /// The name in the JSON.
    member: &'static str,
    /// The result in a sentence; nothing if it was not run.
    result: Option<String>,
    /// The whole report as text.
    text: Option<String>,
    /// The whole report as data, where there is such.
    data: Option<Value>,
}

impl Contents {
    fn new(input: &VendorTicketInput) -> Self {
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

    fn markdown(&self) -> String {
        let version = self.version.as_deref().unwrap_or("version unknown");
        let mut out = format!(
            "# SCIM provisioning from Microsoft Entra ID to Talkdesk\n\nscimdesk ({}), {}\n",
            cell(version),
            self.made
        );
        let settings = self.settings.iter().map(|(label, _, value)| {
            let value = value.as_deref().unwrap_or(UNKNOWN);
            vec![(*label).to_owned(), value.to_owned()]
        });
        table(&mut out, "Setup", &["Setting", "Value"], settings);
        let not_known = self
            .not_known
            .iter()
            .map(|text| format!("- {}\n", cell(text)));
        out.push_str("\n## Not known\n\n");
        out.extend(not_known);
        for test in &self.tests {
            let result = test.result.as_deref().unwrap_or("Not run.");
            out.push_str(&format!("\n## {}\n\n{}\n", test.name, cell(result)));
            if let Some(text) = &test.text {
                let fence = fence(text);
                out.push_str(&format!("\n{fence}text\n{}\n{fence}\n", text.trim_end()));
            }
        }
        let preflight = self.preflight.as_deref().unwrap_or("Not run.");
        out.push_str(&format!("\n## Preflight\n\n{}\n", cell(preflight)));
        let facts = self.facts.iter().map(|fact| {
            let from = match &fact.when {
                Some(when) => format!("{}, {}", fact.source, when.to_minute()),
                None => fact.source.clone(),
            };
            vec![
                fact.name.to_owned(),
                fact.value.clone(),
                fact.proof.to_owned(),
                from,
            ]
        });
        table(
            &mut out,
            "Evidence",
            &["Fact", "Value", "Proof", "From"],
            facts,
        );
        let mappings = self.mappings.iter().map(|row| {
            let precedence = row.matching_precedence.map(|number| number.to_string());
            vec![
                row.target.clone(),
                row.kind.to_owned(),
                row.source.clone(),
                row.default_value.clone().unwrap_or_default(),
                precedence.unwrap_or_default(),
                row.apply.to_owned(),
            ]
        });
        table(
            &mut out,
            "Mappings",
            &[
                "Talkdesk attribute",
                "Type",
                "Comes from",
                "Default value",
                "Matching precedence",
                "Applied",
            ],
            mappings,
        );
        out
    }

    fn json(&self) -> String {
        let settings = self.settings.iter().map(|(_, name, value)| {
            let value = value.as_deref().map_or(Value::Null, Value::from);
            ((*name).to_owned(), value)
        });
        let facts = self.facts.iter().map(|fact| {
            json!({
                "name": fact.name,
                "value": fact.value,
                "proof": fact.proof,
                "source": fact.source,
                "when": fact.when,
            })
        });
        let mappings = self.mappings.iter().map(|row| {
            json!({
                "attribute": row.target,
                "type": row.kind,
                "source": row.source,
                "defaultValue": row.default_value,
                "matchingPrecedence": row.matching_precedence,
                "apply": row.apply,
            })
        });
        let mut value = json!({
            "scimdeskVendorTicket": JSON_VERSION,
            "made": self.made_at,
            "scimdeskVersion": self.version,
            "settings": settings.collect::<serde_json::Map<_, _>>(),
            "preflight": self.preflight,
            "evidence": facts.collect::<Vec<_>>(),
            "mappings": mappings.collect::<Vec<_>>(),
            "notKnown": self.not_known,
        });
        for test in &self.tests {
            value[test.member] = match &test.result {
                None => Value::Null,
                Some(result) => json!({
                    "result": result,
                    "text": test.text,
                    "data": test.data,
                }),
            };
        }
        format!("{value:#}\n")
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
    let mut all: Vec<&str> = Vec::new();
    let mut add = |is_open: bool, text| {
        if is_open {
            all.push(text);
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
    add(
        true,
        "What is set in Entra now: scimdesk knows only what was marked by hand and what its tests showed.",
    );
    add(true, "What Talkdesk logged for these requests.");
    all.into_iter().map(str::to_owned).collect()
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

fn table(out: &mut String, title: &str, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    out.push_str(&format!("\n## {title}\n\n"));
    line(out, head.iter().map(|head| (*head).to_owned()));
    line(out, head.iter().map(|_| "---".to_owned()));
    for row in rows {
        line(out, row.iter().map(|text| cell(text)));
    }
}

#[cfg(test)]
mod tests;
