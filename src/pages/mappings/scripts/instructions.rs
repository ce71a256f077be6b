//! How to run the script.

use leptos::prelude::*;
use sync_schema::script;

use crate::components::value_box::ValueBox;
use crate::pages::mappings::scripts::choice::use_choice;

#[component]
pub fn Instructions() -> impl IntoView {
    let choice = use_choice();
    let permissions = move || {
        let scopes = script::scopes(&choice.steps()).join(", ");
        format!("You need the role Application Administrator. Graph permissions: {scopes}.")
    };
    view! {
        <section class="section" aria-labelledby="script-run">
            <h2 class="h3" id="script-run">
                "Run it"
            </h2>
            <p class="muted small nobr">{move || permissions()}</p>
            <ol class="num-list">
                <li>
                    <p>{move || format!("Check that you have {}", choice.shell().needs())}</p>
                    {move || {
                        let command = choice.shell().install_command()?;
                        Some(view! { <ValueBox what="Install command" text=command/> }.into_any())
                    }}
                </li>
                <li>{move || choice.shell().sign_in()}</li>
                <li>
                    <p>"Save the script, then try it. This only reads and shows what would change:"</p>
                    {move || {
                        let command = choice.shell().dry_run_command();
                        view! { <ValueBox what="Dry-run command" text=command/> }.into_any()
                    }}
                </li>
                <li>
                    <p>"Run it. If it stops, fix what it says and run it again:"</p>
                    {move || {
                        let command = choice.shell().run_command();
                        view! { <ValueBox what="Run command" text=command/> }.into_any()
                    }}
                </li>
            </ol>
        </section>
    }
}
