//! `#/guide/finish`: what was set up, what is open, and what happens next.

use leptos::prelude::*;

use crate::browser::clock;
use crate::components::icon::{Icon, LabeledIcon, icons};
use crate::pages::guide::fact::FactCells;
use crate::pages::guide::frame::GuideFrame;
use crate::pages::guide::rich::rich;
use crate::pages::guide::{OpenStep, actions};
use crate::state::use_app;
use guide::checklist::STEPS;
use guide::facts::{OpenItem, SetupFact};
use guide::finish::{Finish, NextEvent, WatchItem};
use setup::Timestamp;

pub fn view() -> AnyView {
    view! { <FinishPage/> }.into_any()
}

#[component]
fn FinishPage() -> impl IntoView {
    let app = use_app();
    provide_context(OpenStep::new(app));
    let back = STEPS.last().map(actions::address).unwrap_or_default();
    view! {
        <GuideFrame>
            <section class="step" aria-labelledby="finish-title">
                <div class="step-body" tabindex="0" role="region" aria-label="Result">
                    {move || result(app.guide(Finish::new))}
                </div>
                <footer class="actionbar no-print">
                    <a class="btn" href=back.clone()>
                        <Icon of=icons::LEFT/>
                        "Back"
                    </a>
                    <span class="grow"></span>
                    <a class="btn wide-only" href="#/connection">
                        "Explain an error"
                    </a>
                    <a class="btn primary" href="#/guide/report">
                        "Get the report"
                    </a>
                </footer>
            </section>
        </GuideFrame>
    }
}

fn result(finish: Finish) -> AnyView {
    let Finish {
        started,
        title,
        lead,
        facts,
        open_items,
        next,
        watch,
    } = finish;
    let when = started.as_ref().map_or("Not started".to_owned(), |when| {
        format!("Marked as started {}", clock::local_text(when))
    });
    view! {
        <header>
            <span class="muted small">{when}</span>
            <h2 class="h1" id="finish-title">
                {title}
            </h2>
            <p>{lead}</p>
        </header>
        <OpenItems items=open_items/>
        <div class="step-cols even">
            <section>
                <h3>"What was set up"</h3>
                <FactTable facts/>
            </section>
            <section>
                <h3>"What happens next"</h3>
                <NextEvents events=next started/>
            </section>
        </div>
        <section class="section">
            <h3>"What to watch later"</h3>
            <ul class="bullets">{watch.into_iter().map(watch_item).collect::<Vec<_>>()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn OpenItems(items: Vec<OpenItem>) -> impl IntoView {
    if items.is_empty() {
        return None;
    }
    let title = match items.len() {
        1 => "1 open item".to_owned(),
        count => format!("{count} open items"),
    };
    let rows = items.into_iter().map(|item| {
        view! {
            <li>
                <a href=format!("#/guide/{}", item.step)>{item.text}</a>
                " "
                <span class="muted">{item.why}</span>
            </li>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    Some(view! {
        <section class="notice warn open-items">
            <Icon of=icons::WARN/>
            <div class="grow">
                <h3>{title}</h3>
                <ul class="bullets">{rows}</ul>
            </div>
        </section>
    })
}

#[component]
fn FactTable(facts: Vec<SetupFact>) -> impl IntoView {
    let rows = facts.into_iter().map(|fact| {
        view! {
            <tr>
                <FactCells fact/>
            </tr>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! {
        <table class="table facts-table">
            <tbody>{rows}</tbody>
        </table>
    }
}

#[component]
fn NextEvents(events: Vec<NextEvent>, started: Option<Timestamp>) -> impl IntoView {
    let rows = events.into_iter().map(|event| {
        let is_now = started.is_some() && event.minutes == Some(0);
        let (icon, class, label) = match is_now {
            true => (icons::NOW, "acc", "Now"),
            false => (icons::TODO, "muted", "Later"),
        };
        let time = match (&started, event.minutes) {
            (Some(started), Some(minutes @ 1..MINUTES_OF_DAY)) => {
                let time = clock::local_time_after(started, minutes);
                format!("{}, {time}", event.when)
            }
            _ => event.when.to_owned(),
        };
        view! {
            <li>
                <LabeledIcon of=icon class=class label=label/>
                <b>{time}</b>
                <div class="muted">
                    {rich(event.text)}
                    {event
                        .href
                        .map(|href| {
                            view! {
                                " "
                                <a href=href>"Open Connection"</a>
                            }
                                .into_any()
                        })}
                </div>
            </li>
        }
        .into_any()
    });
    let rows = rows.collect::<Vec<_>>();
    view! { <ol class="next-events">{rows}</ol> }
}

/// For later events the day says enough.
const MINUTES_OF_DAY: u32 = 24 * 60;

fn watch_item(item: WatchItem) -> AnyView {
    view! {
        <li>
            {rich(item.text)}
            " "
            <span class="source-line">{format!("Source: {}", item.source)}</span>
        </li>
    }
    .into_any()
}
