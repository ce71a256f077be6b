//! What outlives the place that makes it.

use leptos::prelude::*;

/// Makes something whose signals nobody disposes of, for as long as the owner
/// that comes with it lives.
///
/// A new root makes itself the current owner. What the page builds next would
/// then belong to it and never go, so the owner of before is put back.
pub fn app_scope<T>(make: impl FnOnce() -> T) -> (Owner, T) {
    let before = Owner::current();
    let owner = Owner::new_root(None);
    let made = owner.with(make);
    if let Some(before) = before {
        before.set();
    }
    (owner, made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_current_owner_stays_and_what_is_made_outlives_it() {
        let page = Owner::new();
        let (kept, signal) = page.with(|| {
            let (kept, signal) = app_scope(|| RwSignal::new(1));
            assert!(Owner::current() == Some(page.clone()));
            (kept, signal)
        });
        page.cleanup();
        assert_eq!(signal.try_get_untracked(), Some(1));
        drop(kept);
        assert_eq!(signal.try_get_untracked(), None);
    }
}
