//! What was dropped or pasted outside a field, until the page that it is for
//! takes it.

use leptos::prelude::*;

use crate::browser::files::Blob;
use crate::state::App;
use crate::state::route::SidebarPage;

/// A file with its name.
pub type NamedBlob = (String, Blob);

struct Incoming {
    page: SidebarPage,
    text: Option<String>,
    files: Vec<NamedBlob>,
}

/// A handle; copies are handles to the same.
#[derive(Debug, Clone, Copy)]
pub struct IncomingInput {
    incoming: StoredValue<Option<Incoming>, LocalStorage>,
    arrived: Trigger,
}

impl IncomingInput {
    pub fn of(app: App) -> Self {
        app.page_state(|| Self {
            incoming: StoredValue::new_local(None),
            arrived: Trigger::new(),
        })
    }

    pub fn put_text(&self, page: SidebarPage, text: String) {
        self.put(Incoming {
            page,
            text: Some(text),
            files: Vec::new(),
        });
    }

    pub fn put_files(&self, page: SidebarPage, files: Vec<NamedBlob>) {
        self.put(Incoming {
            page,
            text: None,
            files,
        });
    }

    fn put(&self, incoming: Incoming) {
        self.incoming.set_value(Some(incoming));
        self.arrived.notify();
    }

    /// Takes out what is for a page: a text or files. Whoever calls it follows
    /// what arrives.
    pub fn take(&self, page: SidebarPage) -> (Option<String>, Vec<NamedBlob>) {
        self.arrived.track();
        let taken = self.incoming.try_update_value(|own| {
            own.take_if(|incoming| incoming.page == page)
                .map(|incoming| (incoming.text, incoming.files))
        });
        taken.flatten().unwrap_or_default()
    }
}
