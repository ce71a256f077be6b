//! What is chosen on the page, and the script that follows from it.

use leptos::prelude::*;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::set_status::readiness::blocking;
use provisioning::set_status::set_evaluation::SetEvaluation;
use setup::Setup;
use sync_schema::script::{self, SCRIPT_STEPS, SHELLS, ScriptPlan, ScriptStep, Shell};

use crate::browser;
use crate::state::App;
use crate::state::preview_client::PreviewState;

#[derive(Clone, Copy)]
pub struct Choice {
    pub app: App,
    preview: PreviewState,
    pub shell: RwSignal<usize>,
    /// Whether each of [`SCRIPT_STEPS`] is done.
    steps: RwSignal<Vec<bool>>,
    /// The file of the users to assign.
    pub users: RwSignal<String>,
    pub script: Memo<Result<String, NoScript>>,
}

/// Why there is no script.
#[derive(Debug, Clone, PartialEq)]
pub enum NoScript {
    /// The mappings have errors, so nothing leaves the app.
    Blocked(Vec<MappingDiagnostic>),
    /// The worker still evaluates the mappings.
    Checking,
}

/// What is chosen on the page. Call it while a component is made, not in a
/// handler.
pub fn use_choice() -> Choice {
    expect_context()
}

impl Choice {
    pub fn new(app: App, preview: PreviewState) -> Self {
        let shell = RwSignal::new(usize::from(!on_windows()));
        let steps = RwSignal::new(vec![true; SCRIPT_STEPS.len()]);
        let users = RwSignal::new("users.csv".to_owned());
        let script = Memo::new(move |_| {
            let steps = steps.with(|on| chosen(on));
            app.setup.with(|setup| {
                let evaluation = preview.evaluation(&setup.mapping);
                users.with(|users| script(setup, &evaluation, shell_at(shell.get()), &steps, users))
            })
        });
        Self {
            app,
            preview,
            shell,
            steps,
            users,
            script,
        }
    }

    pub fn shell(self) -> Shell {
        shell_at(self.shell.get())
    }

    pub fn steps(self) -> Vec<ScriptStep> {
        self.steps.with(|on| chosen(on))
    }

    pub fn includes(self, step: ScriptStep) -> bool {
        self.steps().contains(&step)
    }

    pub fn choose(self, step: ScriptStep, on: bool) {
        let at = SCRIPT_STEPS.iter().position(|one| *one == step);
        self.steps.update(|steps| {
            if let Some(own) = at.and_then(|at| steps.get_mut(at)) {
                *own = on;
            }
        });
    }

    /// Why the mappings that the script applies could not be checked.
    pub fn check_failure(self) -> Option<String> {
        if !self.includes(ScriptStep::Mappings) {
            return None;
        }
        self.app.setup.with(|setup| {
            let evaluation = self.preview.evaluation(&setup.mapping);
            evaluation.failure().map(ToString::to_string)
        })
    }
}

fn shell_at(at: usize) -> Shell {
    SHELLS.get(at).copied().unwrap_or(Shell::PowerShell)
}

fn chosen(on: &[bool]) -> Vec<ScriptStep> {
    let steps = SCRIPT_STEPS.into_iter().zip(on);
    steps.filter(|(_, on)| **on).map(|(step, _)| step).collect()
}

fn script(
    setup: &Setup,
    evaluation: &SetEvaluation,
    shell: Shell,
    steps: &[ScriptStep],
    users: &str,
) -> Result<String, NoScript> {
    if steps.contains(&ScriptStep::Mappings) {
        let issues = blocking(&setup.mapping, evaluation);
        if !issues.is_empty() {
            return Err(NoScript::Blocked(issues));
        }
        if !evaluation.is_complete() && evaluation.failure().is_none() {
            return Err(NoScript::Checking);
        }
    }
    let url = setup.tenant.url();
    let plan = ScriptPlan {
        application: setup.application(),
        tenant_url: url.as_deref(),
        set: &setup.mapping,
        steps,
        users_file: users.trim(),
    };
    script::script(shell, &plan).map_err(NoScript::Blocked)
}

/// Whether the browser says that it runs on Windows.
fn on_windows() -> bool {
    browser::elements::user_agent().contains("Windows")
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::diagnostics::source::first_error;
    use provisioning::mapping::{MappingSet, Row, Source};

    /// What the crate refuses to write, the page blocks first.
    #[test]
    fn what_is_blocked_is_not_handed_out() {
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
            let listed = blocking(&set, &SetEvaluation::of(&set)).into_iter();
            let listed = listed.filter(|one| one.target == "name.familyName");
            assert_eq!(listed.count() == 1, held, "{source:?}");
        }
    }

    /// A required attribute that is missing, and an operation that is off, block
    /// the script as a wrong row does; a script without mappings is not concerned.
    #[test]
    fn an_issue_of_the_whole_set_blocks_the_script() {
        let setup = || {
            Setup::new(
                setup::SetupId("1".to_owned()),
                "Contoso".to_owned(),
                setup::Timestamp("2026-11-28T10:00:00.000Z".to_owned()),
            )
        };
        let made = |setup: &Setup, steps: &[ScriptStep]| {
            let evaluation = SetEvaluation::of(&setup.mapping);
            script(setup, &evaluation, Shell::BashAz, steps, "users.csv")
        };
        assert!(made(&setup(), &SCRIPT_STEPS).is_ok());
        let pending = SetEvaluation::pending();
        let checking = script(&setup(), &pending, Shell::BashAz, &SCRIPT_STEPS, "");
        assert_eq!(checking, Err(NoScript::Checking));
        let mut missing = setup();
        missing.mapping.rows.retain(|row| row.target != "userName");
        let mut no_update = setup();
        no_update.mapping.operations.update = false;
        for (setup, target) in [(missing, "userName"), (no_update, "active")] {
            let Err(NoScript::Blocked(issues)) = made(&setup, &SCRIPT_STEPS) else {
                panic!("{target} is an issue");
            };
            assert_eq!(issues[0].target, target);
            assert!(made(&setup, &[ScriptStep::Start]).is_ok());
        }
    }
}
