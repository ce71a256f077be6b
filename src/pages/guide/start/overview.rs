//! The steps that the answers give, and what to have ready.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};
use crate::state::use_app;
use guide::checklist::Stage;
use guide::{start_card, status};

#[component]
pub fn Overview() -> impl IntoView {
    let app = use_app();
    let stages = Stage::ALL.into_iter().map(|stage| {
        let count = move || app.guide(|input| status::of_stage(stage, input).needed);
        view! {
            <li>
                <span class="grow">{stage.title()}</span>
                <span class="muted num">{move || count().to_string()}</span>
            </li>
        }
        .into_any()
    });
    let stages = stages.collect::<Vec<_>>();
    view! {
        <aside class="aside" aria-label="What to expect">
            <section>
                <div class="row">
                    <h2 class="grow">"Your steps"</h2>
                    <span class="muted small">
                        {move || app.guide(status::estimate)}
                    </span>
                </div>
                <ol class="steplist">{stages}</ol>
                <p class="muted tiny">
                    {move || {
                        let text = app.guide(|input| status::left_out_summary(None, input));
                        text.map(|text| format!("{text}.")).unwrap_or_default()
                    }}
                </p>
            </section>
            <section>
                <h2>"Have these ready"</h2>
                <ul class="ticks">
                    {move || {
                        let icons = [icons::USER, icons::LOCK, icons::CHECK].into_iter().cycle();
                        let items = app.setup.with(start_card::prerequisites).into_iter();
                        items
                            .zip(icons)
                            .map(|(text, icon)| {
                                view! {
                                    <li>
                                        <Icon of=icon/>
                                        <span>{text}</span>
                                    </li>
                                }
                                    .into_any()
                            })
                            .collect::<Vec<_>>()
                    }}
                </ul>
            </section>
            <section>
                <h2>"Before you start"</h2>
                <p class="muted small">
                    "Talkdesk accepts users only. It doesn’t support groups, and Talkdesk Phone users can’t be provisioned."
                </p>
            </section>
        </aside>
    }
}
