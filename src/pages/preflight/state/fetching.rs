//! The list of Talkdesk’s users comes in through the connection.

use leptos::prelude::*;

use crate::browser;
use crate::browser::csp_lock;
use crate::browser::files::BlobParts;
use crate::pages::preflight::state::{OpenError, PreflightState, TargetUsersStatus};
use crate::state::App;
use crate::state::connection::ConnectionState as Connection;
use connection_test::http::cancel_token::CancelToken;
use connection_test::http::paced_client::PacedClient;
use connection_test::target_users::{self, ListProgress};
use connection_test::tenant_url::TenantUrl;
use preflight::input_files::FileFingerprint;

impl PreflightState {
    /// Fetches the users that Talkdesk has, and takes them in as a file.
    pub fn fetch(&self, app: App, connection: Connection, tenant: TenantUrl) {
        let (state, cancel) = (*self, CancelToken::default());
        let opening = self.data.with_value(|data| data.opening > 0);
        if opening || csp_lock::is_locked_now() {
            return;
        }
        let Some(token) = connection.acquire(cancel.clone()) else {
            return;
        };
        self.set_live(TargetUsersStatus::Fetching(ListProgress::default()));
        let http = connection.http();
        let route = untrack(|| connection.relay.route(&tenant));
        browser::run(Box::pin(async move {
            let mut client = PacedClient::start(http, route, cancel, &mut || {
                state.set_live(TargetUsersStatus::Fetching(ListProgress::queued()));
            })
            .await;
            state.set_live(TargetUsersStatus::Fetching(ListProgress::default()));
            let mut on_progress =
                |paging: &ListProgress| state.set_live(TargetUsersStatus::Fetching(paging.clone()));
            let fetched = target_users::fetch(&tenant, &token, &mut client, &mut on_progress).await;
            drop(client);
            connection.release();
            match fetched {
                Err(error) => {
                    app.announce(error.message());
                    state.set_live(TargetUsersStatus::Failed(error));
                }
                Ok((paging, pages)) => {
                    state.set_live(TargetUsersStatus::Fetched(paging.users));
                    state.take_list(app, &tenant.host, &pages);
                }
            }
        }));
    }

    /// Takes in the pages of a list as one file. It came from the network, so
    /// that it needs no lock.
    pub(crate) fn take_list(&self, app: App, host: &str, pages: &[String]) {
        let mut parts = BlobParts::default();
        for page in pages {
            parts.text(page);
            parts.text("\n");
        }
        let Ok(blob) = parts.blob("") else {
            return;
        };
        let name = format!("Users of {host}");
        let added = self.data.try_update_value(|data| {
            let id = data.input_files.add(FileFingerprint {
                name,
                bytes: blob.size(),
                changed: None,
            })?;
            data.blobs.push((id, blob));
            data.runs_by_itself = true;
            Some(id)
        });
        self.set_open_error(added.flatten().is_none().then_some(OpenError::TooMany));
        self.look_at_all(app);
    }
}
