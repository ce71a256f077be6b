//! Three ways to get a users file with the attributes of the mappings.

use leptos::prelude::*;
use preflight::export_commands;

use crate::components::copy_button::CopyButton;
use crate::state::use_app;

#[component]
pub(crate) fn Ways() -> impl IntoView {
    let app = use_app();
    let power_shell = Memo::new(move |_| {
        app.setup
            .with(|setup| export_commands::power_shell(&setup.mapping))
    });
    let graph = Memo::new(move |_| {
        app.setup
            .with(|setup| export_commands::graph_request(&setup.mapping))
    });
    view! {
        <div class="pf-ways">
            <section>
                <h3>"Entra portal"</h3>
                <ol class="pf-num">
                    <li>"Open " <b>"Users"</b> ", " <b>"All users"</b> "."</li>
                    <li>"Choose " <b>"Download users"</b> "."</li>
                    <li>
                        "Choose " <b>"Start"</b> ". The file is ready after a few minutes."
                    </li>
                </ol>
                <p class="muted small">"Has the usual attributes. No app roles."</p>
            </section>
            <CommandWay title="PowerShell" what="PowerShell command" text=power_shell>
                "Only the attributes that your mappings use. Connect first with Connect-MgGraph -Scopes User.Read.All."
            </CommandWay>
            <CommandWay title="Microsoft Graph" what="Graph request" text=graph>
                "For example in Graph Explorer. Save each page of the response and drop them together."
            </CommandWay>
        </div>
    }
}

#[component]
fn CommandWay(
    title: &'static str,
    what: &'static str,
    text: Memo<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <section>
            <div class="copyline">
                <h3 class="grow">{title}</h3>
                <CopyButton what text=move |()| text.get_untracked()/>
            </div>
            <pre class="code tight" tabindex="0" role="group" aria-label=what>
                {move || text.get()}
            </pre>
            <p class="muted small">{children()}</p>
        </section>
    }
}
