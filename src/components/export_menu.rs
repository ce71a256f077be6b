//! The menu that saves a report as files and copies parts of it, and what became
//! of the last of these.

use std::time::Duration;

use leptos::prelude::*;
use preflight::protocol::SavedExport;
use provisioning::format::size;

use crate::browser;
use crate::browser::announcer::Announcer;
use crate::browser::files::save_url;
use crate::components::icon::icons;
use crate::components::menu::Menu;
use crate::components::notice::Notice;
use crate::components::status::StatusKind;

/// How long the button says what it did.
const SHOWN: Duration = Duration::from_secs(2);

/// What became of the last export.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum ExportStatus {
    #[default]
    None,
    /// A file was saved; `fresh` for a moment.
    Saved { export: SavedExport, fresh: bool },
    /// A text was copied a moment ago.
    Copied,
    /// The browser does not let the page copy.
    NotCopied { what: &'static str, text: String },
}

impl ExportStatus {
    /// What the button says.
    fn label(&self) -> &'static str {
        match self {
            Self::Copied => "Copied",
            Self::Saved { fresh: true, .. } => "Saved",
            Self::None | Self::Saved { .. } | Self::NotCopied { .. } => "Export",
        }
    }

    /// What is left once the button said it long enough. A file can be saved
    /// again, and a text that was not copied stays until it is closed.
    fn settled(self) -> Self {
        match self {
            Self::Copied => Self::None,
            Self::Saved { export, .. } => Self::Saved {
                export,
                fresh: false,
            },
            Self::None | Self::NotCopied { .. } => self,
        }
    }
}

/// A handle to the status; copies are handles to the same.
#[derive(Debug, Clone, Copy)]
pub struct ExportState {
    status: StoredValue<ExportStatus, LocalStorage>,
    changed: Trigger,
}

impl Default for ExportState {
    fn default() -> Self {
        Self {
            status: StoredValue::new_local(ExportStatus::None),
            changed: Trigger::new(),
        }
    }
}

impl ExportState {
    /// Whoever calls it follows the status.
    fn status(&self) -> ExportStatus {
        self.changed.track();
        self.status.get_value()
    }

    fn set(&self, status: ExportStatus) {
        self.status.set_value(status);
        self.changed.notify();
    }

    /// Forgets the last export, because its report is gone.
    pub fn clear(&self) {
        self.set(ExportStatus::None);
    }

    /// Takes back what the button says, once it was there long enough.
    fn settle(&self) {
        let state = *self;
        set_timeout(move || state.set(state.status.get_value().settled()), SHOWN);
    }

    /// Saves a file that the worker has made, and says so. Hands back what to
    /// show if the browser refuses.
    pub fn save(&self, announcer: Announcer, export: SavedExport) -> Result<(), String> {
        let saved = save_url(&export.name, &export.url);
        let result = match saved {
            Ok(()) => {
                announcer.announce(format!("{} saved", export.name));
                Ok(())
            }
            Err(_) => Err(format!("The browser didn’t save {}.", export.name)),
        };
        let fresh = result.is_ok();
        self.set(ExportStatus::Saved { export, fresh });
        self.settle();
        result
    }

    /// Copies a text, and says so. `what` names it.
    pub fn copy(&self, announcer: Announcer, what: &'static str, text: String) {
        let state = *self;
        browser::run(Box::pin(async move {
            if browser::copy_text(&text).await.is_ok() {
                announcer.announce(format!("{what} copied"));
                state.set(ExportStatus::Copied);
                state.settle();
            } else {
                state.set(ExportStatus::NotCopied { what, text });
            }
        }));
    }
}

/// A label of the menu, and what it does.
pub type ExportAction = (&'static str, Callback<()>);

#[component]
pub fn ExportMenu(
    export: ExportState,
    /// What is saved as a file.
    files: Vec<ExportAction>,
    /// What is copied.
    copies: Vec<ExportAction>,
) -> impl IntoView {
    let text = Signal::derive(move || export.status().label().to_owned());
    view! {
        <Menu label="Export" class="export no-print" icon=icons::SAVE text>
            {actions(&files)}
            <SavedFile export/>
            <hr/>
            {actions(&copies)}
        </Menu>
    }
}

fn actions(actions: &[ExportAction]) -> Vec<AnyView> {
    let buttons = actions.iter().map(|&(label, run)| {
        view! {
            <button type="button" on:click=move |_| run.run(())>
                {label}
            </button>
        }
        .into_any()
    });
    buttons.collect()
}

/// The last file that was made, to be saved once more.
#[component]
fn SavedFile(export: ExportState) -> impl IntoView {
    view! {
        {move || match export.status() {
            ExportStatus::Saved { export, .. } => Some(
                view! {
                    <a href=export.url.clone() download=export.name.clone()>
                        {format!("Save {} again, {}", export.name, size(export.bytes.into()))}
                    </a>
                }
                    .into_any(),
            ),
            _ => None,
        }}
    }
}

/// A text that the browser does not let the page copy.
#[component]
pub fn NotCopied(export: ExportState) -> impl IntoView {
    view! {
        {move || match export.status() {
            ExportStatus::NotCopied { what, text } => Some(
                view! {
                    <Notice
                        kind=StatusKind::Warning
                        title=format!("This browser doesn’t let the page copy. Copy it from here: {what}")
                        alert=true
                    >
                        <textarea
                            class="in mono"
                            rows="4"
                            readonly
                            aria-label=what
                            prop:value=text.clone()
                        ></textarea>
                        <p>
                            <button
                                type="button"
                                class="btn small"
                                on:click=move |_| export.clear()
                            >
                                "Close"
                            </button>
                        </p>
                    </Notice>
                }
                    .into_any(),
            ),
            _ => None,
        }}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn saved(fresh: bool) -> ExportStatus {
        let export = SavedExport {
            name: "users.csv".to_owned(),
            url: "blob:1".to_owned(),
            bytes: 1,
        };
        ExportStatus::Saved { export, fresh }
    }

    fn not_copied() -> ExportStatus {
        ExportStatus::NotCopied {
            what: "Summary",
            text: "text".to_owned(),
        }
    }

    #[test]
    fn the_button_says_what_was_done_for_a_moment_and_nothing_is_lost() {
        for (status, label, settled) in [
            (ExportStatus::None, "Export", ExportStatus::None),
            (ExportStatus::Copied, "Copied", ExportStatus::None),
            (saved(true), "Saved", saved(false)),
            (saved(false), "Export", saved(false)),
            (not_copied(), "Export", not_copied()),
        ] {
            assert_eq!(status.label(), label);
            assert_eq!(status.clone().settled(), settled, "{status:?}");
            assert_eq!(settled.label(), "Export");
        }
    }
}
