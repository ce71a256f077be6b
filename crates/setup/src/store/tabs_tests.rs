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

#[test]
fn no_edit_in_any_tab_is_lost_and_all_tabs_agree() {
    runs(|run, chance, name| {
        let tabs = run.tabs.len();
        // Deliveries are sometimes rare, so that edits pile up.
        let rest = 1 + chance.below(12);
        for _ in 0..20 {
            let tab = chance.below(tabs);
            let _ = run.edit(tab);
            for _ in 0..chance.below(rest) {
                let _ = run.step(chance);
            }
        }
        run.drain(chance);
        let all: Vec<usize> = (1..=run.edits).collect();
        run.assert_same_everywhere(name);
        run.assert_has(&all, name);
        // Each edit is written once, each other tab may answer a write that
        // lacks something, and such an answer may lack something as well.
        let (writes, others) = (run.browser.borrow().writes, tabs - 1);
        let most = run.edits * (1 + others + others * others);
        assert!(writes <= most, "{name}: {writes} writes");
    });
}

#[test]
fn what_a_tab_wrote_just_before_it_was_closed_is_not_lost() {
    runs(|run, chance, name| {
        let tabs = run.tabs.len();
        for round in 0..12 {
            let tab = chance.below(tabs);
            if run.tabs[tab].is_some() {
                let _ = run.edit(tab);
            }
            if round == 6 {
                let _ = run.edit(0);
                run.tabs[0] = None;
            }
            for _ in 0..chance.below(4) {
                let _ = run.step(chance);
            }
        }
        let _ = run.edit(1);
        run.drain(chance);
        let all: Vec<usize> = (1..=run.edits).collect();
        run.assert_same_everywhere(name);
        run.assert_has(&all, name);
    });
}

#[test]
fn edits_that_wait_to_be_saved_are_not_lost() {
    runs(|run, chance, name| {
        let tabs = run.tabs.len();
        for round in 0..24 {
            let tab = chance.below(tabs);
            if run.tabs[tab].is_some() {
                let _ = run.edit_only(tab);
            }
            if chance.below(3) == 0 {
                run.save(chance.below(tabs));
            }
            if round == 16 {
                run.save(0);
                run.tabs[0] = None;
            }
            for _ in 0..chance.below(6) {
                let _ = run.step(chance);
            }
        }
        for tab in 0..tabs {
            run.save(tab);
        }
        run.drain(chance);
        let all: Vec<usize> = (1..=run.edits).collect();
        run.assert_same_everywhere(name);
        run.assert_has(&all, name);
    });
}

#[test]
fn work_in_one_tab_wins_over_a_removal_in_another() {
    let (mut survived, mut removed) = (0, 0);
    runs(|run, chance, name| {
        let tabs = run.tabs.len();
        for _ in 0..3 {
            let tab = chance.below(tabs);
            let _ = run.edit(tab);
            for _ in 0..chance.below(30) {
                let _ = run.step(chance);
            }
        }
        let seen = run.tabs[0].as_ref().and_then(|store| store.get(&one()));
        let seen = seen.cloned().expect("it is there");
        let mut unseen: Vec<usize> = (1..=run.edits).filter(|edit| !has(&seen, *edit)).collect();
        let _ = run.tabs[0].as_mut().and_then(|store| store.delete(&one()));
        for _ in 0..2 {
            for _ in 0..chance.below(12) {
                let _ = run.step(chance);
            }
            let tab = 1 + chance.below(tabs - 1);
            let has_it = run.tabs[tab]
                .as_ref()
                .is_some_and(|store| store.get(&one()).is_some());
            // A tab that shares the process sees the removal at once, and what
            // it writes then is new work.
            if has_it && chance.below(2) == 0 {
                unseen.extend(run.edit(tab));
            }
        }
        run.drain(chance);
        run.assert_same_everywhere(name);
        if unseen.is_empty() {
            removed += 1;
            assert!(
                run.open_tabs().all(|store| store.list().is_empty()),
                "{name}"
            );
        } else {
            survived += 1;
            let all: Vec<usize> = (1..=run.edits).collect();
            run.assert_has(&all, name);
        }
    });
    assert!(
        survived > 20 && removed > 20,
        "{survived} kept, {removed} removed"
    );
}

#[test]
fn what_could_not_be_written_while_storage_was_full_is_written_later() {
    runs(|run, chance, name| {
        let tabs = run.tabs.len();
        for round in 0..24 {
            if round % 5 == 0 {
                let is_full = chance.below(2) == 0;
                run.browser.borrow_mut().is_full = is_full;
            }
            let tab = chance.below(tabs);
            let _ = run.edit(tab);
            for _ in 0..chance.below(8) {
                let _ = run.step(chance);
            }
        }
        run.drain(chance);
        let all: Vec<usize> = (1..=run.edits).collect();
        run.browser.borrow_mut().is_full = false;
        for store in run.tabs.iter_mut().flatten() {
            store.sync_from_storage("something/else", None);
        }
        run.drain(chance);
        run.assert_same_everywhere(name);
        run.assert_has(&all, name);
    });
}
