//! Outcomes by cycle over time, as a picture and as a table for screen readers.

use std::sync::Arc;

use leptos::prelude::*;
use provisioning::format::grouped;
use worker_messages::explain::{CycleCount, LogOverview, LogTotals};

/// The height of the bars and the room above them, in units of the picture.
const HEIGHT: f64 = 84.0;
const TOP: f64 = 12.0;
const LEFT: f64 = 40.0;
const WIDTH: f64 = 760.0;

/// The class of what was skipped, which differs from the rest by more than its
/// color: it is hatched.
const SKIPPED: &str = "skipped";

const HATCH_ID: &str = "skipped-hatch";

/// How a part is filled that no class gives a color.
fn hatch(class: &str) -> Option<String> {
    (class == SKIPPED).then(|| format!("url(#{HATCH_ID})"))
}

#[component]
pub(super) fn CycleChart(summary: Arc<LogOverview>) -> impl IntoView {
    let summary = Some(summary).filter(|summary| summary.cycles.len() > 1);
    summary.map(|summary| {
        let text = summary.chart_text.clone();
        view! {
            <section class="section cycles" aria-labelledby="cycles-title">
                <div class="row wrap">
                    <h2 class="grow" id="cycles-title">
                        {summary.chart_title.clone()}
                    </h2>
                    <Legend totals=summary.totals/>
                </div>
                <Picture summary=summary.clone()/>
                <CycleTable cycles=summary.cycles.clone() title=summary.chart_title.clone()/>
                <p class="small muted">{text}</p>
            </section>
        }
        .into_any()
    })
}

#[component]
fn Legend(totals: LogTotals) -> impl IntoView {
    let items = [
        (totals.succeeded, "succeeded", "f-ok"),
        (totals.failed, "failed", "f-bad"),
        (totals.warned, "with a warning", "f-warn"),
        (totals.skipped, "skipped", SKIPPED),
        (totals.unknown, "not known", "f-line"),
    ];
    let items = items.into_iter().filter(|(count, ..)| *count > 0);
    let items = items.map(|(count, label, fill)| {
        view! {
            <li>
                <svg aria-hidden="true">
                    <rect class=fill fill=hatch(fill) width="10" height="10"></rect>
                </svg>
                {format!("{} {label}", grouped(count.into()))}
            </li>
        }
        .into_any()
    });
    view! {
        <ul class="legend" aria-label="Users by outcome">
            {items.collect::<Vec<_>>()}
        </ul>
    }
}

