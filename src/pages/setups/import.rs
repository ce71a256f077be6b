//! Importing setups from a file.

use leptos::html;
use leptos::prelude::*;

use crate::browser;
use crate::browser::elements::{self, File};
use crate::components::fields::file_input::FileInput;
use crate::components::icon::{Icon, icons};
use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::state::{App, use_app};
use setup::record::MAX_BYTES;

#[component]
pub fn ImportButton(
    /// Why the last file was not imported.
    import_error: RwSignal<Option<String>>,
) -> impl IntoView {
    let app = use_app();
    let chooser = NodeRef::<html::Input>::new();
    let choose = move |_| {
        if let Some(chooser) = chooser.get_untracked() {
            elements::click(&chooser);
        }
    };
    let import_first = move |files: Vec<File>| {
        if let Some(file) = files.into_iter().next() {
            browser::run(Box::pin(import(app, file, import_error)));
        }
    };
    view! {
        <button type="button" class="btn" on:click=choose>
            <Icon of=icons::UP/>
            "Open a file"
        </button>
        <FileInput
            label="Setup file to open"
            accept=".json,application/json"
            node=chooser
            on_files=import_first
        />
    }
}

async fn import(app: App, file: File, import_error: RwSignal<Option<String>>) {
    import_error.set(None);
    let outcome = if file.size() > MAX_BYTES as f64 {
        Err(format!(
            "It is larger than {} MB, so it is not a setup.",
            MAX_BYTES / 1_000_000
        ))
    } else {
        match browser::files::read_text(&file).await {
            Ok(text) => app.import(&text).map_err(|error| error.to_string()),
            Err(_) => Err("The browser can’t read it. Check that it still exists.".to_owned()),
        }
    };
    match outcome {
        // The new rows of the table show it.
        Ok(names) => match names.as_slice() {
            [name] => app.announce(format!("“{name}” added and opened")),
            names => app.announce(format!("{} setups added", names.len())),
        },
        Err(why) => import_error.set(Some(format!("“{}”: {why}", file.name()))),
    }
}

/// A notice that the last file was not imported.
#[component]
pub fn ImportError(import_error: RwSignal<Option<String>>) -> impl IntoView {
    view! {
        {move || {
            import_error
                .get()
                .map(|why| {
                    view! {
                        <Notice kind=StatusKind::Bad title="The file wasn’t added" alert=true>
                            <p>{why}</p>
                        </Notice>
                    }
                        .into_any()
                })
        }}
    }
}
