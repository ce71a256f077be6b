//! The cases of `tests/verdicts/live-tests.json`: what a service responds, or
//! what was typed, and the verdict that is due.

use serde_json::{Value, json};

use crate::checks::check::{CheckId, CheckInput};
use crate::checks::matching::Matching;
use crate::checks::run::CheckRun;
use crate::diagnosis::diagnose::{Diagnosis, diagnose};
use crate::http::outcome::{Body, HttpResponse, Outcome};
use crate::scim::content::{ERROR, LIST_RESPONSE};
use crate::scim::evidence::Evidence;
use crate::steps::runner::TestRun;
use crate::steps::step::{NextStep, StepResult};
use crate::tenant_url::code::TenantUrlCode;
use crate::tenant_url::entra_flag::EntraFlag;
use crate::tenant_url::path_rules::PathCode;
use crate::tenant_url::rules::validate;
use crate::tenant_url::{TenantUrl, parse};
use provisioning::talkdesk::{EXTENSION_SCHEMA, USER_NAME};

fn cases(kind: &str) -> Vec<Value> {
    let table = include_str!("../../../../tests/verdicts/live-tests.json");
    let all: Vec<Value> = serde_json::from_str(table).expect("a table");
    all.into_iter()
        .filter(|case| case["kind"] == kind)
        .collect()
}

fn texts(value: &Value) -> Vec<&str> {
    let list = value.as_array().into_iter().flatten();
    list.filter_map(Value::as_str).collect()
}

fn response(status: u16, body: &Value) -> Outcome {
    Outcome::Response(HttpResponse {
        status,
        headers: vec![("content-type", "application/scim+json".to_owned())],
        body: Body {
            text: body.to_string(),
            ..Body::default()
        },
        ms: 10,
        ..HttpResponse::default()
    })
}

fn list(users: &[Value]) -> Value {
    json!({"schemas": [LIST_RESPONSE], "totalResults": users.len(), "Resources": users})
}

/// A service as the table describes it: by attribute of the filter.
struct Service<'a> {
    responses: &'a Value,
    users: &'a [Value],
    descriptions: u16,
}

impl Service<'_> {
    fn respond(&self, id: CheckId, input: &CheckInput) -> Outcome {
        let error = |status: u16| json!({"schemas": [ERROR], "status": status.to_string()});
        match id {
            CheckId::WrongToken => return response(401, &error(401)),
            CheckId::FindUser | CheckId::FindByOther => return response(200, &list(self.users)),
            CheckId::ReadUser => {
                let user = self.users.first().unwrap_or(&Value::Null);
                return response(200, user);
            }
            _ => {}
        }
        if let Some((attribute, _)) = id.filter(input) {
            let due = &self.responses[attribute];
            let status = due["status"].as_u64().unwrap_or(200) as u16;
            if status == 200 {
                let count = due["users"].as_u64().unwrap_or(0) as usize;
                return response(200, &list(&vec![json!({"id": "1"}); count]));
            }
            let mut body = error(status);
            for name in ["detail", "scimType"] {
                if let Some(text) = due[name].as_str() {
                    body[name] = text.into();
                }
            }
            return response(status, &body);
        }
        if self.descriptions != 200 {
            return response(self.descriptions, &error(self.descriptions));
        }
        let names = ["rolesString", "teamsString"];
        let attributes = names.map(|name| json!({"name": name, "type": "string"}));
        response(
            200,
            &match id {
                CheckId::Config => {
                    json!({"patch": {"supported": true}, "filter": {"supported": true}})
                }
                CheckId::ResourceTypes => list(&[json!({"name": "User"})]),
                _ => list(&[json!({"id": EXTENSION_SCHEMA, "attributes": attributes})]),
            },
        )
    }
}

/// Runs a whole test. Tells its diagnosis and the requests that were made.
fn run(
    service: &Service<'_>,
    input: CheckInput,
    tenant: &TenantUrl,
) -> (Diagnosis, Vec<(CheckId, String)>) {
    let (mut run, mut requests) = (CheckRun::new(input), Vec::new());
    while let Some(next) = run.next_step() {
        let (step, outcome) = match next {
            NextStep::Skip(step, why) => (step, Outcome::NotSent(why)),
            NextStep::Send(step) => {
                requests.push((step, step.request(&run.input).target));
                (step, service.respond(step, &run.input))
            }
        };
        run.add(StepResult {
            step,
            id: None,
            outcome,
        });
    }
    (diagnose(tenant, &run), requests)
}

fn tenant() -> TenantUrl {
    parse("https://api.talkdeskapp.eu/scim/v2").expect("an address")
}

