//! The cases of `tests/verdicts/lifecycle-tests.json`: what a service does in a
//! whole test, and what the test has to conclude.

use std::cell::RefCell;
use std::rc::Rc;

use serde::Deserialize;

use super::scripted::{Event, InjectedError, Scripted};
use super::{BASE, Log, run_against, test_user};
use crate::http::cancel_token::CancelToken;
use crate::lifecycle::conclusion::flag_support;
use crate::lifecycle::evaluation::{Ending, ending};
use crate::lifecycle::extension::Needs;
use crate::lifecycle::facts::{Fact, Failure, State, facts};
use crate::lifecycle::report::{conclusion, report};
use crate::lifecycle::run::{LifecycleRun, RunPurpose};
use crate::steps::request::StepRequest;
use crate::steps::runner::TestRun;
use crate::tenant_url::entra_flag::ENTRA_FLAG;
use crate::tenant_url::parse;
use provisioning::mapping::{Apply, MappingSet, Row, Source};
use provisioning::talkdesk::{ACTIVE, ROLES, TEAMS};

const CASES: &str = include_str!("../../../../../tests/verdicts/lifecycle-tests.json");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    id: String,
    input: Input,
    expected: Expected,
    #[allow(dead_code)]
    source: String,
}

/// What the setup maps, the names that were entered, and the service's faults.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Input {
    /// Nothing when not mapped.
    roles: Option<[String; 2]>,
    #[serde(default)]
    teams: Option<[String; 2]>,
    #[serde(default)]
    only_on_creation: bool,
    #[serde(default)]
    no_active: bool,
    #[serde(default)]
    flag: bool,
    /// The query of the Tenant URL, where it is another than the flag.
    #[serde(default)]
    query: Option<String>,
    #[serde(rename = "faults")]
    errors: Vec<InjectedError>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expected {
    /// The ending, or the conclusion of a test that was completed.
    conclusion: String,
    flag: String,
    /// Topics that fail.
    #[serde(default)]
    fails: Vec<String>,
    /// Topics that are not known, if any.
    #[serde(default)]
    open: Vec<String>,
    /// The cause of the first refusal.
    #[serde(default)]
    refusal: Option<String>,
    #[serde(rename = "grade")]
    severity: String,
    /// Texts that the report has.
    #[serde(default)]
    says: Vec<String>,
    /// Texts that the report does not have.
    #[serde(default, rename = "saysNot")]
    says_not: Vec<String>,
    /// How many requests were made.
    #[serde(default)]
    requests: Option<usize>,
}

fn needs(input: &Input) -> Needs {
    let mut set = MappingSet::default();
    for (target, typed) in [(ROLES, &input.roles), (TEAMS, &input.teams)] {
        if typed.is_some() {
            let mut row = Row::new(target, Source::Direct("jobTitle".to_owned()));
            if input.only_on_creation {
                row.apply = Apply::OnlyDuringCreation;
            }
            set.put(row);
        }
    }
    if input.no_active {
        set.remove(ACTIVE);
    }
    let typed = [&input.roles, &input.teams].map(|typed| typed.clone().unwrap_or_default());
    Needs::of(&set, &typed)
}

/// Runs a test against the service, and says whether the user is left there.
fn run_test(input: &Input, mut service: Scripted) -> (LifecycleRun, bool) {
    let mut run = LifecycleRun::new(RunPurpose::Life, test_user());
    run.needs = needs(input);
    service.errors = input.errors.clone();
    let service = Rc::new(RefCell::new(service));
    let shared = service.clone();
    let respond = move |request: &StepRequest| shared.borrow_mut().respond(request);
    let cancel = CancelToken::default();
    run_against(respond, &cancel, &mut Log::persisting(), &mut run);
    let is_left = service.borrow().user.is_some();
    (run, is_left)
}

