//! The chunks of the program, and loading them.
//!
//! The first view has to be small and instant. So every page is a chunk of its
//! own (`wasm_split`, Leptos' way of loading lazily), and so are the parts of
//! the shell that only appear when something happens. The page of the address
//! is fetched at once, everything else in the background once that page is
//! there.

// Splitting a program needs functions with a fixed name and calls between the
// parts that the compiler cannot check; the macro writes both.
#![allow(unsafe_code)]

use std::sync::{Once, OnceLock};

use leptos::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::browser::worker;
use crate::browser::{self, csp_lock, microsoft};
use crate::pages::{connection, expressions, guide, mappings, preflight, setups};
use crate::shell::{banners, palette, shortcuts_dialog, toast};
use crate::state::route::Route;
use crate::state::sign_in::SignInState;
use crate::state::{App, mapping_facts, token_expiry};

/// Makes the view of a page.
pub type MakeView = fn() -> AnyView;

/// The chunk did not arrive, or is not the one that was published.
#[derive(Debug, Clone, Copy)]
pub struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        NotLoaded
    }
}

// What is reached only through one of these functions is split off.

#[wasm_split(start, fallible)]
fn load_start() -> Result<MakeView, NotLoaded> {
    Ok(guide::start_view)
}

#[wasm_split(guide, fallible)]
fn load_guide() -> Result<MakeView, NotLoaded> {
    Ok(guide::step_view)
}

#[wasm_split(sign_in, fallible)]
fn load_sign_in() -> Result<Follow, NotLoaded> {
    Ok(SignInState::resume)
}

#[wasm_split(verify, fallible)]
fn load_verify() -> Result<MakeView, NotLoaded> {
    Ok(guide::verify::view)
}

#[wasm_split(report, fallible)]
fn load_report() -> Result<MakeView, NotLoaded> {
    Ok(guide::later_view)
}

#[wasm_split(setups, fallible)]
fn load_setups() -> Result<MakeView, NotLoaded> {
    Ok(setups::view)
}

#[wasm_split(connection, fallible)]
fn load_connection() -> Result<MakeView, NotLoaded> {
    Ok(connection::view)
}

#[wasm_split(explain, fallible)]
fn load_explain() -> Result<MakeView, NotLoaded> {
    Ok(connection::explain::view)
}

#[wasm_split(test_user, fallible)]
fn load_test_user() -> Result<MakeView, NotLoaded> {
    Ok(connection::lifecycle::view)
}

#[wasm_split(test_user, fallible)]
fn load_orphaned_users() -> Result<MakeView, NotLoaded> {
    Ok(connection::lifecycle::orphaned_users_view)
}

#[wasm_split(ticket, fallible)]
fn load_ticket() -> Result<Follow, NotLoaded> {
    Ok(connection::vendor_ticket::save)
}

pub fn save_ticket(app: App) {
    browser::run(Box::pin(async move {
        match load_ticket().await {
            Ok(save) => save(app),
            Err(NotLoaded) => app.show_error(
                "A part of the page didn’t load. Check that you are online, then try again.",
            ),
        }
    }));
}

#[wasm_split(mappings, fallible)]
fn load_mappings() -> Result<MakeView, NotLoaded> {
    Ok(mappings::view)
}

#[wasm_split(schema_file, fallible)]
fn load_schema_file() -> Result<MakeView, NotLoaded> {
    Ok(mappings::schema_file_view)
}

#[wasm_split(script, fallible)]
fn load_script() -> Result<MakeView, NotLoaded> {
    Ok(mappings::script_view)
}

#[wasm_split(expressions, fallible)]
fn load_expressions() -> Result<MakeView, NotLoaded> {
    Ok(expressions::view)
}

#[wasm_split(preflight, fallible)]
fn load_preflight() -> Result<MakeView, NotLoaded> {
    Ok(preflight::view)
}

#[wasm_split(palette, fallible)]
fn load_palette() -> Result<MakeView, NotLoaded> {
    Ok(palette::view)
}

#[wasm_split(palette, fallible)]
fn load_shortcuts() -> Result<MakeView, NotLoaded> {
    Ok(shortcuts_dialog::view)
}

#[wasm_split(messages, fallible)]
fn load_banners() -> Result<MakeView, NotLoaded> {
    Ok(banners::view)
}

#[wasm_split(messages, fallible)]
fn load_toast() -> Result<MakeView, NotLoaded> {
    Ok(toast::view)
}

/// Follows what the guide knows of the mappings, and the days until the token
/// expires.
type Follow = fn(App);

#[wasm_split(mapping_facts, fallible)]
fn load_mapping_facts() -> Result<Follow, NotLoaded> {
    Ok(|app| {
        mapping_facts::follow(app);
        token_expiry::follow(app);
    })
}

/// A page, or a part of the shell, that is in a chunk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageChunk {
    /// The questions at the start of the guide.
    Start,
    /// The steps of the guide.
    Guide,
    /// How to verify a step of the guide in the tenant.
    Verify,
    Mappings,
    /// The schema file, which is compared with the mappings.
    SchemaFile,
    /// The script that does the whole setup.
    Script,
    Connection,
    /// The tab of the connection page that explains errors.
    Explain,
    /// The tab of the connection page with the lifecycle test.
    TestUser,
    /// Test users that may be left, which the connection page shows.
    OrphanedUsers,
    Expressions,
    Preflight,
    Setups,
    Report,
    Palette,
    Shortcuts,
    Banners,
    Toast,
}

