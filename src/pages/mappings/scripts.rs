//! `#/mappings/scripts`: scripts that do the whole setup from a shell.

use std::rc::Rc;

use leptos::prelude::*;
use sync_schema::script::{self, SCRIPT_STEPS, SHELLS, ScriptPlan, ScriptStep, Shell};

use crate::browser;
use crate::components::element::{self, El, button, el, link, several};
use crate::components::page_title::page_title;
use crate::components::text_field::TextField;
use crate::pages::mappings::blocked_rows::waiting_list;
use crate::pages::mappings::diagnostic_view::diagnostic;
use crate::pages::mappings::portal_fields::copy_button;
use crate::state::App;
use crate::state::preview_client::PreviewState;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::set_status::row_status::held_rows;

/// What is chosen on the page.
#[derive(Debug, Clone, Copy)]
struct Choice {
    app: App,
    preview: PreviewState,
    shell: RwSignal<usize>,
    /// Whether each of [`SCRIPT_STEPS`] is done.
    steps: RwSignal<Vec<bool>>,
    users: RwSignal<String>,
}

/// Rows that keep the script back.
#[derive(Clone, PartialEq)]
enum HeldBack {
    Rows(Vec<MappingDiagnostic>),
    /// The worker still evaluates the mappings.
    Checking,
}

impl Choice {
    fn shell(self) -> Shell {
        let at = self.shell.get();
        SHELLS.get(at).copied().unwrap_or(Shell::PowerShell)
    }

    fn steps(self) -> Vec<ScriptStep> {
        self.steps.with(|on| {
            let ticked = SCRIPT_STEPS.into_iter().zip(on).filter(|(_, on)| **on);
            ticked.map(|(step, _)| step).collect()
        })
    }

    fn script(self) -> Result<String, HeldBack> {
        let (shell, steps, users) = (self.shell(), self.steps(), self.users.get());
        self.app.setup.with(|setup| {
            let evaluation = self.preview.evaluation(&setup.mapping);
            let carries_rows = steps.contains(&ScriptStep::Mappings);
            let waiting = match carries_rows {
                true => held_rows(&setup.mapping, &evaluation),
                false => Vec::new(),
            };
            if carries_rows && !evaluation.is_complete() && evaluation.failure().is_none() {
                return Err(HeldBack::Checking);
            }
            if !waiting.is_empty() {
                return Err(HeldBack::Rows(waiting));
            }
            let url = setup.tenant.url();
            let plan = ScriptPlan {
                application: setup.application(),
                tenant_url: url.as_deref(),
                set: &setup.mapping,
                steps: &steps,
                users_file: users.trim(),
            };
            script::script(shell, &plan).map_err(HeldBack::Rows)
        })
    }
}

pub fn page(app: App) -> El {
    let preview = PreviewState::of(app);
    preview.follow(app);
    let choice = Choice {
        app,
        preview,
        shell: RwSignal::new(usize::from(!on_windows())),
        steps: RwSignal::new(vec![true; SCRIPT_STEPS.len()]),
        users: RwSignal::new("users.csv".to_owned()),
    };
    let made = Memo::new(move |_| choice.script());
    several()
        .child(
            el("p")
                .class("up")
                .child(link("", "#/mappings", "Mappings")),
        )
        .child(page_title("Scripts"))
        .child(el("p").class("lead").text(
            "The whole set-up from a shell, through Microsoft Graph: the application, its provisioning job, the token, this set-up’s mappings, users. Each step looks first and changes only what is not yet so, which makes it safe to run again. The token is never in the text; the script asks for it.",
        ))
        .child(
            el("div")
                .class("schema")
                .child(options(choice))
                .live(move || consequences(choice))
                .live(move || match made.get() {
                    Ok(text) => result(choice, Rc::from(text)),
                    Err(held) => held_back(&held),
                }),
        )
}

/// What the mappings that the script applies will do, when no row is at fault
/// but the operations or a row that is missing.
fn consequences(choice: Choice) -> El {
    if !choice.steps().contains(&ScriptStep::Mappings) {
        return several();
    }
    let evaluation = choice
        .app
        .setup
        .with(|setup| choice.preview.evaluation(&setup.mapping));
    // Errors that no single row has.
    let errors = evaluation.diagnostics().iter();
    let shown = errors.filter(|what| what.is_error() && !what.holds_back());
    let failure = evaluation.failure().map(|why| {
        el("p").class("callout warn").text(&format!(
            "The mappings could not be checked: {why} Whether leavers are deactivated is not known."
        ))
    });
    several()
        .children(shown.map(|what| diagnostic(choice.app, what)))
        .maybe(failure)
}

/// The rows that keep the script back.
fn held_back(held: &HeldBack) -> El {
    let rows = match held {
        HeldBack::Checking => {
            return el("p").class("hint").text("Checking the mappings");
        }
        HeldBack::Rows(rows) => waiting_list(rows),
    };
    el("section")
        .class("panel")
        .attr("aria-labelledby", "script-title")
        .child(
            el("div")
                .class("body stack")
                .child(
                    el("h2")
                        .attr("id", "script-title")
                        .text("There is no script yet, because of these rows"),
                )
                .child(rows)
                .child(el("p").class("hint").text(
                    "A row that Entra refuses stops the script halfway, with the application made and the token saved. Correct them, or leave the step with the attribute mappings out.",
                )),
        )
}

