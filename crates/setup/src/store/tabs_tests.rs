//! Several tabs over a model of Chromium's local storage: each process has its
//! own copy, writes reach the browser late, and what the browser says back is
//! put aside for keys of which an own write is still on its way.

use std::cell::RefCell;
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use super::*;
use crate::replica::Replica;
use crate::{StepMark, entry, record};
use provisioning::mapping::{Row, Source};

const KEY: &str = "scimdesk/setup/one";

#[derive(Clone)]
struct Change {
    tab: usize,
    key: String,
    text: Option<String>,
}

#[derive(Default)]
struct Process {
    cache: BTreeMap<String, String>,
    pending: BTreeMap<String, usize>,
    to_browser: VecDeque<Change>,
    from_browser: VecDeque<Change>,
}

#[derive(Default)]
struct Browser {
    storage: BTreeMap<String, String>,
    processes: Vec<Process>,
    /// The process of each tab.
    tabs: Vec<usize>,
    events: Vec<VecDeque<Change>>,
    writes: usize,
    is_full: bool,
}

fn set(content: &mut BTreeMap<String, String>, change: &Change) {
    let _ = match &change.text {
        Some(text) => content.insert(change.key.clone(), text.clone()),
        None => content.remove(&change.key),
    };
}

impl Browser {
    fn own_change(&mut self, change: Change) {
        self.writes += 1;
        let process = &mut self.processes[self.tabs[change.tab]];
        set(&mut process.cache, &change);
        *process.pending.entry(change.key.clone()).or_default() += 1;
        process.to_browser.push_back(change);
    }

    /// Moves one message of a process. Returns whether there was one.
    fn deliver(&mut self, index: usize, to_browser: bool) -> bool {
        if to_browser {
            let Some(change) = self.processes[index].to_browser.pop_front() else {
                return false;
            };
            set(&mut self.storage, &change);
            for process in &mut self.processes {
                process.from_browser.push_back(change.clone());
            }
            return true;
        }
        let process = &mut self.processes[index];
        let Some(change) = process.from_browser.pop_front() else {
            return false;
        };
        let pending = process.pending.entry(change.key.clone()).or_default();
        if self.tabs[change.tab] == index {
            *pending -= 1;
        } else if *pending == 0 {
            set(&mut process.cache, &change);
        }
        for (tab, events) in self.events.iter_mut().enumerate() {
            if self.tabs[tab] == index && tab != change.tab {
                events.push_back(change.clone());
            }
        }
        true
    }
}

#[derive(Clone)]
struct TabStorage {
    browser: Rc<RefCell<Browser>>,
    tab: usize,
}

impl TabStorage {
    fn cached<T>(
        &self,
        look: impl FnOnce(&BTreeMap<String, String>) -> T,
    ) -> Result<T, StorageError> {
        let browser = self.browser.borrow();
        Ok(look(&browser.processes[browser.tabs[self.tab]].cache))
    }
    fn change(&self, key: &str, text: Option<&str>) {
        self.browser.borrow_mut().own_change(Change {
            tab: self.tab,
            key: key.to_owned(),
            text: text.map(str::to_owned),
        });
    }
}

impl KeyValueStorage for TabStorage {
    fn keys(&self) -> Result<Vec<String>, StorageError> {
        self.cached(|cache| cache.keys().cloned().collect())
    }
    fn get(&self, key: &str) -> Result<Option<String>, StorageError> {
        self.cached(|cache| cache.get(key).cloned())
    }
    fn put(&self, key: &str, text: &str) -> Result<(), StorageError> {
        if self.browser.borrow().is_full {
            return Err(StorageError::Full);
        }
        self.change(key, Some(text));
        Ok(())
    }
    fn remove(&self, key: &str) -> Result<(), StorageError> {
        if self.get(key)?.is_some() {
            self.change(key, None);
        }
        Ok(())
    }
}

/// A small generator, so that every run is the same.
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        ((self.0 >> 33) as usize) % limit
    }
}

thread_local! {
    static TIME: RefCell<EditTime> = const { RefCell::new(1_000) };
}

/// Time stands still now and then, as it does for a computer.
fn clock() -> EditTime {
    TIME.with_borrow(|time| *time / 4)
}

struct Run {
    browser: Rc<RefCell<Browser>>,
    tabs: Vec<Option<Store<TabStorage>>>,
    edits: usize,
}

fn one() -> SetupId {
    SetupId("one".to_owned())
}

fn made() -> Timestamp {
    Timestamp("2026-11-23T19:00:00.000Z".to_owned())
}

fn has(setup: &Setup, edit: usize) -> bool {
    let text = edit.to_string();
    match edit % 4 {
        0 => setup.guide.mark(&text).is_some(),
        1 => setup.guide.note(&text) == "seen",
        2 => setup.mapping.row(&text).is_some(),
        _ => setup.rest.contains_key(&text),
    }
}

