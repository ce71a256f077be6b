//! A ticket as Markdown, with its JSON at the end.

use connection_test::diagnosis::report::fence;
use serde_json::{Value, json};

use super::JSON_VERSION;
use super::contents::Contents;
use crate::handover::{cell, line};

const UNKNOWN: &str = "Unknown";

impl Contents {
    pub(super) fn markdown(&self) -> String {
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
        let json = self.json();
        let fence = fence(&json);
        out.push_str(&format!("\n## Data\n\n{fence}json\n{json}{fence}\n"));
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

fn table(out: &mut String, title: &str, head: &[&str], rows: impl Iterator<Item = Vec<String>>) {
    out.push_str(&format!("\n## {title}\n\n"));
    line(out, head.iter().map(|head| (*head).to_owned()));
    line(out, head.iter().map(|_| "---".to_owned()));
    for row in rows {
        line(out, row.iter().map(|text| cell(text)));
    }
}
