//! Comparing with the users that Talkdesk has now.

use leptos::prelude::*;

use crate::browser::csp_lock;
use crate::components::icon::{Icon, icons};
use crate::components::when::When;
use crate::pages::preflight::state::TargetUsersStatus;
use crate::pages::preflight::widgets::{Checkbox, ProgressBar};
use crate::pages::preflight::{PreflightPage, use_page};
use crate::state::connection::tenant_field;
use crate::state::{App, use_app};
use connection_test::http::weight::Weight;
use connection_test::target_users::{ListProgress, prompt_seconds};
use connection_test::tenant_url::TenantUrl;
use connection_test::tenant_url::rules;
use provisioning::format::{counted, percent, span};
use provisioning::talkdesk::REQUESTS_PER_SECOND;

/// What stands in the way of fetching, or the address to fetch from.
#[derive(Debug, Clone, PartialEq)]
enum FetchAvailability {
    Locked,
    NoAddress,
    NoToken,
    Busy,
    Free(String),
}

#[component]
pub(crate) fn TargetUsers() -> impl IntoView {
    view! {
        <p class="muted">
            "Compare with Talkdesk to see who is new, changed or unmanaged. The list doesn’t include roles and teams, so changes to those aren’t detected."
        </p>
        <FetchControls/>
        <FetchStatus/>
    }
}

fn tenant(app: App) -> Option<TenantUrl> {
    let typed = app.setup.with(|setup| tenant_field::text(&setup.tenant));
    rules::validate(&typed).url
}

fn availability(app: App, page: PreflightPage) -> FetchAvailability {
    if csp_lock::is_locked() {
        return FetchAvailability::Locked;
    }
    let Some(tenant) = tenant(app) else {
        return FetchAvailability::NoAddress;
    };
    if !page.connection.token().is_sendable() {
        return FetchAvailability::NoToken;
    }
    if page.connection.is_running() || page.connection.is_acquired() {
        return FetchAvailability::Busy;
    }
    FetchAvailability::Free(tenant.host)
}

/// The way to fetch the list, or what stands in its way.
#[component]
fn FetchControls() -> impl IntoView {
    let app = use_app();
    let page = use_page();
    let consent = RwSignal::new(false);
    let availability = Memo::new(move |_| availability(app, page));
    view! {
        <div class="stack">
            {move || match (page.state.live(), availability.get()) {
                (TargetUsersStatus::Fetching(_), _) => ().into_any(),
                (_, FetchAvailability::Free(host)) => {
                    view! { <ConsentForm host consent/> }.into_any()
                }
                (_, FetchAvailability::Locked) => view! {
                    <p>
                        "Network access is off because a users file was opened. Close the file, load Talkdesk’s users first, then open the file again. Or add an export of Talkdesk’s users as a second file."
                    </p>
                }
                    .into_any(),
                (_, FetchAvailability::NoAddress | FetchAvailability::NoToken) => view! {
                    <p>"Enter a valid Tenant URL and token first."</p>
                    <p>
                        <a class="btn" href="#/connection">
                            "Go to Connection"
                        </a>
                    </p>
                }
                    .into_any(),
                (_, FetchAvailability::Busy) => {
                    view! { <p>"A connection test is running. Wait until it ends."</p> }.into_any()
                }
            }}
        </div>
    }
}

#[component]
fn ConsentForm(host: String, consent: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let page = use_page();
    let weight = Memo::new(move |_| {
        let tenant = tenant(app);
        let route = tenant.map(|tenant| page.connection.relay.route(&tenant));
        route.unwrap_or_default().weight()
    });
    let through_relay = move || weight.get() == Weight::Simple;
    let seconds = move || prompt_seconds(2_000, weight.get());
    let fetch = move |_| {
        if let Some(tenant) = untrack(|| tenant(app)) {
            consent.set(false);
            page.state.fetch(app, page.connection, tenant);
        }
    };
    view! {
        <p>
            {move || {
                format!(
                    "Load the list before you open a users file, because network access is off afterwards. 2,000 users take about {}, because the service gets at most {REQUESTS_PER_SECOND} requests per second, including those that the browser adds. If the service closes a connection, the browser may repeat a request immediately.",
                    span(seconds()),
                )
            }}
        </p>
        <When is=Signal::derive(through_relay)>
            <p class="row">
                <Icon of=icons::PLUG class="muted"/>
                "Through the relay on this computer"
            </p>
        </When>
        <Checkbox is_on=consent on_change=move |on| consent.set(on)>
            {format!(
                "I’m allowed to read the names and email addresses of all users of {host}. They stay in this tab’s memory until it is closed or reloaded.",
            )}
        </Checkbox>
        <p>
            <button type="button" class="btn" disabled=move || !consent.get() on:click=fetch>
                "Load Talkdesk’s users"
            </button>
        </p>
    }
}

/// How far fetching is, and what became of it.
#[component]
fn FetchStatus() -> impl IntoView {
    let state = use_page().state;
    view! {
        <div>
            {move || match state.live() {
                TargetUsersStatus::Empty => ().into_any(),
                TargetUsersStatus::Fetching(progress) => {
                    view! { <Fetching progress/> }.into_any()
                }
                TargetUsersStatus::Fetched(users) => view! {
                    <p class="st ok">
                        <Icon of=icons::CHECK/>
                        {format!("{} loaded", counted(users, "user", "users"))}
                    </p>
                }
                    .into_any(),
                TargetUsersStatus::Failed(error) => view! {
                    <div class="notice bad" role="alert">
                        <Icon of=icons::BAD/>
                        <p>{error.message()}</p>
                    </div>
                }
                    .into_any(),
            }}
        </div>
    }
}

#[component]
fn Fetching(progress: ListProgress) -> impl IntoView {
    let page = use_page();
    let total = progress.total.unwrap_or_default();
    view! {
        <div class="stack">
            <ProgressBar
                label="Loading Talkdesk’s users"
                percent=percent(progress.users as f64, total as f64)
            />
            <p class="row">
                <span>{progress.message()}</span>
                <button type="button" class="btn small" on:click=move |_| page.connection.cancel()>
                    "Stop"
                </button>
            </p>
        </div>
    }
}
