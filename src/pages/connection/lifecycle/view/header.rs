//! The head of the card: what the test is doing, or how it came out, in a
//! sentence.

use leptos::prelude::*;

use crate::components::icon::{Icon, LabeledIcon, icons};
use crate::pages::connection::lifecycle::context::{LifecycleSection, use_section};
use crate::pages::connection::lifecycle::severity::icon_of;
use crate::pages::connection::lifecycle::started_run::{StartedRun, ended};
use connection_test::lifecycle::stages::{STAGES, current_stage, passed_stages};

#[component]
pub(super) fn Header() -> impl IntoView {
    let section = use_section();
    // Changes with each stage, not with every response: what changes is read
    // out again.
    let phase = Memo::new(move |_| phase(section));
    let started = move || {
        // Read and not only tracked: a memo that nobody reads does not look.
        let _ = phase.get();
        untrack(|| section.started())
    };
    view! {
        <header>
            {move || icon(started().as_deref())}
            <div role="status">{move || message(started().as_deref())}</div>
        </header>
    }
}

fn phase(section: LifecycleSection) -> String {
    let Some(started) = section.started() else {
        return String::new();
    };
    let stage = current_stage(&started.run, started.current_step);
    let user = &started.run.user.user_name;
    match started.running {
        true => format!("{} {stage:?} {user}", started.queued),
        false => format!("ended {user}"),
    }
}

fn icon(started: Option<&StartedRun>) -> AnyView {
    match (started, ended(started)) {
        (None, _) => view! { <Icon of=icons::USER class="muted"/> }.into_any(),
        (Some(_), None) => {
            view! { <LabeledIcon of=icons::SPIN label="Running" class="acc spin"/> }.into_any()
        }
        (Some(_), Some((_, report))) => {
            let (icon, class) = icon_of(report.severity);
            view! { <Icon of=icon class=class/> }.into_any()
        }
    }
}

fn message(started: Option<&StartedRun>) -> AnyView {
    let (headline, text) = match (started, ended(started)) {
        (_, Some((_, report))) => (report.headline, report.cause),
        (Some(started), None) => running_message(started),
        (None, None) => (
            "Not run yet".to_owned(),
            "Allow the test, then run it. It takes about half a minute and touches no other user."
                .to_owned(),
        ),
    };
    view! {
        <h2>{headline}</h2>
        <p>{text}</p>
    }
    .into_any()
}

fn running_message(started: &StartedRun) -> (String, String) {
    if started.queued {
        return (
            "Waiting for another tab".to_owned(),
            "Another tab of this browser is testing the same service. This test starts when that one ends.".to_owned(),
        );
    }
    let run = &started.run;
    let current = current_stage(run, started.current_step);
    let headline = current.map_or("Running", |stage| stage.headline(&run.needs));
    let passed = passed_stages(run, current);
    let text = format!(
        "{passed} of {} steps passed. No other user is touched.",
        STAGES.len()
    );
    (headline.to_owned(), text)
}