/// A part of a bar: its class, where it begins from the top, and its height.
type BarPart = (&'static str, f64, f64);

/// The parts of a bar from the bottom up. A part that is there is seen.
fn bar_parts(cycle: &CycleCount, max: f64) -> Vec<BarPart> {
    let counts = [
        ("f-ok", cycle.succeeded),
        ("f-bad", cycle.failed),
        ("f-warn", cycle.warned),
        (SKIPPED, cycle.skipped),
    ];
    let mut bottom = TOP + HEIGHT;
    let mut parts = Vec::new();
    for (class, count) in counts {
        if count == 0 {
            continue;
        }
        let height = (f64::from(count) / max * HEIGHT).max(1.0);
        bottom -= height;
        parts.push((class, bottom, height));
    }
    parts
}

fn total(cycle: &CycleCount) -> u32 {
    let counts = [cycle.succeeded, cycle.failed, cycle.warned, cycle.skipped];
    counts
        .iter()
        .fold(0, |sum, count| sum.saturating_add(*count))
}

/// The lines of the axis: the first is 0, the last is at least the greatest.
fn axis(max: u32) -> Vec<u32> {
    let mut step = 1_u32;
    for factor in [2, 5, 10].into_iter().cycle() {
        if u64::from(step) * 3 >= u64::from(max) {
            break;
        }
        let power = 10_u32.saturating_pow(step.ilog10());
        step = power.saturating_mul(factor);
        if factor == 10 {
            step = power.saturating_mul(10);
        }
    }
    (0..=max.div_ceil(step).max(1))
        .map(|line| line.saturating_mul(step))
        .collect()
}

#[component]
fn Picture(summary: Arc<LogOverview>) -> impl IntoView {
    let cycles = &summary.cycles;
    let lines = axis(cycles.iter().map(total).max().unwrap_or(0));
    let max = f64::from(lines.last().copied().unwrap_or(1).max(1));
    let slot = (WIDTH - LEFT) / cycles.len().max(1) as f64;
    let bar = (slot * 0.6).min(44.0);
    let lines = lines.into_iter().map(|count| {
        let y = TOP + HEIGHT - f64::from(count) / max * HEIGHT;
        view! {
            <line class="axis" x1=LEFT.to_string() x2=WIDTH.to_string() y1=fixed(y) y2=fixed(y)></line>
            <text x=fixed(LEFT - 8.0) y=fixed(y + 4.0) text-anchor="end">
                {grouped(count.into())}
            </text>
        }
        .into_any()
    });
    let lines = lines.collect::<Vec<_>>();
    // Every label would be written over the next one.
    let every = (cycles.len() / 12 + 1).max(1);
    let bars = cycles.iter().enumerate().map(|(index, cycle)| {
        let middle = LEFT + slot * (index as f64 + 0.5);
        let parts = bar_parts(cycle, max);
        let top = parts.last().map_or(TOP + HEIGHT, |(_, y, _)| *y);
        let rects = parts.into_iter().map(|(class, y, height)| {
            view! {
                <rect
                    class=class
                    fill=hatch(class)
                    x=fixed(middle - bar / 2.0)
                    y=fixed(y)
                    width=fixed(bar)
                    height=fixed(height)
                ></rect>
            }
            .into_any()
        });
        let rects = rects.collect::<Vec<_>>();
        let is_labeled = index % every == 0;
        let failed = (cycle.failed > 0 && is_labeled && cycles.len() <= 24).then(|| {
            view! {
                <text class="strong" x=fixed(middle) y=fixed(top - 3.0) text-anchor="middle">
                    {grouped(cycle.failed.into())}
                </text>
            }
            .into_any()
        });
        let label = is_labeled.then(|| {
            view! {
                <text x=fixed(middle) y=fixed(TOP + HEIGHT + 16.0) text-anchor="middle">
                    {cycle.label.clone()}
                </text>
            }
            .into_any()
        });
        view! { {rects} {failed} {label} }.into_any()
    });
    let bars = bars.collect::<Vec<_>>();
    let begin = summary.failures_begin.map(|index| {
        let x = fixed(LEFT + slot * f64::from(index));
        view! { <line class="ref" x1=x.clone() x2=x y1="2" y2=fixed(TOP + HEIGHT)></line> }
            .into_any()
    });
    // On a phone, labels of few bars have room to be larger.
    let class = match cycles.len() {
        0..=7 => "chart few",
        _ => "chart",
    };
    view! {
        <svg class=class viewBox="0 0 760 116" role="img" aria-label=summary.chart_text.clone()>
            <defs>
                <pattern
                    id=HATCH_ID
                    width="5"
                    height="5"
                    patternUnits="userSpaceOnUse"
                    patternTransform="rotate(45)"
                >
                    <rect class="f-line" width="5" height="5"></rect>
                    <rect class="f-skip" width="2" height="5"></rect>
                </pattern>
            </defs>
            {lines}
            {bars}
            {begin}
        </svg>
    }
}

fn fixed(number: f64) -> String {
    format!("{number:.1}")
}

/// The same numbers for those who do not see the picture.
#[component]
fn CycleTable(cycles: Vec<CycleCount>, title: String) -> impl IntoView {
    let rows = cycles.into_iter().map(|cycle| {
        view! {
            <tr>
                <th scope="row">{cycle.label}</th>
                <td>{cycle.succeeded}</td>
                <td>{cycle.failed}</td>
                <td>{cycle.warned}</td>
                <td>{cycle.skipped}</td>
            </tr>
        }
        .into_any()
    });
    view! {
        <div class="sr">
            <table>
                <caption>{title}</caption>
                <thead>
                    <tr>
                        <th scope="col">"Cycle"</th>
                        <th scope="col">"Succeeded"</th>
                        <th scope="col">"Failed"</th>
                        <th scope="col">"With a warning"</th>
                        <th scope="col">"Skipped"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_axis_reaches_the_greatest_with_few_lines() {
        for (max, lines) in [
            (0, vec![0, 1]),
            (1, vec![0, 1]),
            (3, vec![0, 1, 2, 3]),
            (7, vec![0, 5, 10]),
            (250, vec![0, 100, 200, 300]),
            (1_000_000, vec![0, 500_000, 1_000_000]),
        ] {
            assert_eq!(axis(max), lines, "{max}");
        }
        for max in [u32::MAX, u32::MAX - 1, 999_999_999] {
            assert!(axis(max).len() <= 5, "{max}");
        }
    }

    #[test]
    fn what_is_there_is_seen_and_stays_in_the_picture() {
        let cycle = CycleCount {
            succeeded: 100_000,
            failed: 1,
            ..CycleCount::default()
        };
        let parts = bar_parts(&cycle, 100_001.0);
        assert_eq!(parts.len(), 2);
        assert!(
            parts
                .iter()
                .all(|(_, y, height)| *height >= 1.0 && *y > 0.0)
        );
        assert!(bar_parts(&CycleCount::default(), 1.0).is_empty());
    }
}
