//! `#/mappings/scripts`: scripts that do the whole setup from a shell.

mod options;
mod script_view;

use leptos::prelude::*;
use sync_schema::script::{self, SCRIPT_STEPS, SHELLS, ScriptPlan, ScriptStep, Shell};

use crate::browser;
use crate::components::bridge::{from_element, into_element};
use crate::components::element::El;
use crate::components::page_title::PageTitle;
use crate::pages::mappings::blocked_rows::BlockedRows;
use crate::pages::mappings::diagnostic_view::diagnostic;
use crate::pages::mappings::scripts::options::Options;
use crate::pages::mappings::scripts::script_view::ScriptPanel;
use crate::state::preview_client::PreviewState;
use crate::state::{App, use_app};
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
    fn new(app: App, preview: PreviewState) -> Self {
        Self {
            app,
            preview,
            shell: RwSignal::new(usize::from(!on_windows())),
            steps: RwSignal::new(vec![true; SCRIPT_STEPS.len()]),
            users: RwSignal::new("users.csv".to_owned()),
        }
    }

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

    fn includes(self, step: ScriptStep) -> bool {
        self.steps().contains(&step)
    }

    /// Whether one of [`SCRIPT_STEPS`] is ticked.
    fn is_ticked(self, at: usize) -> bool {
        self.steps
            .with(|steps| steps.get(at).copied().unwrap_or_default())
    }

    fn tick(self, at: usize, on: bool) {
        self.steps.update(|steps| {
            if let Some(step) = steps.get_mut(at) {
                *step = on;
            }
        });
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

/// What is chosen on the page. Call it while a component is made, not in a
/// handler.
fn use_choice() -> Choice {
    expect_context()
}

/// The page, for one that the element builder makes.
pub fn page(_app: App) -> El {
    into_element(view! { <ScriptsPage/> }.into_any())
}

#[component]
pub fn ScriptsPage() -> impl IntoView {
    let app = use_app();
    let preview = PreviewState::of(app);
    preview.follow(app);
    let choice = Choice::new(app, preview);
    provide_context(choice);
    let script = Memo::new(move |_| choice.script());
    view! {
        <p class="up">
            <a href="#/mappings">"Mappings"</a>
        </p>
        <PageTitle text="Scripts"/>
        <p class="lead">
            "The whole set-up from a shell, through Microsoft Graph: the application, its provisioning job, the token, this set-up’s mappings, users. Each step looks first and changes only what is not yet so, which makes it safe to run again. The token is never in the text; the script asks for it."
        </p>
        <div class="schema">
            <Options/>
            <Consequences/>
            {move || match script.get() {
                Ok(text) => view! { <ScriptPanel text/> }.into_any(),
                Err(HeldBack::Rows(rows)) => view! { <HeldBackRows rows/> }.into_any(),
                Err(HeldBack::Checking) => {
                    view! { <p class="hint">"Checking the mappings"</p> }.into_any()
                }
            }}
        </div>
    }
}

/// What the mappings that the script applies will do, when no row is at fault
/// but the operations or a row that is missing.
#[component]
fn Consequences() -> impl IntoView {
    let app = use_app();
    let choice = use_choice();
    view! {
        {move || {
            let errors = set_errors(choice);
            errors.iter().map(|what| from_element(diagnostic(app, what))).collect::<Vec<_>>()
        }}
        {move || check_failure(choice).map(|why| view! { <NotChecked why/> }.into_any())}
    }
}

/// Errors of the mappings that the script applies and that no single row has.
fn set_errors(choice: Choice) -> Vec<MappingDiagnostic> {
    if !choice.includes(ScriptStep::Mappings) {
        return Vec::new();
    }
    let evaluation = choice
        .app
        .setup
        .with(|setup| choice.preview.evaluation(&setup.mapping));
    let all = evaluation.diagnostics().iter();
    let errors = all.filter(|what| what.is_error() && !what.holds_back());
    errors.cloned().collect()
}

/// Why the mappings that the script applies could not be checked.
fn check_failure(choice: Choice) -> Option<String> {
    if !choice.includes(ScriptStep::Mappings) {
        return None;
    }
    choice.app.setup.with(|setup| {
        let evaluation = choice.preview.evaluation(&setup.mapping);
        evaluation.failure().map(ToString::to_string)
    })
}

#[component]
fn NotChecked(why: String) -> impl IntoView {
    view! {
        <p class="callout warn">
            {format!(
                "The mappings could not be checked: {why} Whether leavers are deactivated is not known.",
            )}
        </p>
    }
}

/// The rows that keep the script back.
#[component]
fn HeldBackRows(rows: Vec<MappingDiagnostic>) -> impl IntoView {
    view! {
        <section class="panel" aria-labelledby="script-title">
            <div class="body stack">
                <h2 id="script-title">"There is no script yet, because of these rows"</h2>
                <BlockedRows rows/>
                <p class="hint">
                    "A row that Entra refuses stops the script halfway, with the application made and the token saved. Correct them, or leave the step with the attribute mappings out."
                </p>
            </div>
        </section>
    }
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
