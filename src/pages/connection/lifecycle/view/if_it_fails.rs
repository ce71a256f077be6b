//! What happens to the test user when something fails.

use leptos::prelude::*;

use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::pages::connection::lifecycle::context::use_section;

#[component]
pub(super) fn IfItFails() -> impl IntoView {
    let section = use_section();
    view! {
        <Fold
            class="section"
            open=true
            summary=|| view! { <b class="grow">"If a step fails"</b> }
        >
            <ul class="three after">
                <li>
                    <Icon of=icons::TRASH/>
                    <span>
                        "The test stops and deletes the user, also when you choose Stop. If you close the tab, it tries to."
                    </span>
                </li>
                <li>
                    <Icon of=icons::USER/>
                    <span>
                        "If that fails, this page names the user that is left: "
                        <b class="nobr">{move || section.user_name()}</b>
                    </span>
                </li>
                <li>
                    <Icon of=icons::COPY/>
                    <span>
                        "You get its ID and the commands that delete it. The note stays, even after a reload, until the user is gone."
                    </span>
                </li>
                <li>
                    <Icon of=icons::LOCK/>
                    <span>
                        "The test changes and deletes only a user that the service has just shown with the test’s own address. It can’t detect a service that shows one user and then changes another."
                    </span>
                </li>
            </ul>
        </Fold>
    }
}
