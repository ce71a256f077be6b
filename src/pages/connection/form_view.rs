//! The fields of the connection test: address and token, with what is wrong
//! about them, and the button that begins the test.

use leptos::prelude::*;

use super::context::ConnectionPage;
use crate::browser;
use crate::browser::event::KeyPress;
use crate::components::element::{self, El, button, el, several};
use crate::components::region_field::region_select;
use crate::state::tenant_field;
use connection_test::checks::matching::Matching;
use connection_test::tenant_url::code::TenantUrlCode;
use connection_test::tenant_url::rules::TenantUrlDiagnostic;
use connection_test::token::{InputSeverity, SecretToken, TokenDiagnostic};
use provisioning::mapping::{EXTERNAL_ID_SOURCE, Source};

pub(super) const ADDRESS_ID: &str = "tenant-url";
pub(super) const TOKEN_ID: &str = "secret-token";
const EMAIL_ID: &str = "user-email";
/// Identity of the field for a user's value of the other matching attribute.
const OTHER_ID: &str = "user-matching-value";
/// Identity of the button that begins and ends a test.
pub(super) const GO_ID: &str = "test-connection";

/// Begins a test if what was typed allows it; otherwise says what is missing
/// and goes there.
pub(super) fn begin(page: ConnectionPage) {
    page.tried.set(true);
    let tenant = untrack(|| page.address().url);
    let sendable = untrack(|| page.connection.token().is_sendable());
    match tenant {
        None => browser::focus(ADDRESS_ID),
        Some(_) if !sendable => browser::focus(TOKEN_ID),
        Some(tenant) => page.connection.begin(page.app, tenant),
    }
}

/// The form. Enter in a field begins the test as the button does.
pub(super) fn form(page: ConnectionPage) -> El {
    let connection = page.connection;
    let go = el("button")
        .attr("type", "button")
        .attr("id", GO_ID)
        .class("conn-go no-print")
        // After a test the verdict has the button for what comes next.
        .live_class("primary", move || {
            let is_evaluated = connection.test().is_some_and(|test| {
                Some(&test.tenant) == page.address().url.as_ref()
                    && test.run.input.matching == page.matching.get()
            });
            !is_evaluated && !connection.is_running() && !connection.is_acquired()
        })
        // The life-cycle test has token and pace; its own section says so.
        .live_flag("disabled", move || connection.is_acquired())
        .live_text(move || {
            let label = if connection.is_running() {
                "Cancel the test"
            } else {
                "Test connection"
            };
            label.to_owned()
        })
        .on("click", move |_| {
            if untrack(|| connection.is_running()) {
                connection.cancel();
            } else {
                begin(page);
            }
        });
    el("div")
        .class("conn-form")
        .child(region_select(
            "conn-region",
            page.app.tenant(),
            page.app.set_tenant(),
        ))
        .child(address_field(page))
        .child(token_field(page))
        .child(go)
        .child(email_field(page))
        .child(other_field(page))
        .live(move || matching_note(&page.matching.get()))
        .on_key(move |press| {
            if is_enter_in_input(&press) && !untrack(|| connection.is_running()) {
                begin(page);
            }
        })
}

fn is_enter_in_input(press: &KeyPress) -> bool {
    press.is_in_input() && press.key == "Enter" && !press.is_composing
}

fn input(id: &str, findings_id: &str) -> El {
    el("input")
        .class("mono")
        .attr("id", id)
        .attr("autocomplete", "off")
        .attr("autocapitalize", "off")
        .attr("spellcheck", "false")
        .attr("aria-describedby", findings_id)
}

/// A list of findings that follows signals and is read out when it changes.
fn findings(id: &str, list: impl FnMut() -> El + 'static) -> El {
    el("ul")
        .class("conn-findings")
        .attr("id", id)
        .attr("aria-live", "polite")
        .live(list)
}

fn finding(severity: InputSeverity, words: &str, fix: Option<El>) -> El {
    let class = match severity {
        InputSeverity::Error => "blocks",
        InputSeverity::Warning => "warns",
    };
    el("li")
        .class(class)
        .child(el("span").text(words))
        .maybe(fix)
}

fn blocks(severity: InputSeverity) -> bool {
    severity == InputSeverity::Error
}

fn address_field(page: ConnectionPage) -> El {
    let app = page.app;
    let change = move |text: &str| {
        app.edit(|setup| setup.tenant = tenant_field::read(text));
    };
    let shown = move || {
        let mut findings = page.address().diagnostics;
        findings.retain(|found| found.code != TenantUrlCode::Empty || page.tried.get());
        findings
    };
    let fix = move |found: &TenantUrlDiagnostic| {
        let text = found.fix.clone()?;
        Some(button("small", &found.code.fix_label(), move || {
            change(&text);
            browser::focus(ADDRESS_ID);
        }))
    };
    // The fixes hold the whole address, so the list follows every change.
    let list = move || {
        several().children(
            shown()
                .iter()
                .map(|found| finding(found.code.severity(), &found.code.to_string(), fix(found))),
        )
    };
    let field = input(ADDRESS_ID, "address-findings")
        .attr("type", "text")
        .attr("inputmode", "url")
        .attr("placeholder", "https://api.example.com/scim/v2")
        .live_value(move || page.typed.get())
        .live_attr("aria-invalid", move || {
            let blocked = shown().iter().any(|found| blocks(found.code.severity()));
            Some(blocked.to_string())
        })
        .on("input", move |event| change(&element::value(&event)));
    el("div")
        .class("field")
        .child(el("label").attr("for", ADDRESS_ID).text("Tenant URL"))
        .child(field)
        .child(findings("address-findings", list))
}

