//! The schema file that was imported, in memory only.
//!
//! The page holds the file as the browser gave it, and the worker reads it;
//! so that nothing of its size ever runs where people click.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;
use provisioning::mapping::MappingSet;
use sync_schema::encoding::SchemaFileEncoding;
use sync_schema::error::SchemaFileError;
use sync_schema::export::{Export, ExportOptions};
use sync_schema::locate::Pick;
use sync_schema::pasted_tree::PastedTree;
use sync_schema::read::ParsedSchema;
use sync_schema::{MAX_BYTES, SchemaRequest, SchemaResponse};
use worker_messages::{WorkerRequest, WorkerResponse};

use crate::browser::files::{Blob, BlobParts, text_blob};
use crate::browser::worker::handle::{Channel, WorkerCall, WorkerError, WorkerEvent, WorkerHandle};
use crate::state::App;

/// Milliseconds that reading or changing a file may take.
const LIMIT: u32 = 20_000;
/// How long typing pauses before the text is read.
const PAUSE: Duration = Duration::from_millis(600);
/// Pasted text beyond this many bytes does not come back into the box, where a
/// megabyte would make the page slow.
const MAX_SHOWN: usize = 200_000;

#[derive(Debug, Clone, PartialEq)]
pub enum ImportProgress {
    Nothing,
    Reading,
    Failed(ImportError),
    Read(Arc<ParsedSchema>),
}

/// Why a file was not read or changed.
#[derive(Debug, Clone, PartialEq)]
pub enum ImportError {
    File(SchemaFileError),
    Worker(WorkerError),
}

/// What the setup would change in the file.
#[derive(Debug, Clone, PartialEq)]
pub enum SchemaChanges {
    Unknown,
    Failed(ImportError),
    Known(Rc<Export>),
}

/// A handle to the file; copies are handles to the same.
#[derive(Debug, Clone, Copy)]
pub struct SchemaFileState {
    /// What is read, with its name unless it was pasted.
    file: StoredValue<Option<(Option<String>, Blob)>, LocalStorage>,
    /// The text that was pasted, while it is not known to be sound.
    pasted: StoredValue<Option<String>>,
    /// What is in the box for text.
    pub shown: RwSignal<String>,
    /// Bytes of the pasted text that is too long for the box.
    too_long: StoredValue<Option<usize>>,
    worker: StoredValue<WorkerHandle, LocalStorage>,
    options: StoredValue<ExportOptions>,
    /// Changes with every file, so that late responses are ignored.
    generation: StoredValue<u32>,
    /// Changes with every key in the box and every file, so that only the last
    /// pause in typing counts.
    typed: StoredValue<u32>,
    pub progress: RwSignal<ImportProgress, LocalStorage>,
    /// What the setup would change.
    pub changes: RwSignal<SchemaChanges, LocalStorage>,
    /// Whether mappings of groups are switched off on export.
    pub groups_off: RwSignal<bool>,
}

impl SchemaFileState {
    fn new(app: App) -> Self {
        Self {
            file: StoredValue::new_local(None),
            pasted: StoredValue::new(None),
            shown: RwSignal::new(String::new()),
            too_long: StoredValue::new(None),
            worker: StoredValue::new_local(app.evaluation_worker()),
            options: StoredValue::new(ExportOptions::default()),
            generation: StoredValue::new(0),
            typed: StoredValue::new(0),
            progress: RwSignal::new_local(ImportProgress::Nothing),
            changes: RwSignal::new_local(SchemaChanges::Unknown),
            groups_off: RwSignal::new(true),
        }
    }

    /// The one imported file. It outlives the page.
    pub fn of(app: App) -> Self {
        app.page_state(|| Self::new(app))
    }

    /// Takes a file and has it read.
    pub fn open(self, name: String, blob: Blob) {
        self.pasted.set_value(None);
        self.take(Some(name), blob);
    }

    fn take(self, name: Option<String>, blob: Blob) {
        self.typed.update_value(|typed| *typed += 1);
        self.options.set_value(ExportOptions::default());
        self.file.set_value(Some((name, blob)));
        self.read(None);
    }

    /// Takes text as a file and has it read. Unless it is sound, it comes back
    /// into the box.
    pub fn open_text(self, text: String) {
        if let Ok(blob) = text_blob(&text, "") {
            self.pasted.set_value(Some(text));
            self.take(None, blob);
        }
    }

    /// Takes what was typed into the box, and reads it when typing pauses.
    pub fn type_text(self, text: String) {
        self.typed.update_value(|typed| *typed += 1);
        let typed = self.typed.get_value();
        if self.pasted.with_value(Option::is_some) {
            // What is being read is no longer what the box holds.
            self.pasted.set_value(None);
            self.generation.update_value(|generation| *generation += 1);
        }
        self.shown.set(text.clone());
        if text.trim().is_empty() {
            return self.forget_text();
        }
        set_timeout(
            move || {
                if self.typed.get_value() == typed {
                    self.open_text(text);
                }
            },
            PAUSE,
        );
    }

    /// An empty box has no error.
    fn forget_text(self) {
        let is_text = self.name().is_none();
        let is_read = self
            .progress
            .with_untracked(|progress| matches!(progress, ImportProgress::Read(_)));
        if is_text && !is_read {
            self.forget();
        }
    }

    /// Empties the box for text after a success, whatever was read; otherwise
    /// pasted text comes back, to be corrected there.
    fn settle_box(self, sound: bool) {
        let pasted = self.pasted.try_update_value(Option::take).flatten();
        let length = pasted.as_ref().map(String::len);
        self.too_long
            .set_value(length.filter(|bytes| !sound && *bytes > MAX_SHOWN));
        match pasted {
            _ if sound => self.shown.set(String::new()),
            Some(text) if text.len() <= MAX_SHOWN => self.shown.set(text),
            Some(_) => self.shown.set(String::new()),
            None => {}
        }
    }

