//! The script, or why there is none.

use leptos::prelude::*;
use provisioning::format::grouped;

use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::mappings::blocked_rows::BlockedRows;
use crate::pages::mappings::scripts::choice::{NoScript, use_choice};

#[component]
pub fn ScriptPane() -> impl IntoView {
    let choice = use_choice();
    let lines = move || {
        let lines = choice
            .script
            .with(|script| script.as_ref().ok().map(|text| text.lines().count()));
        lines.map(|lines| format!("{} lines", grouped(lines as u64)))
    };
    view! {
        <section class="script-pane" aria-labelledby="script-title">
            <header>
                <h2 class="h3" id="script-title">
                    {move || choice.shell().file_name()}
                </h2>
                <span class="muted small">{move || lines()}</span>
            </header>
            {move || choice.check_failure().map(|why| view! { <NotChecked why/> }.into_any())}
            {move || match choice.script.get() {
                Ok(text) => view! { <ScriptText text/> }.into_any(),
                Err(NoScript::Blocked(issues)) => view! {
                    <div class="sch-notices">
                        <BlockedRows
                            issues
                            title="Fix these mappings before you get the script"
                            hint="Or turn off “Apply this setup’s attribute mappings”."
                        />
                    </div>
                }
                .into_any(),
                Err(NoScript::Checking) => {
                    view! { <p class="reading muted">"Checking the mappings…"</p> }.into_any()
                }
            }}
        </section>
    }
}

#[component]
fn ScriptText(text: String) -> impl IntoView {
    view! {
        <pre class="code" tabindex="0" role="region" aria-label="Script">
            {text}
        </pre>
    }
}

#[component]
fn NotChecked(why: String) -> impl IntoView {
    view! {
        <div class="sch-notices">
            <Notice kind=StatusKind::Warning title="The mappings couldn’t be checked">
                <p>{format!("{why} Whether leavers are deactivated isn’t known.")}</p>
            </Notice>
        </div>
    }
}
