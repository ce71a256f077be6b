//! Comparing with the users that Talkdesk has now.

use leptos::prelude::*;

use crate::browser::csp_lock;
use crate::pages::preflight::state::TargetUsersStatus;
use crate::pages::preflight::target_users::ListProgress;
use crate::pages::preflight::widgets::{Section, Tick};
use crate::pages::preflight::{PreflightPage, use_page};
use crate::state::{App, tenant_field, use_app};
use connection_test::tenant_url::TenantUrl;
use connection_test::tenant_url::rules;
use provisioning::format::{counted, percent};
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
        <Section class="pf-live" id="pf-live-title" title="Compare with Talkdesk (optional)">
            <p class="hint">
                "With the users that Talkdesk has, new ones are told from changed ones and from those whom nobody provisions. Talkdesk’s list does not hold roles and teams, so changes to those are not seen."
            </p>
            <FetchControls/>
            <FetchStatus/>
        </Section>
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
                        "Requests are locked because a users file was opened. To fetch the list, reload the page, fetch it first, and open the users file then. Or open an export of Talkdesk’s users as a further file."
                    </p>
                }
                    .into_any(),
                (_, FetchAvailability::NoAddress | FetchAvailability::NoToken) => view! {
                    <p>
                        "The list is fetched with the Tenant URL and the secret token of the connection test. One of them is missing or not in order yet."
                    </p>
                    <p>
                        <a class="button" href="#/connection">
                            "Go to Connection"
                        </a>
                    </p>
                }
                    .into_any(),
                (_, FetchAvailability::Busy) => {
                    view! { <p>"A connection test is running. Wait for its end."</p> }.into_any()
                }
            }}
        </div>
    }
}

#[component]
fn ConsentForm(host: String, consent: RwSignal<bool>) -> impl IntoView {
    let app = use_app();
    let page = use_page();
    let fetch = move |_| {
        if let Some(tenant) = untrack(|| tenant(app)) {
            consent.set(false);
            page.state.fetch(app, page.connection, tenant);
        }
    };
    view! {
        <p>
            {format!(
                "Fetch it before you open a users file, because afterwards requests are locked. It takes slightly more than one second for every 100 users, so that the service gets at most {REQUESTS_PER_SECOND} requests a second, including the ones that the browser adds. If the service closes a connection, the browser may repeat a request immediately; a page cannot prevent that.",
            )}
        </p>
        <Tick is_on=consent on_change=move |on| consent.set(on)>
            {format!(
                "I may read the names and e-mail addresses of all users of {host}, and want them in this tab’s memory until it is closed or reloaded",
            )}
        </Tick>
        <p>
            <button type="button" disabled=move || !consent.get() on:click=fetch>
                "Fetch the list of users"
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
                    <p class="callout">
                        {format!(
                            "{} fetched. They are among the open files.",
                            counted(users, "user was", "users were"),
                        )}
                    </p>
                }
                    .into_any(),
                TargetUsersStatus::Failed(error) => view! {
                    <p class="callout bad" role="alert">
                        {error.message()}
                    </p>
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
            <progress
                class="pf-progress"
                aria-label="Fetching the list of users"
                max="100"
                value=percent(progress.users as f64, total as f64).to_string()
            ></progress>
            <p class="row">
                <span>{progress.message()}</span>
                <button type="button" class="small" on:click=move |_| page.connection.cancel()>
                    "Stop fetching"
                </button>
            </p>
        </div>
    }
}
