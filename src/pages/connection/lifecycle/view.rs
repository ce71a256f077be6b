//! The section of the lifecycle test: what it does, what it needs, and how it
//! came out.

use leptos::context::Provider;
use leptos::prelude::*;

use super::context::{LifecycleSection, use_section};
use super::form_view::LifecycleForm;
use super::orphaned_user_view::{Location, OrphanedUserCards};
use super::result_view::ResultCard;
use super::steps_view::Steps;
use crate::pages::connection::context::use_connection_page;

const TITLE_ID: &str = "lifecycle-title";

/// The section, collapsed until somebody wants it.
#[component]
pub(in crate::pages::connection) fn LifecycleTest() -> impl IntoView {
    let section = LifecycleSection::new(use_connection_page());
    Effect::new(move |_| section.lifecycle.belong_to(&section.key.get()));
    // Whoever comes back to a test wants to see it.
    let open = untrack(|| section.started().is_some());
    view! {
        <Provider value=section>
            <section class="aside-test stack" aria-labelledby=TITLE_ID>
                <h2 id=TITLE_ID>"Life-cycle test with a throw-away user"</h2>
                <p>
                    "Unlike the test above, this one changes something: it creates a user, changes it in both forms that Entra knows, with roles and teams if this setup maps them, and deletes it. It tells whether your Tenant URL needs the flag aadOptscim062020."
                </p>
                <details class="history" open=open>
                    <summary>"Show what it does, and begin"</summary>
                    <div class="stack">
                        <BeforeYouBegin/>
                        <LifecycleForm/>
                        <ResultCard/>
                        <OrphanedUserCards location=Location::Here/>
                        <Steps/>
                    </div>
                </details>
            </section>
        </Provider>
    }
}

#[component]
fn BeforeYouBegin() -> impl IntoView {
    view! {
        <div class="callout warn">
            <b>"Before you begin"</b>
            <ul class="evidence">
                <li>
                    "It creates one real user, finds, renames, deactivates and reactivates it, and deletes it again. That takes about half a minute."
                </li>
                <li>
                    "If this setup maps rolesString or teamsString, the user gets the roles and teams that you enter, in the requests that Entra would send."
                </li>
                <li>
                    "It changes and deletes only a user that the service has just shown with the test’s own address. A service that shows one user and then changes another cannot be detected."
                </li>
                <li>"The user takes a license until it is deleted."</li>
                <li>
                    "A production account is not the place for it. Use an account that is there for testing."
                </li>
                <li>
                    "After a failure or a cancel it deletes the user by itself. If that cannot be done, or the page is closed meanwhile, this page names the user and how to remove it, also when you come back."
                </li>
            </ul>
            <LazyRecordWarning/>
        </div>
    }
}

/// What a browser that writes lazily means for the test.
#[component]
fn LazyRecordWarning() -> impl IntoView {
    let section = use_section();
    view! {
        {move || {
            (!section.lifecycle.records.is_durable())
                .then(|| {
                    view! {
                        <p>
                            "This browser does not let the page write the note about the test user to disk immediately; private windows often have this limit. If the browser or the computer stops within a few seconds after the user is created, the note may be lost. Before you start, write down the user’s address, which is shown below."
                        </p>
                    }
                        .into_any()
                })
        }}
    }
}
