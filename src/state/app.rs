//! The state that all pages share: the open setup, the route, banners.
//!
//! Pages read the signals and call the methods; they never touch the store.

mod autosave;
mod files;
pub(crate) mod guide_input;
mod page_states;
mod persistence;
mod workers;

use std::sync::Arc;

use leptos::prelude::*;

use crate::browser;
use crate::browser::announcer::Announcer;
use crate::browser::clock::now_ms;
use crate::browser::storage::BrowserStorage;
use crate::state::app::autosave::SaveTimer;
use crate::state::app::guide_input::MappingFacts;
use crate::state::app::page_states::PageStates;
use crate::state::app::persistence::banners_of;
use crate::state::banners::Banner;
use crate::state::route::Route;
use crate::state::theme::{self, Theme};
use provisioning::mapping::MappingSet;
use setup::store::{KeyValueStorage, SetupSummary, Store};
use setup::{Setup, SetupId, StepMark, Tenant};

/// The key of the identity of the setup that was open last.
pub(crate) const CURRENT_KEY: &str = "scimdesk/current";
/// The key that exists while single-key shortcuts are off.
const SHORTCUTS_OFF_KEY: &str = "scimdesk/keys-off";
/// The name of a setup without a name of its own.
const DEFAULT_NAME: &str = "My setup";

/// How a change is taken back.
#[derive(Clone)]
pub struct Undo(Arc<dyn Fn(App) + Send + Sync>);

impl Undo {
    pub fn new(act: impl Fn(App) + Send + Sync + 'static) -> Self {
        Self(Arc::new(act))
    }

    /// Brings the mapping set of the open setup back.
    pub fn mapping(before: MappingSet) -> Self {
        Self::new(move |app| app.edit(|setup| setup.mapping = before.clone()))
    }

    /// Whether both are handles to the same way back.
    pub fn is(&self, other: &Undo) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

/// The element id of the message's undo button.
pub const UNDO_ID: &str = "undo";

/// A short message in the corner.
#[derive(Clone)]
pub struct Toast {
    pub text: String,
    /// Whether something went wrong.
    pub is_error: bool,
    pub undo: Option<Undo>,
}

/// The shared state. Copies of it are handles to the same signals.
#[derive(Debug, Clone, Copy)]
pub struct App {
    pub(crate) store: StoredValue<Store<BrowserStorage>, LocalStorage>,
    pub(crate) save_timer: StoredValue<SaveTimer>,
    pub(crate) page_states: StoredValue<PageStates, LocalStorage>,
    pub setup: RwSignal<Setup>,
    pub open_id: Memo<SetupId>,
    /// Changes whenever what the store has may have changed.
    store_version: RwSignal<u32>,
    pub banners: RwSignal<Vec<Banner>>,
    pub route: RwSignal<Route>,
    /// Which page is showing: the route without what only changes within it.
    pub page: RwSignal<Route>,
    /// Whether the admin went anywhere since the first view.
    pub moved: StoredValue<bool>,
    pub theme: RwSignal<Theme>,
    pub shortcuts_enabled: RwSignal<bool>,
    pub shortcuts_open: RwSignal<bool>,
    pub palette_open: RwSignal<bool>,
    pub toast: RwSignal<Option<Toast>>,
    pub announcer: Announcer,
    /// What the guide knows of the mappings.
    pub mapping_facts: RwSignal<MappingFacts>,
}

impl App {
    /// Reads the browser's storage and opens the setup that was open last,
    /// or a first one.
    pub fn start(fragment: &str) -> Self {
        let storage = BrowserStorage;
        let mut store = Store::open(storage, now_ms);
        let last = storage.get(CURRENT_KEY).ok().flatten().map(SetupId);
        let setup = last
            .and_then(|id| store.get(&id).cloned())
            .or_else(|| any(&store))
            .unwrap_or_else(|| first(&mut store));
        let theme = storage.get(theme::KEY).ok().flatten().unwrap_or_default();
        let keys_off = storage.get(SHORTCUTS_OFF_KEY).ok().flatten().is_some();
        let setup = RwSignal::new(setup);
        let app = Self {
            store: StoredValue::new_local(store),
            save_timer: StoredValue::new(None),
            page_states: StoredValue::new_local(PageStates::default()),
            setup,
            open_id: Memo::new(move |_| setup.with(|setup| setup.id.clone())),
            store_version: RwSignal::new(0),
            banners: RwSignal::new(Vec::new()),
            page: RwSignal::new(Route::parse(fragment).page()),
            route: RwSignal::new(Route::parse(fragment)),
            moved: StoredValue::new(false),
            theme: RwSignal::new(Theme::parse(&theme)),
            shortcuts_enabled: RwSignal::new(!keys_off),
            shortcuts_open: RwSignal::new(false),
            palette_open: RwSignal::new(false),
            toast: RwSignal::new(None),
            announcer: Announcer::default(),
            mapping_facts: RwSignal::new(MappingFacts::default()),
        };
        app.refresh();
        app
    }

