//! `#/guide/report`: the handover report on screen, on paper, as Markdown.

use leptos::prelude::*;

use crate::browser;
use crate::components::copy_button::CopyButton;
use crate::components::icon::{Icon, icons};
use crate::pages::guide::fact::{FactCells, Proof};
use crate::state::{App, mapping_facts, use_app};
use guide::facts::{FactProof, OpenItem, SetupFact};
use guide::handover::{HandoverReport, LEGEND, MappingLine, StepLogEntry};

/// Names of deleted mappings that are shown; the rest are counted.
const MAX_DELETED: usize = 3;

pub fn view() -> AnyView {
    view! { <ReportPage/> }.into_any()
}

#[component]
fn ReportPage() -> impl IntoView {
    let app = use_app();
    mapping_facts::follow(app);
    let report = Memo::new(move |_| app.guide(|input| HandoverReport::new(input, &browser::now())));
    view! {
        <ReportBar report/>
        <div class="onpaper">
            {move || view! { <Paper report=report.get()/> }.into_any()}
        </div>
    }
}

#[component]
fn ReportBar(report: Memo<HandoverReport>) -> impl IntoView {
    let app = use_app();
    let print = move |_| {
        let _ = window().print();
    };
    view! {
        <div class="paperbar no-print">
            <a class="btn quiet" href="#/guide">
                <Icon of=icons::LEFT/>
                "Guide"
            </a>
            <span class="muted small grow wide-only">
                {move || report.with(|report| report.file_stem.clone())}
            </span>
            <span class="grow narrow-only"></span>
            <CopyButton
                what="The report as Markdown"
                label="Copy Markdown"
                text=move |()| report.with_untracked(HandoverReport::markdown)
            />
            <button type="button" class="btn" on:click=move |_| save(app, report)>
                <Icon of=icons::SAVE/>
                "Save Markdown"
            </button>
            <button type="button" class="btn primary" on:click=print>
                <Icon of=icons::PRINT/>
                "Print"
            </button>
        </div>
    }
}

/// The browser shows by itself that a file was saved.
fn save(app: App, report: Memo<HandoverReport>) {
    let saved = report.with_untracked(|report| {
        browser::save_file(
            &report.markdown_file_name(),
            "text/markdown",
            &report.markdown(),
        )
    });
    match saved {
        Ok(()) => app.announce("Saved to a file"),
        Err(_) => {
            app.show_error("The browser didn’t save the file. Allow downloads for this page.")
        }
    }
}

#[component]
fn Paper(report: HandoverReport) -> impl IntoView {
    let footer = report.title.clone();
    view! {
        <article class="paper">
            <header class="row">
                <span class="brand">
                    <Icon of=icons::LOGO/>
                    "scimdesk"
                </span>
                <span class="grow"></span>
                <span class="muted">{report.made.to_minute()}</span>
            </header>
            <div>
                <h1 id="page-title" tabindex="-1">
                    {report.title}
                </h1>
                <p>{report.summary}</p>
            </div>
            <Facts facts=report.facts/>
            <OpenItems items=report.open_items/>
            <Mappings
                lines=report.mappings
                deleted=report.deleted
                deleted_label=report.deleted_label
            />
            <StepLog log=report.log/>
            <footer class="muted">{footer}</footer>
        </article>
    }
}

#[component]
fn Facts(facts: Vec<SetupFact>) -> impl IntoView {
    let rows = facts.into_iter().map(|fact| {
        let from = match &fact.when {
            Some(when) => format!("{}, {}", fact.source, when.to_minute()),
            None => fact.source.clone(),
        };
        view! {
            <tr>
                <FactCells fact/>
                <td class="muted when">{from}</td>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <section>
            <h2>"Status"</h2>
            <table class="table facts-table">
                <thead>
                    <tr>
                        <th scope="col">"Fact"</th>
                        <th scope="col">"Value"</th>
                        <th scope="col">"Proof"</th>
                        <th scope="col" class="when">
                            "From"
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            <p class="muted tiny">{LEGEND}</p>
        </section>
    }
}

#[component]
fn OpenItems(items: Vec<OpenItem>) -> impl IntoView {
    let list = match items.is_empty() {
        true => view! { <p>"None. Every fact is verified or marked as done."</p> }.into_any(),
        false => {
            let items = items.into_iter().map(|item| {
                view! {
                    <li>
                        <b>{item.text}</b>
                        {format!(" {} ", item.why)}
                        <a href=format!("#/guide/{}", item.step)>{item.step_label}</a>
                    </li>
                }
                .into_any()
            });
            view! { <ol class="num-list">{items.collect::<Vec<_>>()}</ol> }.into_any()
        }
    };
    view! {
        <section>
            <h2>"Open items"</h2>
            {list}
        </section>
    }
}

#[component]
fn Mappings(
    lines: Vec<MappingLine>,
    deleted: Vec<String>,
    deleted_label: &'static str,
) -> impl IntoView {
    let rows = lines.into_iter().map(|line| {
        view! {
            <tr>
                <td>{line.target}</td>
                <td>
                    <code>{line.source}</code>
                    {line.is_matching.then_some(", matching")}
                </td>
                <td>{line.change}</td>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    let last = (!deleted.is_empty()).then(|| {
        let names = deleted.iter().take(MAX_DELETED).cloned();
        let names = names.collect::<Vec<_>>().join(", ");
        let more = deleted.len().saturating_sub(MAX_DELETED);
        let names = match more {
            0 => names,
            more => format!("{names} and {more} more"),
        };
        view! {
            <tr>
                <td>{format!("{} default mappings", deleted.len())}</td>
                <td class="muted">{names}</td>
                <td>{deleted_label}</td>
            </tr>
        }
        .into_any()
    });
    view! {
        <section>
            <h2>"Mappings"</h2>
            <table class="table maps-r">
                <thead>
                    <tr>
                        <th scope="col">"Talkdesk attribute"</th>
                        <th scope="col">"Comes from"</th>
                        <th scope="col">"Change"</th>
                    </tr>
                </thead>
                <tbody>{rows} {last}</tbody>
            </table>
        </section>
    }
}

#[component]
fn StepLog(log: Vec<StepLogEntry>) -> impl IntoView {
    let rows = log.into_iter().map(|entry| {
        let position = entry.position.map_or_else(String::new, |it| it.to_string());
        let state = match entry.proof {
            Some(FactProof::Open) => entry.state.into_any(),
            Some(proof) => view! { <Proof proof/> }.into_any(),
            None => view! { <span class="muted">{entry.state}</span> }.into_any(),
        };
        let note = (!entry.note.is_empty()).then(|| {
            view! { <div class="muted">{format!("Note: {}", entry.note)}</div> }.into_any()
        });
        view! {
            <tr>
                <td class="muted nowrap">{position}</td>
                <td>
                    {entry.title} {note}
                </td>
                <td>{state}</td>
                <td class="muted nowrap when">
                    {entry.when.map(|when| when.to_minute()).unwrap_or_default()}
                </td>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <section>
            <h2>"Step log"</h2>
            <table class="table">
                <thead>
                    <tr>
                        <th scope="col">"Step"</th>
                        <th scope="col">"What to do"</th>
                        <th scope="col">"State"</th>
                        <th scope="col" class="when">
                            "When"
                        </th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </section>
    }
}
