//! What was found: the mappings as a whole, then each issue with how many users
//! have it, its fix and its users.

use std::cmp::Reverse;

use entra_expression::Severity;
use leptos::prelude::*;
use preflight::report::counts::ReportCounts;
use preflight::report::finding_kind::FindingSeverity;
use preflight::report::issue::IssueCount;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::format::{grouped, noun};
use provisioning::mapping::MappingSet;

use crate::browser;
use crate::pages::preflight::paging::issue_value;
use crate::pages::preflight::report::users::USERS_ID;
use crate::pages::preflight::state::PreflightState;
use crate::pages::preflight::use_page;
use crate::pages::preflight::widgets::{FixLink, SeverityIcon};

#[component]
pub(crate) fn IssueList(
    counts: ReportCounts,
    /// The mappings that ran.
    set: MappingSet,
    #[prop(optional)] diagnostics: Vec<MappingDiagnostic>,
    /// Whether the users are there to be shown.
    #[prop(optional)]
    shows_users: bool,
) -> impl IntoView {
    let diagnostics = diagnostics.into_iter().map(ListedIssue::Mapping);
    let issues = counts.issues.into_iter().map(ListedIssue::Users);
    let mut listed = diagnostics.chain(issues).collect::<Vec<_>>();
    listed.sort_by_key(|issue| Reverse(issue.severity()));
    // One button is the next thing to do: the first fix.
    let mut primary = true;
    let mut is_first = move |fixes: bool| fixes && std::mem::replace(&mut primary, false);
    let listed = listed.into_iter().map(|issue| match issue {
        ListedIssue::Mapping(diagnostic) => {
            let primary = is_first(true);
            view! { <MappingIssue diagnostic primary/> }.into_any()
        }
        ListedIssue::Users(issue) => {
            let primary = is_first(issue.fixed_in().is_some());
            let reason = issue.explanation(&set);
            view! { <IssueItem issue reason primary shows_users/> }.into_any()
        }
    });
    let listed = listed.collect::<Vec<_>>();
    let content = match listed.is_empty() {
        true => view! { <p class="muted">"No issues found."</p> }.into_any(),
        false => view! {
            <ol class="pf-issues">{listed}</ol>
        }
        .into_any(),
    };
    view! {
        <section class="section" aria-labelledby="pf-issues-title">
            <h2 id="pf-issues-title">"Issues"</h2>
            {content}
        </section>
    }
}

/// An issue of a mapping, whoever the user is, or of some users.
enum ListedIssue {
    Mapping(MappingDiagnostic),
    Users(IssueCount),
}

impl ListedIssue {
    fn severity(&self) -> FindingSeverity {
        match self {
            ListedIssue::Mapping(diagnostic) => severity_of(diagnostic),
            ListedIssue::Users(issue) => issue.kind.severity(),
        }
    }
}

fn severity_of(diagnostic: &MappingDiagnostic) -> FindingSeverity {
    match diagnostic.severity {
        Severity::Error => FindingSeverity::Refused,
        Severity::Warning => FindingSeverity::Warning,
        Severity::Info => FindingSeverity::Hint,
    }
}

/// The first one to follow stands out.
fn link_class(primary: bool) -> &'static str {
    match primary {
        true => "btn primary no-print",
        false => "btn no-print",
    }
}

/// What the run shows about a mapping, whoever the user is.
#[component]
fn MappingIssue(diagnostic: MappingDiagnostic, primary: bool) -> impl IntoView {
    let severity = severity_of(&diagnostic);
    let name = diagnostic.short_target().to_owned();
    view! {
        <li class="pf-issue">
            <b class="num muted small">"Mapping"</b>
            <div>
                <h3>
                    <SeverityIcon severity/>
                    {format!(" {name}: {}", diagnostic.headline)}
                </h3>
                <p>{diagnostic.message.clone()}</p>
            </div>
            <FixLink name class=link_class(primary)/>
        </li>
    }
}

#[component]
fn IssueItem(
    issue: IssueCount,
    /// Where the values come from and why that matters, or what to do.
    reason: String,
    primary: bool,
    shows_users: bool,
) -> impl IntoView {
    let state = use_page().state;
    let words = issue.kind.text();
    let title = issue.title();
    let key = issue.key();
    let is_shown = Memo::new(move |_| shows_users && issue_value(&state.query()) == key);
    let users = noun(issue.users.into(), "user", "users");
    let fix = issue.fixed_in().map(str::to_owned);
    let fix = fix.map(|name| view! { <FixLink name class=link_class(primary)/> }.into_any());
    let count = grouped(issue.users.into());
    let label = format!("Show users: {title}");
    let show = shows_users.then(|| {
        let issue = issue.clone();
        view! {
            <button
                type="button"
                class="btn quiet no-print"
                aria-label=label
                on:click=move |_| show_users(state, &issue)
            >
                "Show users"
            </button>
        }
        .into_any()
    });
    view! {
        <li class="pf-issue" class:on=move || is_shown.get()>
            <b class="num">
                {count} <span class="sr">{format!(" {users}")}</span>
            </b>
            <div>
                <h3>
                    <SeverityIcon severity=words.severity/>
                    " "
                    {title}
                </h3>
                <p>{reason}</p>
            </div>
            {show}
            {fix}
        </li>
    }
}

/// Lists the users who have an issue.
fn show_users(state: PreflightState, issue: &IssueCount) {
    state.narrow(|query| {
        query.kind = Some(issue.kind);
        query.target.clone_from(&issue.target);
        query.outcome = None;
        query.search.clear();
    });
    browser::focus(USERS_ID);
    browser::reveal(USERS_ID);
}
