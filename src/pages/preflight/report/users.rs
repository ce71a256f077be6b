//! The list of users, a hundred at a time, and the list of orphans.

use preflight::protocol::{Orphan, PreflightProgress, Window};
use preflight::report::{PreflightReport, UserOutcome, UserRow};

use crate::components::element::{self, El, button, el, several};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::paging::{
    ListPosition, ORDERS, kind_of, order_of, outcome_class, outcome_of, severity_class,
};
use crate::pages::preflight::report::happens;
use crate::pages::preflight::widgets::{cell, pager, row_head, select, table, tick};
use provisioning::format::grouped;

/// Identity of the heading of the list.
pub(crate) const USERS_ID: &str = "pf-users-title";

const HEADS: [&str; 4] = ["User", "userPrincipalName", "What happens", "Findings"];

/// The section with filters and list.
pub(crate) fn users(page: PreflightPage, report: &PreflightReport) -> El {
    let state = page.state;
    let spot = move || state.window().map(|window| spot_of(&window));
    let count = el("p")
        .class("hint")
        .attr("role", "status")
        .live_text(move || spot().map_or_else(String::new, |spot| spot.text("user", "users")));
    let list = move || match state.window() {
        None => el("p").class("hint").text("Loading"),
        Some(window) if window.rows.is_empty() => {
            el("p").text("No user fits. Choose less, or clear the search.")
        }
        Some(window) => {
            let rows = window.rows.iter().map(|row| user_row(Some(page), row));
            table("Users", "pf-users", HEADS, rows)
        }
    };
    let through = move || match spot() {
        Some(spot) if spot.shown < spot.total => {
            pager("Pages of the list of users", spot, move |start| {
                state.show_from(start);
                crate::browser::focus(USERS_ID);
            })
        }
        _ => several(),
    };
    el("section")
        .class("stack no-print")
        .attr("aria-labelledby", USERS_ID)
        .child(
            el("h2")
                .attr("id", USERS_ID)
                .attr("tabindex", "-1")
                .text("Users"),
        )
        .child(filters(page, report))
        .live(move || match state.unopened() {
            Some(words) => el("p")
                .class("callout bad")
                .attr("role", "alert")
                .child(el("b").text(&words.what))
                .child(element::text(words.remedy)),
            None => several(),
        })
        .child(count)
        .live(list)
        .live(through)
}

fn spot_of<T>(window: &Window<T>) -> ListPosition {
    ListPosition {
        start: window.start,
        shown: window.rows.len(),
        total: window.total,
    }
}

fn filters(page: PreflightPage, report: &PreflightReport) -> El {
    let state = page.state;
    let all = || std::iter::once(("", "All".to_owned()));
    let kinds = report.findings.iter().map(|found| {
        let words = found.kind.text();
        let label = format!("{} ({})", words.title, grouped(found.users.into()));
        (words.code, label)
    });
    let kind = select(
        "pf-kind",
        all().chain(kinds),
        move || {
            let kind = state.query().kind;
            kind.map_or("", |kind| kind.text().code).to_owned()
        },
        move |value| {
            let kind = kind_of(value);
            state.narrow(|query| query.kind = kind);
        },
    );
    let outcomes = UserOutcome::ALL.map(|outcome| (outcome.label(), outcome.label().to_owned()));
    let outcome = select(
        "pf-outcome",
        all().chain(outcomes),
        move || {
            let outcome = state.query().outcome;
            outcome.map_or("", UserOutcome::label).to_owned()
        },
        move |value| {
            let outcome = outcome_of(value);
            state.narrow(|query| query.outcome = outcome);
        },
    );
    let search = el("input")
        .attr("type", "text")
        .attr("id", "pf-search")
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", "name, address or id")
        .live_value(move || state.query().search)
        .on("input", move |event| {
            let text = element::value(&event);
            state.narrow(|query| query.search = text);
        });
    let order = select(
        "pf-order",
        ORDERS.map(|(_, label)| (label, label)),
        move || {
            let sort = state.query().sort;
            let label = ORDERS.iter().find(|(known, _)| *known == sort);
            label.map_or("", |(_, label)| label).to_owned()
        },
        move |value| {
            let sort = order_of(value);
            state.narrow(|query| query.sort = sort);
        },
    );
    let turned = tick(
        move || state.query().descending,
        move |on| state.narrow(|query| query.descending = on),
    );
    let field = |id: &str, label: &str, input: El| {
        el("div")
            .class("field")
            .child(el("label").attr("for", id).text(label))
            .child(input)
    };
    el("div")
        .class("pf-filters")
        .attr("role", "search")
        .attr("aria-label", "Users of the report")
        .child(field("pf-search", "Search", search))
        .child(field("pf-kind", "Finding", kind))
        .child(field("pf-outcome", "What happens", outcome))
        .child(field("pf-order", "Order", order))
        .child(turned.text("Reverse order"))
}

fn user_row(page: Option<PreflightPage>, row: &UserRow) -> [El; 4] {
    // Lines say little of JSON, in which many users can stand in one.
    let name = [&row.name, &row.upn]
        .into_iter()
        .find(|name| !name.is_empty());
    let name = name.map_or_else(|| format!("User {}", row.user + 1), String::clone);
    let head = match page {
        Some(page) => {
            let (state, user) = (page.state, row.user);
            row_head("").child(button("pf-open", &name, move || state.open_user(user)))
        }
        None => row_head(&name),
    };
    let class = format!("st {}", outcome_class(row.outcome));
    let findings = row.kinds.iter().map(|kind| {
        let words = kind.text();
        let class = format!("tag {}", severity_class(words.severity));
        el("span").class(&class).text(words.title)
    });
    [
        head,
        cell("mono", &row.upn),
        cell(&class, &happens(row)),
        el("td").class("pf-tags").children(findings),
    ]
}

/// The first users with something to tell, while the run goes on.
pub(crate) fn first_users(progress: Option<&PreflightProgress>) -> El {
    let rows = progress.map_or(&[][..], |progress| &progress.first);
    if rows.is_empty() {
        return several();
    }
    table(
        "First users with findings",
        "pf-users",
        HEADS,
        rows.iter().map(|row| user_row(None, row)),
    )
}

/// Those whom Talkdesk has and who are not in scope.
pub(crate) fn orphans(page: PreflightPage) -> El {
    let state = page.state;
    let list = move || {
        let Some(window) = state.orphans() else {
            return el("p").class("hint").text("Loading");
        };
        let spot = spot_of(&window);
        let through = (spot.shown < spot.total).then(|| {
            let what = "Pages of the list of Talkdesk’s users";
            pager(what, spot, move |start| state.request_orphans(start))
        });
        several()
            .child(el("p").class("hint").text(&spot.text("user", "users")))
            .child(table(
                "Unmatched in Talkdesk",
                "",
                ["userName", "Name", "Active", "In the users file"],
                window.rows.iter().map(orphan_row),
            ))
            .maybe(through)
    };
    el("details")
        .class("history no-print")
        .child(el("summary").text("Users of Talkdesk whom nobody in scope matches"))
        .child(el("p").class("hint").text(
            "Entra does not touch users whom it never provisioned. Those who left keep their licence until somebody deactivates them.",
        ))
        .child(el("div").class("stack").live(list))
}

fn orphan_row(orphan: &Orphan) -> [El; 4] {
    let active = match orphan.active {
        Some(true) => "yes",
        Some(false) => "no",
        None => "not known",
    };
    let in_file = if orphan.in_file { "yes" } else { "no" };
    [
        row_head(&orphan.user_name),
        cell("", &orphan.name),
        cell("", active),
        cell("", in_file),
    ]
}