    /// Goes to another address, and to another page if it is on one.
    pub fn set_route(&self, route: Route) {
        let page = route.page();
        self.save();
        self.moved.set_value(true);
        self.route.set(route);
        if self.page.with_untracked(|old| *old != page) {
            self.page.set(page);
        }
    }

    /// All setups, the oldest first. Whoever calls it follows the store.
    pub fn summaries(&self) -> Vec<SetupSummary> {
        self.store_version.track();
        self.store.with_value(Store::list)
    }

    /// Reads another setup than the open one; none if it is gone.
    pub fn with_setup<T>(&self, id: &SetupId, read: impl FnOnce(&Setup) -> T) -> Option<T> {
        self.store.with_value(|store| store.get(id).map(read))
    }

    /// Changes the open setup in memory and saves it when nobody edits for a
    /// moment. A key may call it: it neither reads nor writes storage.
    pub fn edit(&self, change: impl FnOnce(&mut Setup)) {
        let mut change = Some(change);
        self.edit_with(&mut |setup| {
            if let Some(change) = change.take() {
                change(setup);
            }
        });
    }

    /// The one copy of [`App::edit`] in the program, whatever the change.
    fn edit_with(&self, change: &mut dyn FnMut(&mut Setup)) {
        let id = self.setup.with_untracked(|setup| setup.id.clone());
        let changed = self
            .store
            .try_update_value(|store| store.edit(&id, change).cloned())
            .flatten();
        match changed {
            Some(setup) => self.setup.set(setup),
            None => self.leave_removed(),
        }
        self.refresh();
        self.save_soon();
    }

    /// Changes the mapping set of the open setup, which can be undone.
    pub fn edit_mapping(&self, message: impl Into<String>, change: impl FnOnce(&mut MappingSet)) {
        let before = self.setup.with_untracked(|setup| setup.mapping.clone());
        self.edit(|setup| change(&mut setup.mapping));
        self.offer_undo(message, Undo::mapping(before));
    }

    /// Marks a step, or opens it again with `None`.
    pub fn mark(&self, step: &str, mark: Option<StepMark>) {
        self.edit(|setup| setup.guide.set_mark(step, mark));
    }

    /// The Tenant URL or region of the open setup, for a field.
    pub fn tenant(self) -> Memo<Tenant> {
        Memo::new(move |_| self.setup.with(|setup| setup.tenant.clone()))
    }

    pub fn set_tenant(self) -> Callback<Tenant> {
        Callback::new(move |tenant| self.edit(|setup| setup.tenant = tenant))
    }

    /// Tells screen readers something that the eye sees by itself.
    pub fn announce(&self, text: impl Into<String>) {
        self.announcer.announce(text);
    }

    /// Shows a message with an undo button.
    pub fn offer_undo(&self, text: impl Into<String>, undo: Undo) {
        let text = text.into();
        self.announcer.announce(text.clone());
        self.toast.set(Some(Toast {
            text,
            is_error: false,
            undo: Some(undo),
        }));
    }

    /// Shows what went wrong with an action that has no place of its own.
    pub fn show_error(&self, text: impl Into<String>) {
        self.show_toast(text.into(), true);
    }

    /// Shows what became of an action that has no place of its own.
    pub fn show_message(&self, text: impl Into<String>) {
        self.show_toast(text.into(), false);
    }

    fn show_toast(&self, text: String, is_error: bool) {
        self.announcer.announce(text.clone());
        self.toast.set(Some(Toast {
            text,
            is_error,
            undo: None,
        }));
    }

    /// Carries out the undo of the message that is showing.
    pub fn undo(&self) {
        let Some(toast) = self.toast.get_untracked() else {
            return;
        };
        self.toast.set(None);
        if let Some(undo) = toast.undo {
            (undo.0)(*self);
            self.announce("Undone");
        }
    }