fn token_field(page: ConnectionPage) -> El {
    let connection = page.connection;
    let readable = RwSignal::new(false);
    let diagnostics = move || {
        let region = page.address().url.and_then(|url| url.region());
        let now = browser::clock::now_ms() as f64 / 1_000.0;
        let mut diagnostics = connection.token().diagnostics_for(now, region);
        diagnostics.retain(|diagnostic| *diagnostic != TokenDiagnostic::Empty || page.tried.get());
        diagnostics
    };
    let fix = move |diagnostic: TokenDiagnostic| {
        let label = diagnostic.fix_label()?;
        Some(button("small", label, move || {
            if let Some(fixed) = untrack(|| connection.token().fixed(diagnostic)) {
                connection.set_token(fixed);
            }
            browser::focus(TOKEN_ID);
        }))
    };
    // Made anew, and so read out, only when the words change.
    let words: Memo<String> = Memo::new(move |_| {
        diagnostics()
            .into_iter()
            .map(|diagnostic| diagnostic.to_string())
            .collect()
    });
    let list = move || {
        // Read and not only tracked: a memo that nobody reads does not look.
        let _ = words.get();
        let diagnostics = untrack(diagnostics).into_iter();
        several().children(diagnostics.map(|diagnostic| {
            finding(
                diagnostic.severity(),
                &diagnostic.to_string(),
                fix(diagnostic),
            )
        }))
    };
    let field = input(TOKEN_ID, "token-findings")
        .live_attr("type", move || {
            Some(if readable.get() { "text" } else { "password" }.to_owned())
        })
        .live_value(move || connection.token().field_text().to_owned())
        .live_attr("aria-invalid", move || {
            let blocked = diagnostics()
                .into_iter()
                .any(|diagnostic| blocks(diagnostic.severity()));
            Some(blocked.to_string())
        })
        .on("input", move |event| {
            connection.set_token(SecretToken::typed(element::value(&event)))
        });
    let show = el("button")
        .attr("type", "button")
        .attr("aria-label", "Show the token")
        .live_attr("aria-pressed", move || Some(readable.get().to_string()))
        .live_text(move || if readable.get() { "Hide" } else { "Show" }.to_owned())
        .on("click", move |_| readable.update(|shown| *shown = !*shown));
    el("div")
        .class("field no-print")
        .child(
            el("label")
                .attr("for", TOKEN_ID)
                .text("Secret token, kept in memory only"),
        )
        .child(el("div").class("conn-token").child(field).child(show))
        .child(findings("token-findings", list))
}

fn email_field(page: ConnectionPage) -> El {
    let connection = page.connection;
    // Anything is sent, since userName is text; only an address can be there.
    let odd = Memo::new(move |_| {
        let email = connection.email.get();
        !email.trim().is_empty() && !email.contains('@')
    });
    let list = move || {
        several().maybe(odd.get().then(|| {
            finding(
                InputSeverity::Warning,
                "This is not an e-mail address. Talkdesk’s userName always is one, so nobody will be found.",
                None,
            )
        }))
    };
    let field = input(EMAIL_ID, "email-findings")
        .attr("type", "text")
        .attr("inputmode", "email")
        .attr("placeholder", "name@contoso.com")
        .live_value(move || connection.email.get())
        .on("input", move |event| {
            connection.email.set(element::value(&event))
        });
    el("div")
        .class("field conn-email no-print")
        .child(
            el("label")
                .attr("for", EMAIL_ID)
                .text("E-mail address of a user to look up (optional)"),
        )
        .child(field)
        .child(findings("email-findings", list))
}

/// The field for what the user has for the first matching attribute that is
/// not userName. Made once, because somebody may be typing in it.
fn other_field(page: ConnectionPage) -> El {
    let connection = page.connection;
    // The attribute and the source attribute that it is mapped from.
    let source = move || {
        let target = page.matching.get().other()?.to_owned();
        let attribute = page
            .app
            .setup
            .with(|setup| match &setup.mapping.row(&target)?.source {
                Source::Direct(attribute) => Some(attribute.clone()),
                _ => None,
            });
        Some((target, attribute))
    };
    let label = move || match source() {
        Some((target, Some(attribute))) => {
            format!("{target} of this user, from {attribute} in Entra (optional)")
        }
        Some((target, None)) => format!("{target} of this user, as Entra sends it (optional)"),
        None => String::new(),
    };
    let hint = move || match source() {
        Some((target, Some(attribute))) if attribute == EXTERNAL_ID_SOURCE => format!(
            "This setup matches by {target}, so Entra asks for the Object ID. It is on the user’s page in Entra."
        ),
        Some((target, _)) => format!(
            "This setup matches by {target}, so Entra asks for this value. Mappings shows it for a sample user."
        ),
        None => String::new(),
    };
    let field = input(OTHER_ID, "matching-value-hint")
        .attr("type", "text")
        .live_value(move || connection.other_value.get())
        .on("input", move |event| {
            connection.other_value.set(element::value(&event));
        });
    el("div")
        .class("field conn-email no-print")
        .live_flag("hidden", move || page.matching.get().other().is_none())
        .child(el("label").attr("for", OTHER_ID).live_text(label))
        .child(field)
        .child(
            el("p")
                .class("hint")
                .attr("id", "matching-value-hint")
                .live_text(hint),
        )
}

/// What the test asks for, where the setup does not match by userName alone.
fn matching_note(matching: &Matching) -> El {
    let words = if !matching.is_declared() {
        "The mapping of this setup has no matching attribute, so the test asks for userName. Entra needs one: in Mappings, give matching precedence 1 to userName.".to_owned()
    } else if matching.other().is_some() {
        format!(
            "This setup matches by {}, so the test asks for that, as Entra does.",
            matching.attributes().join(", then by ")
        )
    } else {
        return several();
    };
    el("p").class("hint conn-email").text(&words)
}