/// What a chunk is on the screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChunkRole {
    Page,
    /// A tab of a page.
    Tab,
    /// What appears beside a page when something happens.
    Part,
}

/// What is fetched in the background first: what may have to be said, and where
/// the admin goes from the first view. Both in their order.
const SOON: [PageChunk; 4] = [
    PageChunk::Toast,
    PageChunk::Banners,
    PageChunk::Guide,
    PageChunk::Start,
];
const LATER: [PageChunk; 14] = [
    PageChunk::Verify,
    PageChunk::Mappings,
    PageChunk::SchemaFile,
    PageChunk::Script,
    PageChunk::Connection,
    PageChunk::Explain,
    PageChunk::TestUser,
    PageChunk::OrphanedUsers,
    PageChunk::Expressions,
    PageChunk::Preflight,
    PageChunk::Setups,
    PageChunk::Report,
    PageChunk::Palette,
    PageChunk::Shortcuts,
];

/// The chunks that are here, in the order of `PageChunk`.
static LOADED: [OnceLock<MakeView>; SOON.len() + LATER.len()] =
    [const { OnceLock::new() }; SOON.len() + LATER.len()];

impl PageChunk {
    /// The chunk of a route; none where the shell decides, or shows it itself.
    pub fn of(route: &Route) -> Option<Self> {
        match route {
            Route::Report | Route::Finish => Some(Self::Report),
            Route::Setups | Route::Import(_) => Some(Self::Setups),
            Route::Connection(_) => Some(Self::Connection),
            Route::Mappings(_) => Some(Self::Mappings),
            Route::SchemaFile => Some(Self::SchemaFile),
            Route::Script => Some(Self::Script),
            Route::Expressions(_) => Some(Self::Expressions),
            Route::Preflight => Some(Self::Preflight),
            Route::Guide(_) | Route::NotFound(_) => None,
        }
    }

    /// The name of its style sheet in the build, if it has one.
    fn style(self) -> &'static str {
        match self {
            Self::Mappings | Self::SchemaFile | Self::Script => "mappings",
            Self::Connection => "connection",
            Self::Expressions => "expressions",
            Self::Preflight => "preflight",
            Self::Setups => "setups",
            Self::Report => "report",
            Self::Start
            | Self::Guide
            | Self::Verify
            | Self::Explain
            | Self::TestUser
            | Self::OrphanedUsers
            | Self::Palette
            | Self::Shortcuts
            | Self::Banners
            | Self::Toast => "",
        }
    }

    pub fn role(self) -> ChunkRole {
        match self {
            Self::Explain | Self::TestUser => ChunkRole::Tab,
            Self::OrphanedUsers | Self::Palette | Self::Shortcuts | Self::Banners | Self::Toast => {
                ChunkRole::Part
            }
            _ => ChunkRole::Page,
        }
    }

    fn slot(self) -> Option<&'static OnceLock<MakeView>> {
        LOADED.get(self as usize)
    }

    pub fn loaded(self) -> Option<MakeView> {
        self.slot()?.get().copied()
    }

    /// Loads the program of the page and its style sheet.
    pub async fn load(self) -> Result<MakeView, NotLoaded> {
        let style = worker::style(self.style());
        let make = self.load_program().await?;
        style.await.map_err(|_| NotLoaded)?;
        if let Some(slot) = self.slot() {
            let _ = slot.set(make);
        }
        Ok(make)
    }

    async fn load_program(self) -> Result<MakeView, NotLoaded> {
        match self {
            Self::Start => load_start().await,
            Self::Guide => load_guide().await,
            Self::Verify => load_verify().await,
            Self::Mappings => load_mappings().await,
            Self::SchemaFile => load_schema_file().await,
            Self::Script => load_script().await,
            Self::Connection => load_connection().await,
            Self::Explain => load_explain().await,
            Self::TestUser => load_test_user().await,
            Self::OrphanedUsers => load_orphaned_users().await,
            Self::Expressions => load_expressions().await,
            Self::Preflight => load_preflight().await,
            Self::Setups => load_setups().await,
            Self::Report => load_report().await,
            Self::Palette => load_palette().await,
            Self::Shortcuts => load_shortcuts().await,
            Self::Banners => load_banners().await,
            Self::Toast => load_toast().await,
        }
    }
}

/// Lets the style sheet of the page of a route apply, and no other page's.
pub fn show_style(route: &Route) {
    worker::show_style(PageChunk::of(route).map_or("", PageChunk::style));
}

/// Fetches all chunks when the browser is idle. Call it when a page is usable.
pub fn fetch_soon(app: App) {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        csp_lock::load_before(|| Box::pin(fetch_all()));
        request_idle_callback(move || {
            browser::run(Box::pin(async move {
                if microsoft::has_returned()
                    && let Ok(resume) = load_sign_in().await
                {
                    resume(app);
                }
                fetch(&SOON).await;
                // Without it the guide says nothing of errors in the mappings.
                if let Ok(follow) = load_mapping_facts().await {
                    follow(app);
                }
                fetch(&LATER).await;
            }));
        });
    });
}

async fn fetch_all() {
    fetch(&SOON).await;
    let _ = load_mapping_facts().await;
    let _ = load_sign_in().await;
    let _ = load_ticket().await;
    fetch(&LATER).await;
}

/// Each chunk is fetched once, whoever waits for it.
async fn fetch(chunks: &[PageChunk]) {
    for chunk in chunks {
        // A page whose chunk did not arrive says so when it is opened.
        let _ = worker::style(chunk.style()).await;
        let _ = chunk.load_program().await;
    }
}