    pub fn switch(&self, id: &SetupId) {
        let found = self.store.with_value(|store| store.get(id).cloned());
        if let Some(setup) = found {
            self.open(setup);
        }
    }

    /// Makes a new setup and opens it.
    pub fn create(&self) {
        let name = self.store.with_value(|store| store.free_name(DEFAULT_NAME));
        self.add(Setup::new(browser::random_id(), name, browser::now()));
        self.announce("New setup opened");
    }

    /// Copies a setup and opens the copy.
    pub fn duplicate(&self, id: &SetupId) {
        let copy = self
            .store
            .try_update_value(|store| store.duplicate(id, browser::random_id(), browser::now()))
            .flatten();
        if let Some(copy) = copy {
            self.open(copy);
        }
    }

    /// Deletes a setup and offers to take that back.
    pub fn delete(&self, id: &SetupId) {
        let deleted = self
            .store
            .try_update_value(|store| store.delete(id))
            .flatten();
        let Some(deleted) = deleted else {
            return;
        };
        if self.setup.with_untracked(|setup| setup.id == *id) {
            self.open_any();
        }
        self.refresh();
        let text = format!("“{}” deleted", deleted.name);
        self.offer_undo(text, Undo::new(move |app| app.add(deleted.clone())));
    }

    pub fn discard_unreadable(&self, key: &str) {
        self.store
            .update_value(|store| store.discard_unreadable(key));
        self.refresh();
    }

    pub fn set_theme(&self, theme: Theme) {
        self.theme.set(theme);
        self.persist_preference(theme::KEY, Some(theme.word()));
    }

    pub fn set_shortcuts_enabled(&self, on: bool) {
        self.shortcuts_enabled.set(on);
        self.persist_preference(SHORTCUTS_OFF_KEY, (!on).then_some("yes"));
    }

    /// Keeps a preference. When storage refuses, it holds for this tab only,
    /// which the storage banner already tells.
    pub(crate) fn persist_preference(&self, key: &str, text: Option<&str>) {
        let _ = match text {
            Some(text) => BrowserStorage.put(key, text),
            None => BrowserStorage.remove(key),
        };
    }

    /// Adds or puts back a setup and opens it.
    pub fn add(&self, setup: Setup) {
        self.store.update_value(|store| store.insert(setup.clone()));
        self.open(setup);
    }

    fn open(&self, setup: Setup) {
        self.persist_preference(CURRENT_KEY, Some(&setup.id.0));
        self.setup.set(setup);
        self.refresh();
    }

    pub(crate) fn open_any(&self) {
        let next = self
            .store
            .try_update_value(|store| any(store).unwrap_or_else(|| first(store)));
        if let Some(next) = next {
            self.open(next);
        }
    }

    /// Goes to another setup when the open one is no longer there, and keeps
    /// that one for the banner.
    pub(crate) fn leave_removed(&self) {
        let setup = self.setup.get_untracked();
        let unreadable = self.store.with_value(|store| {
            let mut unreadable = store.unreadable().iter();
            unreadable.any(|unreadable| unreadable.key.ends_with(&setup.id.0))
        });
        self.open_any();
        if !unreadable {
            self.store.update_value(|store| store.keep_deleted(setup));
        }
    }

    /// Recomputes what is derived from the store.
    pub(crate) fn refresh(&self) {
        self.store_version
            .update(|version| *version = version.wrapping_add(1));
        let mut banners = self.store.with_value(banners_of);
        let banner_actions = self.banners.get_untracked().into_iter();
        banners.extend(banner_actions.filter(Banner::is_dismissible));
        if self.banners.with_untracked(|old| *old != banners) {
            self.banners.set(banners);
        }
    }
}

/// The shared state. Call it while a component is made, not in a handler.
pub fn use_app() -> App {
    expect_context()
}

impl From<App> for Announcer {
    fn from(app: App) -> Self {
        app.announcer
    }
}

fn any(store: &Store<BrowserStorage>) -> Option<Setup> {
    let summary = store.list().into_iter().next()?;
    store.get(&summary.id).cloned()
}

fn first(store: &mut Store<BrowserStorage>) -> Setup {
    let setup = Setup::new(
        browser::random_id(),
        DEFAULT_NAME.to_owned(),
        browser::now(),
    );
    store.insert(setup.clone());
    setup
}