fn try_case(case: &Case) -> Result<(), String> {
    let (run, _) = run_test(&case.input, Scripted::default());
    let flag = case.input.flag.then(|| ENTRA_FLAG.to_owned());
    let tenant = match case.input.query.clone().or(flag) {
        Some(query) => parse(&format!("{BASE}?{query}")),
        None => parse(BASE),
    };
    let tenant = tenant.expect("an address");
    let facts = facts(&run);
    let ending = ending(&run).expect("an end");
    let concluded = match ending {
        Ending::Completed => format!("{:?}", conclusion(&run, &tenant)),
        ending => format!("{ending:?}"),
    };
    let topics = |is: &dyn Fn(&Fact) -> bool| -> Vec<String> {
        let found = facts.iter().filter(|fact| is(fact));
        found.map(|fact| format!("{:?}", fact.topic)).collect()
    };
    let refusal = facts.iter().find_map(|fact| match &fact.state {
        State::Fails(Failure::Refused(refusal)) => Some(format!("{:?}", refusal.cause)),
        _ => None,
    });
    let report = report(&run, &tenant).expect("a report");
    let lines: Vec<&str> = report.lines.iter().map(|line| line.text.as_str()).collect();
    let text = format!(
        "{}\n{}\n{}\n{}\n{}",
        report.headline,
        report.cause,
        lines.join("\n"),
        report.remedy,
        report.flag.1
    );
    let expected = &case.expected;
    let open = topics(&|fact| matches!(fact.state, State::Open(_)));
    let mut wrong = Vec::new();
    let mut compare = |what: &str, found: String, due: String| {
        if found != due {
            wrong.push(format!("{what}: {found}, and {due} is due"));
        }
    };
    compare("conclusion", concluded, expected.conclusion.clone());
    compare(
        "grade",
        format!("{:?}", report.severity),
        expected.severity.clone(),
    );
    compare(
        "flag",
        format!("{:?}", flag_support(&facts)),
        expected.flag.clone(),
    );
    compare(
        "fails",
        format!("{:?}", topics(&Fact::fails)),
        format!("{:?}", expected.fails),
    );
    if ending == Ending::Completed {
        compare("open", format!("{open:?}"), format!("{:?}", expected.open));
    }
    if let Some(due) = &expected.refusal {
        compare("refusal", refusal.unwrap_or_default(), due.clone());
    }
    if let Some(due) = expected.requests {
        compare("requests", run.results().len().to_string(), due.to_string());
    }
    wrong.extend(
        expected
            .says
            .iter()
            .filter(|says| !text.contains(*says))
            .map(|says| format!("does not say “{says}”")),
    );
    wrong.extend(
        expected
            .says_not
            .iter()
            .filter(|says| text.contains(*says))
            .map(|says| format!("says “{says}”")),
    );
    match wrong.is_empty() {
        true => Ok(()),
        false => Err(format!("{}:\n  {}\n{text}\n", case.id, wrong.join("\n  "))),
    }
}

#[test]
fn cases_of_the_field_are_concluded_as_they_are_due() {
    let cases: Vec<Case> = serde_json::from_str(CASES).expect("cases");
    assert!(cases.len() >= 10);
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| try_case(case).err())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// As `plan/tests.rs` has it for tests without the extension.
#[test]
fn one_failure_at_any_request_of_an_extended_test_is_cleaned_up() {
    let typed = || Some(["Supervisor".to_owned(), "Agent".to_owned()]);
    let mut longest = 0;
    for nth in 0..24 {
        let statuses = [200, 204, 400, 401, 403, 404, 409, 429, 500, 501];
        let statuses = statuses.map(Event::Status);
        for event in [Event::Lost, Event::Silent].into_iter().chain(statuses) {
            let input = Input {
                roles: typed(),
                teams: typed(),
                only_on_creation: false,
                no_active: false,
                flag: false,
                query: None,
                errors: Vec::new(),
            };
            let service = Scripted {
                event: Some((nth, event)),
                ..Scripted::default()
            };
            let (run, is_left) = run_test(&input, service);
            assert!(!is_left, "{event:?} at {nth}");
            assert!(ending(&run).is_some(), "{event:?} at {nth}");
            longest = longest.max(run.results().len());
        }
    }
    assert!((22..=26).contains(&longest), "{longest} requests");
}