impl Run {
    fn new(processes: &[usize]) -> Self {
        let mut browser = Browser {
            tabs: processes.to_vec(),
            events: vec![VecDeque::new(); processes.len()],
            ..Browser::default()
        };
        browser
            .processes
            .resize_with(processes.len(), Process::default);
        let setup = Setup::new(one(), "Contoso".to_owned(), made());
        let text = record::write(&setup).to_string();
        let _ = browser.storage.insert(KEY.to_owned(), text.clone());
        for process in &mut browser.processes {
            let _ = process.cache.insert(KEY.to_owned(), text.clone());
        }
        let browser = Rc::new(RefCell::new(browser));
        let tabs = (0..processes.len()).map(|tab| {
            let browser = browser.clone();
            Some(Store::open(TabStorage { browser, tab }, clock))
        });
        Self {
            tabs: tabs.collect(),
            browser,
            edits: 0,
        }
    }

    fn merge_event(&mut self, tab: usize) -> bool {
        let event = self.browser.borrow_mut().events[tab].pop_front();
        let Some(event) = event else { return false };
        if let Some(store) = &mut self.tabs[tab] {
            store.sync_from_storage(&event.key, event.text.as_deref());
        }
        true
    }

    fn step(&mut self, chance: &mut Chance) -> bool {
        TIME.with_borrow_mut(|time| *time += 1);
        let index = chance.below(self.tabs.len());
        match chance.below(3) {
            0 => self.merge_event(index),
            kind => self.browser.borrow_mut().deliver(index, kind == 1),
        }
    }

    /// Delivers until nothing is on its way.
    fn drain(&mut self, chance: &mut Chance) {
        for _ in 0..200_000 {
            let _ = self.step(chance);
            let browser = self.browser.borrow();
            let quiet = browser.events.iter().all(VecDeque::is_empty)
                && browser.processes.iter().all(|process| {
                    process.to_browser.is_empty() && process.from_browser.is_empty()
                });
            if quiet {
                return;
            }
        }
        panic!("the tabs never come to rest");
    }

    /// Edits a leaf that nobody else edits, and the name, and saves that.
    fn edit(&mut self, tab: usize) -> Option<usize> {
        let number = self.edit_only(tab);
        self.save(tab);
        number
    }

    fn save(&mut self, tab: usize) {
        if let Some(store) = &mut self.tabs[tab] {
            store.save_all();
        }
    }

    fn deleted(&self, tab: usize) -> Option<Setup> {
        let deleted = self.tabs[tab].as_ref()?.deleted().first()?;
        Some(deleted.setup.clone())
    }

    fn edit_only(&mut self, tab: usize) -> Option<usize> {
        self.edits += 1;
        let number = self.edits;
        let store = self.tabs[tab].as_mut()?;
        let _ = store.edit(&one(), |setup| {
            let text = number.to_string();
            setup.name = format!("Name {number}");
            match number % 4 {
                0 => setup.guide.set_mark(&text, Some(StepMark::Done(made()))),
                1 => setup.guide.set_note(&text, "seen".to_owned()),
                2 => setup.mapping.put(Row::new(&text, Source::None)),
                _ => {
                    let _ = setup.rest.insert(text, number.into());
                }
            }
        })?;
        Some(number)
    }

    fn open_tabs(&self) -> impl Iterator<Item = &Store<TabStorage>> {
        self.tabs.iter().flatten()
    }

    fn assert_same_everywhere(&self, name: &str) {
        let stored = self.browser.borrow().storage.get(KEY).cloned();
        let stored =
            stored.map(|text| entry::read(&one(), &text, EditTime::MAX).expect("readable"));
        let shown = |setup: &Setup| Replica::of(record::members(setup), 0);
        for store in self.open_tabs() {
            let entry = store.entry(&one());
            let known = entry.map(|entry| (shown(&entry.setup), &entry.replica));
            let stored = stored.as_ref();
            let stored = stored.map(|(setup, replica)| (shown(setup), replica));
            assert_eq!(known, stored, "{name}");
            assert_eq!(store.unsaved().count(), 0, "{name}");
        }
    }

    fn assert_has(&self, edits: &[usize], name: &str) {
        for store in self.open_tabs() {
            let setup = store.get(&one()).expect("the set-up is there");
            for number in edits {
                assert!(has(setup, *number), "{name}: edit {number} is lost");
            }
            let written = setup
                .name
                .strip_prefix("Name ")
                .and_then(|number| number.parse().ok());
            assert!(
                written.is_some_and(|number: usize| edits.contains(&number)),
                "{name}"
            );
        }
    }
}

/// Two and three tabs, in processes of their own and sharing one.
const LAYOUTS: [&[usize]; 4] = [&[0, 1], &[0, 0], &[0, 1, 2], &[0, 0, 1]];

fn runs(mut check: impl FnMut(&mut Run, &mut Chance, &str)) {
    for (layout, processes) in LAYOUTS.iter().enumerate() {
        for seed in 0..60 {
            let mut chance = Chance(seed * 31 + layout as u64);
            let name = format!("tabs {processes:?}, seed {seed}");
            check(&mut Run::new(processes), &mut chance, &name);
        }
    }
}

mod runs;
