//! The result in a sentence, a bar and three facts.

use leptos::prelude::*;
use preflight::report::Totals;
use preflight::report::counts::ReportCounts;
use provisioning::format::grouped;
use provisioning::talkdesk::REQUESTS_PER_SECOND;

use crate::browser;
use crate::components::icon::{Icon, icons};

const SENTENCE_ID: &str = "pf-sentence";

#[component]
pub(crate) fn ReportSummary(
    counts: ReportCounts,
    /// Whether it takes the focus if nothing has it: what was pressed to begin
    /// the run may be gone.
    #[prop(optional)]
    takes_focus: bool,
) -> impl IntoView {
    let (names, names_hint) = counts.names();
    let licenses = match counts.compared {
        true => "one per user who becomes active",
        false => "one per new user",
    };
    Effect::new(move |_| {
        let active = document().active_element();
        if takes_focus && active.is_none_or(|active| active.tag_name() == "BODY") {
            browser::focus_soon(SENTENCE_ID);
        }
    });
    view! {
        <h2 class="pf-sentence" id=SENTENCE_ID tabindex="-1">
            {counts.sentence()}
        </h2>
        <SplitBar totals=counts.totals/>
        <Legend counts=counts.clone()/>
        <dl class="facts section">
            <Fact
                name="First cycle"
                value=counts.first_cycle.duration()
                hint=format!("at {REQUESTS_PER_SECOND} requests per second")
            />
            <Fact name="Licenses" value=grouped(counts.licenses.into()) hint=licenses/>
            <Fact name="Roles and teams" value=names hint=names_hint/>
        </dl>
    }
}

#[component]
fn Fact(name: &'static str, value: String, #[prop(into)] hint: String) -> impl IntoView {
    view! {
        <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
            <dd>{hint}</dd>
        </div>
    }
}

/// The parts of all users: the class of the bar's part and its size.
fn parts(totals: &Totals) -> [(&'static str, u32); 5] {
    [
        ("f-ok", totals.created),
        ("f-same", totals.updated + totals.unchanged),
        ("f-bad", totals.refused),
        ("f-unknown", totals.unknown),
        ("f-skip", totals.skipped),
    ]
}

/// Each part that is there has at least this share of the bar, in percent, so
/// that one rejected user of a million is seen.
const LEAST: f64 = 0.6;
/// What is left free between two parts.
const GAP: f64 = 0.2;

/// Where each part begins and how wide it is, in percent.
fn spans(totals: &Totals) -> Vec<(&'static str, f64, f64)> {
    let parts = parts(totals).into_iter().filter(|(_, users)| *users > 0);
    let parts: Vec<_> = parts.collect();
    let all = f64::from(totals.users.max(1));
    let shares = parts.iter();
    let shares: Vec<f64> = shares
        .map(|(_, users)| (f64::from(*users) / all * 100.0).max(LEAST))
        .collect();
    let gaps = GAP * parts.len().saturating_sub(1) as f64;
    let scale = (100.0 - gaps) / shares.iter().sum::<f64>().max(1.0);
    let mut at = 0.0;
    let spans = parts.into_iter().zip(shares).map(|((class, _), share)| {
        let span = (class, at, share * scale);
        at += share * scale + GAP;
        span
    });
    spans.collect()
}

#[component]
fn SplitBar(totals: Totals) -> impl IntoView {
    let rects = spans(&totals).into_iter().map(|(class, at, width)| {
        view! {
            <rect
                class=class
                x=format!("{at:.2}%")
                width=format!("{width:.2}%")
                height="12"
            ></rect>
        }
        .into_any()
    });
    let rects = rects.collect::<Vec<_>>();
    // The legend below says the same.
    view! {
        <svg class="pf-bar" aria-hidden="true">
            {rects}
        </svg>
    }
}

#[component]
fn Legend(counts: ReportCounts) -> impl IntoView {
    let totals = counts.totals;
    let skips = counts.skips();
    let items = [
        (true, icons::CHECK, "okc", totals.created, "created"),
        (
            counts.compared,
            icons::CHECK,
            "okc",
            totals.updated,
            "updated",
        ),
        (
            counts.compared,
            icons::EQ,
            "muted",
            totals.unchanged,
            "unchanged",
        ),
        (true, icons::BAD, "badc", totals.refused, "rejected"),
        (
            totals.unknown > 0,
            icons::Q,
            "warnc",
            totals.unknown,
            "not known",
        ),
    ];
    let items = items.into_iter().filter(|(shown, ..)| *shown);
    let items = items.map(|(_, icon, class, users, what)| {
        let text = format!("{} {what}", grouped(users.into()));
        view! {
            <li>
                <Icon of=icon class=class/>
                {text}
            </li>
        }
        .into_any()
    });
    let items = items.collect::<Vec<_>>();
    let skipped = (totals.skipped > 0).then(|| {
        let text = format!("{} skipped: {skips}", grouped(totals.skipped.into()));
        view! {
            <li>
                <Icon of=icons::SKIP class="muted"/>
                {text}
            </li>
        }
        .into_any()
    });
    let orphans = (totals.orphans > 0).then(|| {
        let text = format!("{} only in Talkdesk", grouped(totals.orphans.into()));
        view! {
            <li>
                <Icon of=icons::USER class="muted"/>
                {text}
            </li>
        }
        .into_any()
    });
    view! {
        <ul class="pf-legend" aria-label="Users by result">
            {items}
            {skipped}
            {orphans}
        </ul>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_the_bar_fill_it_and_none_is_too_small_to_be_seen() {
        let totals = Totals {
            users: 1_000_000,
            created: 999_999,
            refused: 1,
            ..Totals::default()
        };
        let spans = spans(&totals);
        assert_eq!(spans.len(), 2);
        assert!(spans[1].2 > 0.5, "{spans:?}");
        let end = spans[1].1 + spans[1].2;
        assert!((end - 100.0).abs() < 0.01, "{spans:?}");
        assert!(super::spans(&Totals::default()).is_empty());
    }
}
