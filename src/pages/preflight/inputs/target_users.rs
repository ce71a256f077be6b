//! Comparing with the users that Talkdesk has now.

use leptos::prelude::*;

use crate::browser::csp_lock;
use crate::components::element::{El, button, el, link, several};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::state::TargetUsersStatus;
use crate::pages::preflight::widgets::{section, tick};
use crate::state::tenant_field;
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

pub(crate) fn live(page: PreflightPage) -> El {
    let consent = RwSignal::new(false);
    let availability = Memo::new(move |_| availability(page));
    let state = move || {
        match page.state.live() {
        TargetUsersStatus::Fetching(_) => several(),
        _ => match availability.get() {
            FetchAvailability::Locked => el("p").text(
                "Requests are locked because a users file was opened. To fetch the list, reload the page, fetch it first, and open the users file then. Or open an export of Talkdesk’s users as a further file.",
            ),
            FetchAvailability::NoAddress | FetchAvailability::NoToken => several().child(el("p").text(
                "The list is fetched with the Tenant URL and the secret token of the connection test. One of them is missing or not in order yet.",
            )).child(el("p").child(link("button", "#/connection", "Go to Connection"))),
            FetchAvailability::Busy => el("p").text("A connection test is running. Wait for its end."),
            FetchAvailability::Free(host) => consent_form(page, &host, consent),
        },
    }
    };
    section("pf-live", "pf-live-title", "Compare with Talkdesk (optional)")
        .child(el("p").class("hint").text(
            "With the users that Talkdesk has, new ones are told from changed ones and from those whom nobody provisions. Talkdesk’s list does not hold roles and teams, so changes to those are not seen.",
        ))
        .child(el("div").class("stack").live(state))
        .child(progress(page))
}

fn tenant(page: PreflightPage) -> Option<TenantUrl> {
    let typed = page
        .app
        .setup
        .with(|setup| tenant_field::text(&setup.tenant));
    rules::validate(&typed).url
}

fn availability(page: PreflightPage) -> FetchAvailability {
    if csp_lock::is_locked() {
        return FetchAvailability::Locked;
    }
    let Some(tenant) = tenant(page) else {
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

fn consent_form(page: PreflightPage, host: &str, consent: RwSignal<bool>) -> El {
    let tick = tick(move || consent.get(), move |on| consent.set(on));
    let fetch = button("", "Fetch the list of users", move || {
        if let Some(tenant) = untrack(|| tenant(page)) {
            consent.set(false);
            page.state.fetch(page.app, page.connection, tenant);
        }
    })
    .live_flag("disabled", move || !consent.get());
    several()
        .child(el("p").text(&format!(
            "Fetch it before you open a users file, because afterwards requests are locked. It takes slightly more than one second for every 100 users, so that the service gets at most {REQUESTS_PER_SECOND} requests a second, including the ones that the browser adds. If the service closes a connection, the browser may repeat a request immediately; a page cannot prevent that."
        )))
        .child(tick.text(&format!(
            "I may read the names and e-mail addresses of all users of {host}, and want them in this tab’s memory until it is closed or reloaded"
        )))
        .child(el("p").child(fetch))
}

fn progress(page: PreflightPage) -> El {
    let state = page.state;
    el("div").live(move || match state.live() {
        TargetUsersStatus::Empty => several(),
        TargetUsersStatus::Fetching(paging) => {
            let total = paging.total.unwrap_or_default();
            let hundredths = percent(paging.users as f64, total as f64);
            el("div")
                .class("stack")
                .child(
                    el("progress")
                        .class("pf-progress")
                        .attr("aria-label", "Fetching the list of users")
                        .attr("max", "100")
                        .attr("value", &hundredths.to_string()),
                )
                .child(
                    el("p")
                        .class("row")
                        .child(el("span").text(&paging.message()))
                        .child(button("small", "Stop fetching", move || {
                            page.connection.cancel();
                        })),
                )
        }
        TargetUsersStatus::Fetched(users) => el("p").class("callout").text(&format!(
            "{} fetched. They are among the open files.",
            counted(users, "user was", "users were")
        )),
        TargetUsersStatus::Failed(error) => el("p")
            .class("callout bad")
            .attr("role", "alert")
            .text(&error.message()),
    })
}
