//! One user with all there is to know: findings, request, values, source.

use leptos::prelude::*;
use preflight::report::{MappedRow, UserDetail, UserFinding, UserOutcome, ValueChange};
use provisioning::mapping::Source;
use provisioning::user::{SourceUser, UserValue};

use crate::browser::{self, elements};
use crate::components::copy_value::copy;
use crate::components::element::{self, El, button, el, several};
use crate::pages::preflight::PreflightPage;
use crate::pages::preflight::paging::{outcome_class, severity_class};
use crate::pages::preflight::report::happens;
use crate::pages::preflight::widgets::{cell, row_head, table};
use crate::state::sample_user;
use crate::state::source_row::open_for;
use provisioning::talkdesk as attributes;

const TITLE_ID: &str = "pf-user-title";

/// The dialog, which shows whoever is open.
pub(crate) fn user(page: PreflightPage) -> El {
    let state = page.state;
    let dialog = el("dialog")
        .class("pf-user")
        .attr("aria-labelledby", TITLE_ID)
        .live(move || match state.opened() {
            Some(opened) => content(page, &opened),
            None => several(),
        })
        .on("close", move |_| state.close_user());
    let element = dialog.node().clone();
    element::keep_running(Box::new(move || {
        let opened = state.opened().is_some();
        match (opened, elements::is_dialog_open(&element)) {
            // The dialog can be shown once it stands in the page.
            (true, false) => {
                let element = element.clone();
                request_animation_frame(move || {
                    if element.is_connected() && !elements::is_dialog_open(&element) {
                        elements::set_modal_open(&element, true);
                        browser::focus(TITLE_ID);
                    }
                });
            }
            (true, true) => request_animation_frame(|| browser::focus(TITLE_ID)),
            (false, true) => elements::set_modal_open(&element, false),
            (false, false) => {}
        }
    }));
    dialog
}

fn content(page: PreflightPage, opened: &UserDetail) -> El {
    let state = page.state;
    let row = &opened.row;
    let name = if row.name.is_empty() {
        "User without a name"
    } else {
        &row.name
    };
    let head = el("div")
        .class("head")
        .child(
            el("h2")
                .attr("id", TITLE_ID)
                .attr("tabindex", "-1")
                .text(name),
        )
        .child(button("", "Close", move || state.close_user()));
    let outcome = el("p")
        .child(
            el("span")
                .class(&format!("st {}", outcome_class(row.outcome)))
                .text(&happens(row)),
        )
        .text(&format!(". {}, line {} of the file.", row.upn, row.line));
    el("div")
        .class("stack details")
        .child(head)
        .child(outcome)
        .maybe((row.outcome == UserOutcome::Unknown).then(|| {
            el("p").class("hint").text(
                "The files do not hold what decides about this user. The notes above the findings of the report name the columns or values.",
            )
        }))
        .child(findings(page, &opened.findings))
        .maybe(changes(&opened.changes))
        .maybe(request(page, opened))
        .child(values(page, opened))
        .child(source(page, opened))
}

fn findings(page: PreflightPage, findings: &[UserFinding]) -> El {
    let block = several().child(el("h3").text("Findings"));
    if findings.is_empty() {
        return block.child(el("p").text("None."));
    }
    let items = findings.iter().map(|finding| {
        let words = finding.kind.text();
        let class = format!("tag {}", severity_class(words.severity));
        let target = finding.target.as_deref().map(attributes::short);
        let about: Vec<&str> = target
            .into_iter()
            .chain(finding.detail.as_deref())
            .collect();
        let about = (!about.is_empty()).then(|| el("p").class("mono").text(&about.join(": ")));
        let other = finding.other.map(|user| {
            let state = page.state;
            button("small", "Open the other user", move || {
                state.open_user(user)
            })
        });
        el("li")
            .child(el("span").class(&class).text(words.severity.label()))
            .text(" ")
            .child(el("b").text(words.title))
            .maybe(about)
            .child(el("p").text(words.reason))
            .child(el("p").text(words.remedy))
            .maybe(other)
    });
    block.child(el("ul").class("pf-found").children(items))
}

fn changes(changes: &[ValueChange]) -> Option<El> {
    if changes.is_empty() {
        return None;
    }
    let rows = changes.iter().map(|change| {
        [
            row_head(attributes::short(&change.target)),
            cell("mono", change.from.as_deref().unwrap_or("nothing")),
            cell("mono", &change.to),
        ]
    });
    Some(
        several()
            .child(el("h3").text("What the update changes"))
            .child(table(
                "What the update changes",
                "",
                ["Attribute", "From", "To"],
                rows,
            )),
    )
}