    /// How many bytes the pasted text has that was refused and is too long to
    /// be corrected in the box.
    pub fn too_long(self) -> Option<usize> {
        self.too_long.get_value()
    }

    pub fn forget(self) {
        self.typed.update_value(|typed| *typed += 1);
        self.begin();
        self.file.set_value(None);
        self.pasted.set_value(None);
        self.too_long.set_value(None);
        self.shown.set(String::new());
        self.options.set_value(ExportOptions::default());
        self.progress.set(ImportProgress::Nothing);
    }

    /// The file's name; pasted text has none.
    pub fn name(self) -> Option<String> {
        self.file
            .with_value(|file| file.as_ref().and_then(|(name, _)| name.clone()))
    }

    /// Reads another mapping of the file, or the likely one.
    pub fn read(self, pick: Option<Pick>) {
        let generation = self.begin();
        // While a text is being corrected, its error stays until the next one.
        let is_corrected = self.pasted.with_value(Option::is_some)
            && self
                .progress
                .with_untracked(|progress| matches!(progress, ImportProgress::Failed(_)));
        if !is_corrected {
            self.progress.set(ImportProgress::Reading);
        }
        self.send(SchemaRequest::Read { pick }, generation, move |result| {
            let result = match result {
                Ok(SchemaResponse::Read(result)) => result.map_err(ImportError::File),
                Ok(SchemaResponse::Exported(_)) => return,
                Err(failure) => Err(ImportError::Worker(failure)),
            };
            self.settle_box(result.is_ok());
            self.progress.set(match result {
                Ok(reading) => ImportProgress::Read(Arc::new(*reading)),
                Err(error) => ImportProgress::Failed(error),
            });
        });
    }

    /// Has the worker find what a set would change in the file.
    pub fn compare(self, pick: Pick, set: MappingSet) {
        let generation = self.generation.get_value();
        let mut options = self.options.get_value();
        options.disable_groups = self.groups_off.get_untracked();
        let request = SchemaRequest::Export { pick, set, options };
        self.send(request, generation, move |result| {
            let result = match result {
                Ok(SchemaResponse::Exported(result)) => result.map_err(ImportError::File),
                Ok(SchemaResponse::Read(_)) => return,
                Err(failure) => Err(ImportError::Worker(failure)),
            };
            self.changes.set(match result {
                Ok(export) => SchemaChanges::Known(Rc::new(export)),
                Err(error) => SchemaChanges::Failed(error),
            });
        });
    }

    /// Keeps a tree of Microsoft's parser for the row of a target; an empty
    /// text takes it away.
    pub fn paste_tree(self, target: &str, text: String) {
        self.options.update_value(|options| {
            options.trees.retain(|tree| tree.target != target);
            if !text.trim().is_empty() {
                options.trees.push(PastedTree {
                    target: target.to_owned(),
                    text,
                });
            }
        });
    }

    pub fn pasted(self, target: &str) -> String {
        self.options.with_value(|options| {
            let tree = options.trees.iter().find(|tree| tree.target == target);
            tree.map(|tree| tree.text.clone()).unwrap_or_default()
        })
    }

    /// The changed file: the old one's own bytes with new pieces among them.
    pub fn changed(self, export: &Export) -> Option<Blob> {
        self.file.with_value(|file| {
            let (_, blob) = file.as_ref()?;
            let mut parts = BlobParts::default();
            let mut at = 0.0;
            for splice in &export.splices {
                parts.range(blob, at, splice.start as f64).ok()?;
                match export.encoding {
                    SchemaFileEncoding::Utf8 => parts.text(&splice.text),
                    other => parts.bytes(&other.encode(&splice.text)),
                }
                at = splice.end as f64;
            }
            // What lies after the end is no part of it.
            parts.range(blob, at, MAX_BYTES as f64).ok()?;
            parts.blob("application/json").ok()
        })
    }

    fn begin(self) -> u32 {
        self.changes.set(SchemaChanges::Unknown);
        self.generation.update_value(|generation| *generation += 1);
        self.generation.get_value()
    }

    fn send(
        self,
        request: SchemaRequest,
        generation: u32,
        tell: impl Fn(Result<SchemaResponse, WorkerError>) + 'static,
    ) {
        let Some(blob) = self
            .file
            .with_value(|file| file.as_ref().map(|(_, blob)| blob.clone()))
        else {
            return;
        };
        let channel = match request {
            SchemaRequest::Read { .. } => Channel::SchemaRead,
            SchemaRequest::Export { .. } => Channel::SchemaExport,
        };
        let request = WorkerCall::new(move || WorkerRequest::Schema(request))
            .latest_of(channel)
            .with_files(vec![blob])
            .limited_to(LIMIT);
        let respond = move |event| {
            if self.generation.get_value() != generation {
                return;
            }
            match event {
                WorkerEvent::Done(WorkerResponse::Schema(response)) => tell(Ok(response)),
                WorkerEvent::Failed(error) => tell(Err(error)),
                _ => {}
            }
        };
        self.worker.get_value().send(request, respond);
    }
}

/// The imported file; nothing while none is there. Tracks the import.
pub fn imported(app: App) -> Option<Arc<ParsedSchema>> {
    let progress = SchemaFileState::of(app).progress;
    progress.with(|progress| match progress {
        ImportProgress::Read(reading) => Some(reading.clone()),
        _ => None,
    })
}
