//! How far the updated file is, and what keeps it from being saved.

use std::rc::Rc;

use leptos::prelude::*;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::mapping::MappingSet;
use provisioning::set_status::readiness::blocking;
use provisioning::set_status::set_evaluation::SetEvaluation;
use sync_schema::encoding::SchemaFileEncoding;
use sync_schema::export::{Export, RefusalReason, RefusedRow};

use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::mappings::blocked_rows::BlockedRows;
use crate::pages::mappings::schema_file::failed_import::ImportErrorText;
use crate::pages::mappings::schema_file::page_state::{SchemaPage, use_schema_page};
use crate::pages::mappings::schema_file::refusals::Refusals;
use crate::state::schema_file::{ImportError, SchemaChanges};

pub enum FileStatus {
    Checking,
    Failed(ImportError),
    /// The file says already what the setup says.
    Unchanged,
    /// The mappings have errors, so nothing leaves the app.
    Blocked(Vec<MappingDiagnostic>),
    /// These expressions can't be written into the file for certain.
    Refused(Vec<RefusedRow>),
    Ready(Rc<Export>),
}

impl FileStatus {
    /// The status now; nothing while no file is read.
    pub fn of(page: SchemaPage) -> Option<Self> {
        if !page.has_reading.get() {
            return None;
        }
        Some(match page.file.changes.get() {
            SchemaChanges::Unknown => Self::Checking,
            SchemaChanges::Failed(error) => Self::Failed(error),
            SchemaChanges::Known(export) => page
                .app
                .setup
                .with(|setup| Self::of_export(&setup.mapping, export)),
        })
    }

    fn of_export(set: &MappingSet, export: Rc<Export>) -> Self {
        if export.splices.is_empty() && export.refusals.is_empty() {
            return Self::Unchanged;
        }
        let evaluation = SetEvaluation::carried_over(set, &export.evaluated(), set);
        let issues = blocking(set, &evaluation);
        if !issues.is_empty() {
            return Self::Blocked(issues);
        }
        let refused = export.refusals.iter();
        let refused: Vec<RefusedRow> = refused
            .filter(|row| !matches!(row.why, RefusalReason::Evaluated(_)))
            .cloned()
            .collect();
        match refused.is_empty() {
            true => Self::Ready(export),
            false => Self::Refused(refused),
        }
    }
}

/// What keeps the file from being saved, or what to know before it is.
#[component]
pub fn StatusNotice() -> impl IntoView {
    let page = use_schema_page();
    view! {
        <div class="sch-notices">
            {move || {
                FileStatus::of(page).map(|status| match status {
                    FileStatus::Checking | FileStatus::Unchanged => ().into_any(),
                    FileStatus::Failed(error) => view! { <NotCompared error/> }.into_any(),
                    FileStatus::Blocked(issues) => view! {
                        <BlockedRows
                            issues
                            title="Fix these mappings before you save the file"
                        />
                    }
                    .into_any(),
                    FileStatus::Refused(refused) => view! { <Refusals refused/> }.into_any(),
                    FileStatus::Ready(export) => view! { <Warnings export/> }.into_any(),
                })
            }}
        </div>
    }
}

#[component]
fn NotCompared(error: ImportError) -> impl IntoView {
    view! {
        <Notice kind=StatusKind::Bad title="The file can’t be updated" alert=true>
            <ImportErrorText error/>
        </Notice>
    }
}

/// What may keep Entra from accepting the file.
#[component]
fn Warnings(export: Rc<Export>) -> impl IntoView {
    let unlisted = (!export.unlisted.is_empty()).then(|| {
        let names = export.unlisted.join(", ");
        view! {
            <Notice kind=StatusKind::Warning title="Attributes are missing in Entra">
                <p>
                    {format!(
                        "The attribute list doesn’t have {names}, so Entra may reject the file. First add them in the portal, under Edit attribute list.",
                    )}
                </p>
            </Notice>
        }
        .into_any()
    });
    let wide = (export.encoding != SchemaFileEncoding::Utf8).then(|| {
        view! {
            <Notice kind=StatusKind::Warning title="The file is UTF-16">
                <p>
                    "The updated file is UTF-16 too. Microsoft Graph accepts UTF-8: convert it in an editor before you send it."
                </p>
            </Notice>
        }
        .into_any()
    });
    view! {
        {unlisted}
        {wide}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::mapping::{Row, Source};
    use sync_schema::export::ByteEdit;

    fn export(changes: usize) -> Export {
        let edit = ByteEdit {
            start: 0,
            end: 0,
            text: String::new(),
        };
        Export {
            splices: vec![edit; changes],
            ..Export::default()
        }
    }

    fn refused(target: &str, why: RefusalReason) -> RefusedRow {
        RefusedRow {
            target: target.to_owned(),
            expression: String::new(),
            why,
        }
    }

    #[test]
    fn a_file_with_changes_is_ready_unless_the_mappings_have_errors() {
        let mut set = MappingSet::default();
        let of = |set: &MappingSet, export| FileStatus::of_export(set, Rc::new(export));
        assert!(matches!(of(&set, export(0)), FileStatus::Unchanged));
        assert!(matches!(of(&set, export(2)), FileStatus::Ready(_)));
        let mut parser = export(0);
        let why = sync_schema::source::SourceWriteError::UnknownFunction("X".to_owned());
        parser.refusals = vec![refused("active", RefusalReason::CannotWrite(why))];
        assert!(matches!(of(&set, parser), FileStatus::Refused(_)));
        // A required attribute that is missing blocks a file that could be written.
        set.rows.retain(|row| row.target != "userName");
        assert!(matches!(of(&set, export(2)), FileStatus::Blocked(issues) if issues.len() == 1));
        assert!(matches!(of(&set, export(0)), FileStatus::Unchanged));
    }

    #[test]
    fn what_evaluating_shows_blocks_the_file() {
        let mut set = MappingSet::default();
        set.put(Row::new("active", Source::Constant("False".to_owned())));
        let evaluation = SetEvaluation::of(&set);
        let mut export = export(2);
        export.refuse(&set, evaluation.diagnostics().to_vec());
        assert_eq!(export.splices, []);
        let status = FileStatus::of_export(&set, Rc::new(export));
        assert!(matches!(status, FileStatus::Blocked(issues) if issues[0].target == "active"));
    }
}