#[test]
fn a_test_requests_and_concludes_as_the_table_says() {
    for case in cases("connection") {
        let (id, due) = (&case["id"], &case["expected"]);
        let input = CheckInput {
            guid: "g-1".to_owned(),
            matching: Matching::by(&texts(&case["matching"])),
            ..CheckInput::default()
        };
        let service = Service {
            responses: &case["responses"],
            users: &[],
            descriptions: case["descriptions"].as_u64().unwrap_or(200) as u16,
        };
        let (diagnosis, requests) = run(&service, input, &tenant());
        assert_eq!(due["code"], diagnosis.overall.exported_name(), "{id}");
        assert_eq!(due["passed"], diagnosis.passed(), "{id}");
        assert_eq!(due["attribute"], diagnosis.attribute, "{id}");
        let queries: Vec<&str> = requests
            .iter()
            .filter(|(id, _)| id.query_index().is_some())
            .map(|(_, target)| target.as_str())
            .collect();
        let wanted: Vec<String> = texts(&due["asked"])
            .iter()
            .map(|attribute| crate::steps::request::by_filter(attribute, "g-1"))
            .collect();
        assert_eq!(queries, wanted, "{id}");
        let fill = |text| tenant().service().fill_about(&diagnosis.attribute, text);
        let finding = diagnosis.finding();
        for text in [finding.headline, finding.cause, finding.remedy] {
            assert!(!fill(text).contains('{'), "{id}");
        }
        // The attribute and what to do instead are named.
        if diagnosis
            .overall
            .exported_name()
            .starts_with("MatchingFilter")
        {
            let headline = fill(finding.headline);
            assert!(headline.contains(&diagnosis.attribute), "{id}: {headline}");
            assert!(finding.remedy.contains("precedence 1 to userName"), "{id}");
            let filter = Evidence::Filter(diagnosis.attribute.clone());
            assert!(diagnosis.evidence.contains(&filter), "{id}");
        }
    }
}

#[test]
fn a_user_is_identified_as_the_table_says() {
    for case in cases("find") {
        let (id, due) = (&case["id"], &case["expected"]);
        let text = |name: &str| case[name].as_str().map(str::to_owned);
        let by_name = case["attribute"] == USER_NAME;
        let input = CheckInput {
            guid: "g-1".to_owned(),
            matching: Matching::by(&texts(&case["matching"])),
            email: text("value").filter(|_| by_name),
            other_value: text("value").filter(|_| !by_name),
            user_id: None,
        };
        let users: Vec<Value> = case["users"].as_array().cloned().unwrap_or_default();
        let service = Service {
            responses: &Value::Null,
            users: &users,
            descriptions: 200,
        };
        let (diagnosis, requests) = run(&service, input, &tenant());
        let check = if by_name {
            CheckId::FindUser
        } else {
            CheckId::FindByOther
        };
        let found = diagnosis
            .verdicts
            .iter()
            .find(|verdict| verdict.check == check);
        let code = found.map(|verdict| verdict.code.exported_name());
        assert_eq!(due["code"].as_str(), code.as_deref(), "{id}");
        let read = requests
            .iter()
            .find(|(id, _)| *id == CheckId::ReadUser)
            .map(|(_, target)| target.as_str());
        assert_eq!(due["read"].as_str(), read, "{id}");
        // What is wrong with a user is said first, and is never all clear.
        if !matches!(due["code"].as_str(), Some("Fine" | "UserUnknown")) {
            assert_eq!(due["code"], diagnosis.overall.exported_name(), "{id}");
        }
    }
}

/// The name of a diagnostic in the table.
fn name(code: &TenantUrlCode) -> &'static str {
    let of_flag = |flag: &EntraFlag| match flag {
        EntraFlag::Current => "flag-current",
        EntraFlag::Former => "flag-former",
    };
    match code {
        TenantUrlCode::Punctuation => "punctuation",
        TenantUrlCode::SurroundingCharacters => "surrounded",
        TenantUrlCode::Flag { flag, .. } => of_flag(flag),
        TenantUrlCode::Path { code, .. } => match code {
            PathCode::Flag(flag) => of_flag(flag),
            PathCode::Endpoint { .. } => "endpoint",
            PathCode::Doubled => "doubled",
            PathCode::AfterScimPath { .. } => "after-scim-path",
            PathCode::NoScimPath => "no-scim-path",
            PathCode::TrailingSlash => "trailing-slash",
            PathCode::Case => "case",
            PathCode::DoubledSlash => "doubled-slash",
        },
        _ => "another",
    }
}

#[test]
fn an_address_is_diagnosed_and_fixed_as_the_table_says() {
    for case in cases("address") {
        let (id, due) = (&case["id"], &case["expected"]);
        let typed = case["input"].as_str().expect("a text");
        let found = validate(typed);
        let wanted = found
            .diagnostics
            .iter()
            .find(|one| due["diagnostic"] == name(&one.code));
        let fix = wanted.and_then(|one| one.fix.as_deref());
        assert_eq!(due["fix"].as_str(), fix, "{id}: {:?}", found.diagnostics);
        assert_eq!(due["blocks"], found.url.is_none(), "{id}");
    }
}

/// Every case of this kind that was reported is in the table.
#[test]
fn the_reported_cases_are_in_the_table() {
    let all = ["connection", "find", "address"].map(cases).concat();
    for id in ["R04-live", "R05-live", "R22-live", "R32", "J2", "J4"] {
        assert!(all.iter().any(|case| case["id"] == id), "{id}");
    }
    let own = all
        .iter()
        .filter(|case| case["id"].as_str().is_some_and(|id| id.starts_with("X-J-")));
    assert!(own.count() >= 5);
}