fn request(page: PreflightPage, opened: &UserDetail) -> Option<El> {
    let (line, body) = opened.request.as_ref()?;
    let text = format!("{line}\n\n{body}");
    let pre = el("pre")
        .attr("tabindex", "0")
        .attr("aria-label", "Request")
        .text(&text);
    let shown = pre.node().clone();
    let take = button("small", "Copy the request", move || {
        copy(
            page.app,
            "The request".to_owned(),
            text.clone(),
            shown.clone(),
        );
    });
    Some(
        several()
            .child(el("h3").text("What Entra sends"))
            .child(pre)
            .child(el("p").child(take)),
    )
}

fn values(page: PreflightPage, opened: &UserDetail) -> El {
    let plan = page.state.ran();
    let rows = opened.values.iter().map(|mapped| {
        let row = plan.as_ref().and_then(|plan| plan.set.row(&mapped.target));
        let expression = row.and_then(|row| match &row.source {
            Source::Expression(text) => Some(text.clone()),
            _ => None,
        });
        let (class, value) = match (&mapped.value, &mapped.error) {
            (_, Some(error)) => ("st bad", error.clone()),
            (Some(value), None) if mapped.by_default => ("mono", format!("{value} (default)")),
            (Some(value), None) => ("mono", value.clone()),
            (None, None) => ("st idle", "nothing is sent".to_owned()),
        };
        let how = expression.map(|text| how(page, mapped, text, opened));
        [
            row_head(attributes::short(&mapped.target)),
            cell(class, &value),
            el("td").maybe(how),
        ]
    });
    several().child(el("h3").text("Values")).child(table(
        "Values",
        "pf-values",
        ["Attribute", "Value", "How it came"],
        rows,
    ))
}

/// The expression with its calls, and the way to try it.
fn how(page: PreflightPage, mapped: &MappedRow, text: String, opened: &UserDetail) -> El {
    let app = page.app;
    let calls = mapped.calls.iter().map(|call| {
        let result = call.result.as_deref().unwrap_or("failed");
        el("li")
            .child(el("code").text(&call.call))
            .text(" gives ")
            .child(el("code").text(result))
    });
    let calls = (!mapped.calls.is_empty()).then(|| {
        el("details")
            .child(el("summary").text("Call by call"))
            .child(el("ol").class("evidence").children(calls))
    });
    let (source, expression) = (opened.source.clone(), text.clone());
    let target = mapped.target.clone();
    let try_it = button("small", "Open in Expressions with this user", move || {
        app.edit(|setup| {
            setup.edit_page_data(|bench| {
                let _ = sample_user::choose(bench, source.clone());
            });
        });
        open_for(app, &target, expression.clone());
        browser::go("#/expressions");
    })
    .attr(
        "title",
        "Keeps this user’s attributes as the sample user of the set-up, in this browser",
    );
    several()
        .child(el("code").text(&text))
        .maybe(calls)
        .child(el("p").child(try_it))
        .child(
            el("p")
                .class("hint")
                .text("This keeps the user’s attributes with the set-up, as its sample user."),
        )
}

fn source(page: PreflightPage, opened: &UserDetail) -> El {
    let rows = opened.source.attributes.iter().map(|(name, value)| {
        let value = match value {
            UserValue::One(text) => text.clone(),
            UserValue::Many(texts) => texts.join("; "),
        };
        [row_head(name), cell("mono", &value)]
    });
    several()
        .child(
            el("details")
                .class("history")
                .child(el("summary").text("Attributes in Entra"))
                .child(table(
                    "Attributes in Entra",
                    "",
                    ["Attribute", "Value"],
                    rows,
                )),
        )
        .child(el("p").child(keep(page, opened.source.clone())))
}

/// Makes the user the sample user, and leaves the expression alone.
fn keep(page: PreflightPage, user: SourceUser) -> El {
    let app = page.app;
    let own = user.clone();
    let is_it = Memo::new(move |_| {
        app.setup
            .with(|setup| setup.page_data().sample_user.as_ref() == Some(&own))
    });
    // The message with its undo stands behind the dialog.
    let status = el("span")
        .class("hint")
        .live_text(move || match is_it.get() {
            true => " This user is the sample user.".to_owned(),
            false => String::new(),
        });
    let take = button("small", "Use as sample user", move || {
        sample_user::take(app, user.clone(), "This user is the sample user now");
    })
    .attr(
        "title",
        "Keeps this user’s attributes as the sample user of the set-up, in this browser",
    )
    .live_flag("disabled", move || is_it.get());
    several().child(take).child(status)
}
