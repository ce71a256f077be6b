//! What the parts of the page share.

use std::sync::Arc;

use leptos::prelude::*;
use sync_schema::diff::{SchemaComparison, compare};
use sync_schema::read::ParsedSchema;

use crate::browser;
use crate::state::App;
use crate::state::schema_file::{ImportProgress, SchemaFileState, imported};

#[derive(Clone, Copy)]
pub struct SchemaPage {
    pub app: App,
    pub file: SchemaFileState,
    /// Whether a file is shown.
    pub has_reading: Memo<bool>,
    /// The file that was read beside the setup.
    pub comparison: Memo<Option<SchemaComparison>>,
    /// Whether another file is being chosen while one is shown.
    pub is_choosing: RwSignal<bool>,
    /// Whether a file is held over the page.
    pub is_over: RwSignal<bool>,
}

/// The state of the page. Call it while a component is made, not in a handler.
pub fn use_schema_page() -> SchemaPage {
    expect_context()
}

impl SchemaPage {
    pub fn new(app: App) -> Self {
        Self {
            app,
            file: SchemaFileState::of(app),
            // While another file or mapping is read, the page keeps its shape.
            has_reading: Memo::new(move |before: Option<&bool>| {
                let progress = SchemaFileState::of(app).progress;
                progress.with(|progress| match progress {
                    ImportProgress::Read(_) => true,
                    ImportProgress::Reading => before.copied().unwrap_or_default(),
                    ImportProgress::Nothing | ImportProgress::Failed(_) => false,
                })
            }),
            comparison: Memo::new(move |_| {
                let reading = imported(app)?;
                app.setup.with(|setup| {
                    let compared = compare(&reading.set, &setup.mapping);
                    Some(compared.with_notes(&reading.notes))
                })
            }),
            is_choosing: RwSignal::new(false),
            is_over: RwSignal::new(false),
        }
    }

    pub fn reading(self) -> Option<Arc<ParsedSchema>> {
        imported(self.app)
    }

    /// The address of the schema in Microsoft Graph, with words in capitals for
    /// what the file doesn't say.
    pub fn graph_address(self) -> String {
        let job = untrack(|| self.reading()).and_then(|reading| reading.job_id.clone());
        let job = job.as_deref().unwrap_or("JOB-ID");
        format!(
            "https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT-ID/synchronization/jobs/{job}/schema"
        )
    }

    pub fn shows_import(self) -> bool {
        !self.has_reading.get() || self.is_choosing.get()
    }

    /// Whether the updated file turns a group mapping off that is on.
    pub fn disables_groups(self) -> bool {
        let has_groups = self.reading().is_some_and(|one| !one.groups.is_empty());
        has_groups && self.file.groups_off.get()
    }

    /// Has the worker find what changes in the file, whenever that may have
    /// changed.
    pub fn follow_changes(self) {
        Effect::new(move |_| {
            self.comparison.track();
            self.file.groups_off.track();
            self.find_changes();
        });
    }

    pub fn find_changes(self) {
        if let Some(reading) = untrack(|| self.reading()) {
            let set = self.app.setup.with_untracked(|setup| setup.mapping.clone());
            self.file.compare(reading.pick, set);
        }
    }

    /// The file's name, or what it is called without one.
    pub fn file_name(self) -> String {
        let name = self.file.name();
        name.unwrap_or_else(|| "Pasted text".to_owned())
    }

    /// What the updated file is called.
    pub fn updated_name(self) -> String {
        let setup = self.app.setup.with(setup::file::file_stem);
        updated_name(&setup, &browser::now().0)
    }
}

/// The name of an updated file, from the setup's name in file names and a time.
fn updated_name(setup: &str, now: &str) -> String {
    let day = now.get(..10).unwrap_or(now);
    format!("schema-{setup}-{day}.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_updated_file_is_named_after_the_setup_and_the_day() {
        let name = updated_name("contoso", "2026-11-28T10:00:00.000Z");
        assert_eq!(name, "schema-contoso-2026-11-28.json");
    }
}
