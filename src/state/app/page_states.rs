//! State of pages that has to outlive the page, such as a file that was read or
//! the results of a connection test.

use std::any::{Any, TypeId};
use std::rc::Rc;

use leptos::prelude::*;

use crate::state::App;

/// One value of each type that a page asked for, and the owner of the app, to
/// which all of their signals belong.
pub struct PageStates {
    owner: Owner,
    made: Vec<(TypeId, Rc<dyn Any>)>,
}

impl Default for PageStates {
    /// The owner of the app is the one under which this is called.
    fn default() -> Self {
        Self {
            owner: Owner::current().unwrap_or_default(),
            made: Vec::new(),
        }
    }
}

impl PageStates {
    fn get(&self, id: TypeId) -> Option<Rc<dyn Any>> {
        let made = self.made.iter().find(|(made, _)| *made == id);
        made.map(|(_, state)| state.clone())
    }
}

impl App {
    /// The state of type `T`, which `make` creates when a page first asks for
    /// it and which then lives as long as the app.
    ///
    /// Signals that `make` creates are never disposed of. The type is the key,
    /// so give every state a struct of its own and no bare `RwSignal`:
    ///
    /// ```ignore
    /// #[derive(Clone, Copy)]
    /// pub struct PreflightState { files: RwSignal<Vec<InputFile>> }
    ///
    /// impl PreflightState {
    ///     pub fn of(app: App) -> Self {
    ///         app.page_state(Self::new)
    ///     }
    /// }
    /// ```
    pub fn page_state<T: Clone + 'static>(&self, make: impl FnOnce() -> T) -> T {
        page_state(self.page_states, make)
    }
}

fn page_state<T: Clone + 'static>(
    states: StoredValue<PageStates, LocalStorage>,
    make: impl FnOnce() -> T,
) -> T {
    let id = TypeId::of::<T>();
    let (made, owner) = states.with_value(|states| (states.get(id), states.owner.clone()));
    if let Some(state) = made.as_deref().and_then(|made| made.downcast_ref::<T>()) {
        return state.clone();
    }
    // Not within the lock: one state may ask for another.
    let state = owner.with(|| untrack(make));
    let made: Rc<dyn Any> = Rc::new(state.clone());
    states.update_value(|states| states.made.push((id, made)));
    state
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Copy)]
    struct Count(RwSignal<u32>);

    #[test]
    fn a_state_is_made_once_and_outlives_the_page_that_made_it() {
        let root = Owner::new();
        let page = root.with(Owner::new);
        let states = root.with(|| StoredValue::new_local(PageStates::default()));
        let count = || page_state(states, || Count(RwSignal::new(1)));
        page.with(|| count().0.set(2));
        page.cleanup();
        assert_eq!(count().0.get_untracked(), 2);
        root.cleanup();
    }
}
