//! A finished test for other people: as text and as Markdown for a ticket, and
//! as JSON. Outcomes hold no token, so neither does a report.

use serde_json::{Value, json};

use crate::checks::check::CheckId;
use crate::checks::run::CheckRun;
use crate::diagnosis::diagnose::{CheckVerdict, Diagnosis};
use crate::diagnosis::messages::{Code, VerdictSeverity};
use crate::http::http_text::summary;
use crate::http::outcome::Outcome;
use crate::steps::request::below;
use crate::steps::runner::TestRun;
use crate::steps::step::{Step, StepKind};
use crate::tenant_url::TenantUrl;
use provisioning::format::grouped;

pub const JSON_VERSION: u32 = 1;

#[derive(Debug, Clone, Copy)]
pub struct CheckReport<'a> {
    pub tenant: &'a TenantUrl,
    pub run: &'a CheckRun,
    pub diagnosis: &'a Diagnosis,
    pub when: &'a str,
}

impl<'a> CheckReport<'a> {
    /// Every check that has an outcome, but for those that nobody wanted.
    fn checks(&self) -> impl Iterator<Item = (&'static Step<CheckId>, &Outcome, &CheckVerdict)> {
        let results = self.run.results().iter().zip(&self.diagnosis.verdicts);
        results
            .filter(|(result, _)| result.step.is_wanted(&self.run.input))
            .map(|(result, verdict)| (result.step.step(), &result.outcome, verdict))
    }

    fn exchange(&self, check: &Step<CheckId>, outcome: &Outcome) -> String {
        let request = check.id.request(&self.run.input);
        request.exchange_text(self.tenant, outcome)
    }

    /// The result as sentences: headline, cause, remedy, and what the browser
    /// cannot know.
    fn sentences(&self) -> Vec<String> {
        let (service, finding) = (self.tenant.service(), self.diagnosis.finding());
        let fill = |text: &str| service.fill_about(&self.diagnosis.attribute, text);
        let mut lines = vec![finding.headline, finding.cause];
        if finding.severity != VerdictSeverity::Good {
            lines.push(finding.remedy);
        }
        let mut lines: Vec<String> = lines.into_iter().map(fill).collect();
        if !finding.hidden.is_empty() {
            let hidden = fill(finding.hidden);
            lines.push(format!("What the browser can’t know: {hidden}"));
        }
        lines
    }

    fn title(&self) -> String {
        format!(
            "SCIM connection test of {} on {}",
            self.tenant.text(),
            self.when
        )
    }

    pub fn text(&self) -> String {
        let mut text = format!("{}\n\n{}\n", self.title(), self.sentences().join("\n"));
        for (check, outcome, verdict) in self.checks() {
            text.push_str(&format!(
                "\n== {}: {}\n{}\n",
                check.name,
                word(outcome, verdict.code),
                self.exchange(check, outcome)
            ));
            for evidence in &verdict.evidence {
                text.push_str(&format!("- {}\n", evidence.message()));
            }
        }
        text
    }

    pub fn markdown(&self) -> String {
        let mut sentences = self.sentences().into_iter().map(|text| escaped(&text));
        let mut text = format!(
            "# {}\n\n**{}**\n",
            escaped(&self.title()),
            sentences.next().unwrap_or_default()
        );
        for sentence in sentences {
            text.push_str(&format!("\n{sentence}\n"));
        }
        text.push_str("\n| Check | Response | Time | Result |\n|---|---|---|---|\n");
        for (check, outcome, verdict) in self.checks() {
            let time = outcome.ms().map(|ms| format!("{} ms", grouped(ms.into())));
            text.push_str(&format!(
                "| {} | {} | {} | {} |\n",
                check.name,
                summary(outcome),
                time.unwrap_or_default(),
                word(outcome, verdict.code)
            ));
        }
        for (check, outcome, verdict) in self.checks() {
            text.push_str(&format!("\n## {}\n\n", check.name));
            for evidence in &verdict.evidence {
                text.push_str(&format!("- {}\n", escaped(&evidence.message())));
            }
            let exchange = self.exchange(check, outcome);
            let fence = fence(&exchange);
            text.push_str(&format!("\n{fence}\n{exchange}\n{fence}\n"));
        }
        text
    }

    /// As JSON, with the whole of every body that was read.
    pub fn json(&self) -> String {
        let finding = self.diagnosis.finding();
        let checks: Vec<Value> = self
            .checks()
            .map(|(check, outcome, verdict)| self.check_json(check, outcome, verdict))
            .collect();
        let value = json!({
            "scimdeskConnectionTest": JSON_VERSION,
            "when": self.when,
            "tenantUrl": self.tenant.text(),
            "matchingAttributes": self.run.input.matching.attributes(),
            "passed": self.diagnosis.passed(),
            "code": finding.code.exported_name(),
            "verdict": self.sentences(),
            "checks": checks,
        });
        format!("{value:#}\n")
    }

    fn check_json(
        &self,
        check: &Step<CheckId>,
        outcome: &Outcome,
        verdict: &CheckVerdict,
    ) -> Value {
        let evidence: Vec<String> = verdict.evidence.iter().map(|one| one.message()).collect();
        let mut value = json!({
            "check": check.name,
            "method": check.method.name(),
            "url": below(self.tenant, &check.id.request(&self.run.input).target),
            "expected": check.expected,
            "source": check.source.url,
            "code": verdict.code.exported_name(),
            "verdict": word(outcome, verdict.code),
            "evidence": evidence,
            "outcome": summary(outcome),
            "milliseconds": outcome.ms(),
        });
        if let (Outcome::Response(response), Some(members)) = (outcome, value.as_object_mut()) {
            let headers: serde_json::Map<String, Value> = response
                .headers
                .iter()
                .map(|(name, text)| ((*name).to_owned(), Value::from(text.as_str())))
                .collect();
            members.insert("status".to_owned(), response.status.into());
            members.insert("headers".to_owned(), headers.into());
            members.insert("body".to_owned(), response.body.text.as_str().into());
        }
        value
    }
}

