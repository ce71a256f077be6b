//! The report on a log: one sentence, the causes, outcomes by cycle, users.

mod causes;
mod chart;
mod export_menu;
mod users;

use std::sync::Arc;

use leptos::prelude::*;
use provisioning::format::{counted, grouped};
use worker_messages::explain::{LogOverview, ResultTone};

use crate::components::export_menu::NotCopied;
use crate::components::icon::{Icon, icons};
use crate::pages::connection::explain::log::causes::{Causes, SkippedCauses};
use crate::pages::connection::explain::log::chart::CycleChart;
use crate::pages::connection::explain::log::export_menu::LogExport;
use crate::pages::connection::explain::log::users::Users;
use crate::pages::connection::explain::state::{ExplainState, ExplainStatus, SENTENCE_ID};
use crate::pages::connection::explain::top_line::TopLine;
use crate::pages::connection::explain::use_explain;

pub(super) use users::{USERS_ID, row_id};

fn summary(state: ExplainState) -> Option<Arc<LogOverview>> {
    match state.status() {
        ExplainStatus::Log(summary) => Some(summary),
        _ => None,
    }
}

#[component]
pub(super) fn LogReport() -> impl IntoView {
    let state = use_explain();
    view! {
        <TopLine
            about=Signal::derive(move || {
                summary(state).map_or_else(String::new, |summary| about(&summary))
            })
            actions=move || view! { <LogExport/> }.into_any()
        />
        <NotCopied export=state.export/>
        {move || summary(state).map(|summary| view! { <Report summary/> }.into_any())}
    }
}

fn about(summary: &LogOverview) -> String {
    let users = counted(summary.users.into(), "user", "users");
    match summary.cycles.len() as u64 {
        0 | 1 => users,
        cycles => format!("{users}, {} cycles", grouped(cycles)),
    }
}

#[component]
fn Report(summary: Arc<LogOverview>) -> impl IntoView {
    let icon = match summary.tone {
        ResultTone::Bad => Some((icons::BAD, "badc")),
        ResultTone::Warning => Some((icons::WARN, "warnc")),
        ResultTone::Good => Some((icons::DONE, "okc")),
        ResultTone::Plain => None,
    };
    let icon = icon.map(|(of, class)| {
        view! {
            <Icon of class/>
            " "
        }
        .into_any()
    });
    let notes = summary.notes.iter().map(|note| {
        view! {
            <p class="hint">
                <Icon of=icons::INFO/>
                <span>{note.clone()}</span>
            </p>
        }
        .into_any()
    });
    let notes = notes.collect::<Vec<_>>();
    view! {
        <section aria-label="Report">
            <h2 class="sentence section" id=SENTENCE_ID tabindex="-1">
                {icon}
                {summary.sentence.clone()}
            </h2>
            <p class="muted small">
                {format!(
                    "{}, {}. Times are UTC.",
                    summary.format,
                    counted(summary.entries.into(), "entry", "entries"),
                )}
            </p>
            {notes}
            <Causes summary=summary.clone()/>
            <SkippedCauses summary=summary.clone()/>
            <CycleChart summary=summary.clone()/>
            <Users summary/>
        </section>
    }
}