fn options(choice: Choice) -> El {
    let shells = SHELLS.iter().enumerate().map(|(at, shell)| {
        let radio = el("input")
            .attr("type", "radio")
            .attr("name", "shell")
            .live_checked(move || choice.shell.get() == at)
            .on("change", move |_| choice.shell.set(at));
        el("label").child(radio).text(shell.label())
    });
    let steps = SCRIPT_STEPS.iter().enumerate().map(|(at, step)| {
        let tick = el("input")
            .attr("type", "checkbox")
            .live_checked(move || {
                choice
                    .steps
                    .with(|steps| steps.get(at).copied().unwrap_or_default())
            })
            .on("change", move |event| {
                let on = element::checked(&event);
                choice.steps.update(|steps| {
                    if let Some(step) = steps.get_mut(at) {
                        *step = on;
                    }
                });
            });
        el("label").child(tick).text(step.label())
    });
    let assigns = Memo::new(move |_| choice.steps().contains(&ScriptStep::Assign));
    let users = move || match assigns.get() {
        true => untrack(|| users_field(choice)),
        false => several(),
    };
    let group = |name: &str, labels: Vec<El>| {
        el("fieldset")
            .class("choices")
            .child(el("legend").text(name))
            .children(labels)
    };
    let facts = move || {
        choice.app.setup.with(|setup| {
            let url = setup.tenant.url();
            el("p").class("hint").text(&format!(
                "Application: {}. Tenant URL: {}. Rows: {}.",
                setup.application(),
                url.as_deref().unwrap_or("the script asks for it"),
                setup.mapping.rows.len()
            ))
        })
    };
    el("section")
        .class("panel")
        .attr("aria-label", "Options")
        .child(
            el("div")
                .class("body stack")
                .child(group("Shell", shells.collect()))
                .child(group("Steps", steps.collect()))
                .live(users)
                .live(facts),
        )
}

fn users_field(choice: Choice) -> El {
    TextField {
        id: "script-users",
        label: "File of users",
        placeholder: "users.csv",
        hint: "One user principal name or Object ID in each line, or a CSV file with a column userPrincipalName or id.",
    }
    .make(
        move || choice.users.get(),
        move |text| choice.users.set(text),
        || None,
    )
}

fn result(choice: Choice, made: Rc<str>) -> El {
    let app = choice.app;
    let (saved, copied) = (made.clone(), made.clone());
    let save = button("small", "Save", move || {
        let name = choice.shell().file_name();
        let done = browser::save_file(name, "text/plain", &saved);
        app.announce(match done {
            Ok(()) => format!("{name} saved"),
            Err(_) => "The browser did not save the file".to_owned(),
        });
    });
    let how = move || {
        let scopes = script::scopes(&choice.steps()).join(", ");
        several()
            .child(el("p").class("callout").text(choice.shell().how()))
            .child(el("p").class("callout").text(&format!(
                "Permissions of Microsoft Graph: {scopes}. Role: Application Administrator."
            )))
    };
    el("section")
        .class("panel")
        .attr("aria-labelledby", "script-title")
        .child(
            el("div")
                .class("panel-head")
                .child(
                    el("h2")
                        .attr("id", "script-title")
                        .live_text(move || choice.shell().file_name().to_owned()),
                )
                .child(
                    el("div")
                        .class("row")
                        .child(copy_button(app, "Script", "Copy the script", move || {
                            copied.to_string()
                        }))
                        .child(save),
                ),
        )
        .child(
            el("div").class("body stack").live(how).child(
                el("pre")
                    .class("script")
                    .attr("tabindex", "0")
                    .attr("role", "region")
                    .attr("aria-label", "The script")
                    .text(&made),
            ),
        )
}

/// Whether the browser says that it runs on Windows.
fn on_windows() -> bool {
    browser::elements::user_agent().contains("Windows")
}

#[cfg(test)]
mod tests {
    use provisioning::diagnostics::source::first_error;
    use provisioning::mapping::{MappingSet, Row, Source};
    use provisioning::set_status::row_status::held_back;
    use provisioning::set_status::set_evaluation::SetEvaluation;

    /// What leaves the app and what the list lets go follow one rule.
    #[test]
    fn what_the_list_holds_back_is_not_handed_out() {
        let text = |text: &str| Source::Expression(text.to_owned());
        let direct = |name: &str| Source::Direct(name.to_owned());
        let long = format!("ToLower(\"{}\")", "x".repeat(10_000));
        let sources = [
            (text("Not([x]"), true),
            (text("Left([mail])"), true),
            (text("Left([mail], \"x\")"), true),
            (text(r#"Switch([department], "a", "b", "c", "d")"#), true),
            (text("tolower([mail])"), true),
            (text("Foo([mail])"), true),
            (text("SelectUniqueValue([mail])"), true),
            (text("ToLower([Mail])"), true),
            (text(&long), true),
            // Advice on an earlier part must not hide the error.
            (text(r#"Join("", [foo], "a" "b")"#), true),
            (
                text(r#"Join("", IIF(IsPresent([mail]), [mail], "x"), "a" "b")"#),
                true,
            ),
            (direct("Mail"), true),
            (direct("appRoleAssignments"), true),
            (Source::Constant(String::new()), true),
            (text("ToLower([mail])"), false),
            (text("PCase([newAttributeOfThisTenant])"), false),
            (direct("newAttributeOfThisTenant"), false),
            (Source::Constant("Agent".to_owned()), false),
        ];
        for (source, held) in sources {
            let mut set = MappingSet::default();
            set.put(Row::new("name.familyName", source.clone()));
            let found = first_error("name.familyName", &source);
            assert_eq!(found.is_some(), held, "{source:?}");
            let listed = held_back(&set, &SetEvaluation::of(&set), "name.familyName");
            assert_eq!(listed.is_some(), held, "{source:?}");
        }
    }
}
