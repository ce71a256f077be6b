use super::*;

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
        // lacks something, and such a response may lack something as well.
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
            // A tab that shares the process finds the removal when it saves,
            // and keeps what it was about to write.
            if has_it && chance.below(2) == 0 {
                let edit = run.edit(tab);
                if run.deleted(tab).is_none() {
                    unseen.extend(edit);
                }
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
        "{survived} retained, {removed} removed"
    );
}

#[test]
fn an_edit_that_waits_during_a_removal_is_saved_or_retained() {
    let (mut saved, mut retained) = (0, 0);
    runs(|run, chance, name| {
        let edit = run.edit_only(1).expect("it is there");
        let _ = run.tabs[0].as_mut().and_then(|store| store.delete(&one()));
        for _ in 0..chance.below(12) {
            let _ = run.step(chance);
        }
        run.save(1);
        run.drain(chance);
        run.assert_same_everywhere(name);
        match run.deleted(1) {
            Some(deleted) => {
                retained += 1;
                assert!(has(&deleted, edit), "{name}");
                assert!(
                    run.open_tabs().all(|store| store.list().is_empty()),
                    "{name}"
                );
            }
            // It was written before the removal reached this tab's process.
            None => {
                saved += 1;
                run.assert_has(&[edit], name);
            }
        }
    });
    assert!(
        saved > 20 && retained > 20,
        "{saved} saved, {retained} retained"
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