/// Text in which no character has a meaning of its own in Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\`*_{}[]<>#|~".contains(letter) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// A fence longer than any in the text, so that no body can end it.
pub fn fence(text: &str) -> String {
    let (mut longest, mut now) = (2, 0);
    for letter in text.chars() {
        now = if letter == '`' { now + 1 } else { 0 };
        longest = longest.max(now);
    }
    "`".repeat(longest + 1)
}

/// The result of a check in a word or two.
pub fn word(outcome: &Outcome, code: Code) -> &'static str {
    match outcome {
        Outcome::NotSent(why) => why.message(),
        Outcome::Cancelled => "canceled",
        _ => code.finding().word,
    }
}

/// The status of a check for the table: `200`, `401, as expected`, `404, wrong
/// path` or `not readable`.
pub fn status_text(check: CheckId, outcome: &Outcome, code: Code) -> String {
    let Outcome::Response(response) = outcome else {
        return word(outcome, code).to_owned();
    };
    let status = response.status;
    match (check, code) {
        (CheckId::WrongToken, Code::Fine) => format!("{status}, as expected"),
        (_, Code::Fine) => status.to_string(),
        _ => format!("{status}, {}", word(outcome, code)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::check::CheckInput;
    use crate::diagnosis::diagnose::diagnose;
    use crate::http::outcome::{Body, End, RawResponse, Skip};
    use crate::tenant_url::parse;
    use crate::token::SecretToken;

    fn with_report(body: &str, test: impl Fn(CheckReport<'_>)) {
        let token = SecretToken::typed("s3cret-token-9".to_owned());
        let response = RawResponse {
            status: 401,
            headers: vec![("www-authenticate", "Bearer s3cret-token-9".to_owned())],
            relay: None,
            relay_proof: None,
            body: Body {
                text: body.to_owned(),
                end: End::Whole,
            },
            ms: 42,
        };
        let mut outcomes = vec![Outcome::Response(response.redacted_by(&token.redactor()))];
        outcomes.extend([
            Outcome::NotSent(Skip::NoAttribute),
            Outcome::NotSent(Skip::NoAttribute),
            Outcome::NotSent(Skip::NeedsToken),
            Outcome::NotSent(Skip::NeedsToken),
            Outcome::NotSent(Skip::NeedsToken),
            Outcome::NotSent(Skip::NeedsToken),
            Outcome::NotSent(Skip::NoEmail),
            Outcome::NotSent(Skip::NoValue),
            Outcome::NotSent(Skip::NoEmail),
        ]);
        let tenant = parse("https://api.talkdeskapp.eu/scim/v2").expect("an address");
        let input = CheckInput {
            guid: "g-1".to_owned(),
            ..CheckInput::default()
        };
        let run = CheckRun::with_outcomes(input, outcomes);
        let diagnosis = diagnose(&tenant, &run);
        test(CheckReport {
            tenant: &tenant,
            run: &run,
            diagnosis: &diagnosis,
            when: "2026-11-23 20:00 UTC",
        });
    }

    #[test]
    fn every_form_tells_everything_but_the_token() {
        with_report("{\"detail\":\"s3cret-token-9 is unknown\"}", |report| {
            for text in [report.text(), report.markdown(), report.json()] {
                for due in [
                    "Talkdesk rejects the token (401)",
                    "https://api.talkdeskapp.eu/scim/v2/Users?filter=userName+eq+%22g-1%22",
                    "42",
                    "is unknown",
                ] {
                    assert!(text.contains(due), "{due} is missing in\n{text}");
                }
                assert!(!text.contains("s3cret"), "{text}");
                assert!(!text.contains("Find the user"), "{text}");
            }
        });
    }

    #[test]
    fn a_body_cannot_end_its_fence_nor_write_markdown() {
        with_report("{\"detail\":\"````\\n# big <b>\"}", |report| {
            let text = report.markdown();
            assert_eq!(text.matches("\n`````\n").count(), 2, "{text}");
            assert!(text.contains("\\# big \\<b\\>"), "{text}");
        });
    }

    #[test]
    fn the_status_of_a_check_has_its_number() {
        with_report("{}", |report| {
            let outcome = report.run.outcome(CheckId::Query).expect("a response");
            let text = |check, code| status_text(check, outcome, code);
            assert_eq!(text(CheckId::Query, Code::TokenRefused), "401, rejected");
            assert_eq!(text(CheckId::WrongToken, Code::Fine), "401, as expected");
            assert_eq!(text(CheckId::Config, Code::Fine), "401");
            let skipped = Outcome::NotSent(Skip::NeedsToken);
            let skipped = status_text(CheckId::Config, &skipped, Code::NotSent);
            assert_eq!(skipped, "needs a token");
        });
    }

    #[test]
    fn json_is_json() {
        with_report("{\"detail\":\"no\"}", |report| {
            let value: Value = serde_json::from_str(&report.json()).expect("JSON");
            assert_eq!(value["code"], "TokenRefused");
            assert_eq!(value["passed"], false);
            assert_eq!(value["checks"][0]["status"], 401);
            assert_eq!(value["checks"].as_array().map(Vec::len), Some(5));
        });
    }
}
