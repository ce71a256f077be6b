//! The list of Talkdesk’s users comes in through the connection.

use js_sys::Array;
use leptos::prelude::*;
use web_sys::Blob;

use crate::browser;
use crate::browser::csp_lock;
use crate::pages::connection::client::Stop;
use crate::pages::connection::engine::Engine;
use crate::pages::connection::state::Desk as Connection;
use crate::pages::connection::tenant_url::TenantUrl;
use crate::pages::preflight::state::{Desk, Live, Trouble};
use crate::pages::preflight::target_users::{self, Paging};
use crate::state::App;
use preflight::input_files::FileMark;

impl Desk {
    /// Fetches the users that Talkdesk has, and takes them in as a file.
    pub fn fetch(&self, app: App, connection: Connection, tenant: TenantUrl) {
        let (desk, stop) = (*self, Stop::default());
        let locking = self.papers.with_value(|papers| papers.locking);
        if locking || csp_lock::is_locked_now() {
            return;
        }
        let Some(token) = connection.lend(stop.clone()) else {
            return;
        };
        self.set_live(Live::Fetching(Paging::default()));
        browser::run(Box::pin(async move {
            let mut engine = Engine::start(stop, &mut || {
                desk.set_live(Live::Fetching(Paging::queued()));
            })
            .await;
            desk.set_live(Live::Fetching(Paging::default()));
            let mut news = |paging: &Paging| desk.set_live(Live::Fetching(paging.clone()));
            let fetched = target_users::fetch(&tenant, &token, &mut engine, &mut news).await;
            drop(engine);
            connection.take_back();
            match fetched {
                Err(fault) => {
                    app.say(fault.words());
                    desk.set_live(Live::Failed(fault));
                }
                Ok((paging, pages)) => {
                    desk.set_live(Live::Fetched(paging.users));
                    desk.take_list(app, &tenant.host, &pages);
                }
            }
        }));
    }

    /// Takes in the pages of a list as one file. It came from the network, so
    /// that it needs no lock.
    pub(crate) fn take_list(&self, app: App, host: &str, pages: &[String]) {
        let parts = Array::new();
        for page in pages {
            parts.push(&page.into());
            parts.push(&"\n".into());
        }
        let Ok(blob) = Blob::new_with_str_sequence(&parts) else {
            return;
        };
        let name = format!("Users of {host}");
        let added = self.papers.try_update_value(|papers| {
            let id = papers.sheets.add(FileMark {
                name,
                bytes: blob.size(),
                changed: None,
            })?;
            papers.blobs.push((id, blob));
            Some(id)
        });
        self.set_trouble(added.flatten().is_none().then_some(Trouble::TooMany));
        self.look_at_all(app);
    }
}
