//! What keeps the mappings from being applied, above the table.

use leptos::prelude::*;
use provisioning::diagnostics::set_fix::SetFix;
use provisioning::set_status::readiness::{Readiness, blocked_text};

use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::pages::mappings::diagnostic_view::FixButton;
use crate::pages::mappings::table_state::use_table;
use crate::state::mapping_links as links;

#[component]
pub fn Notices(
    /// The last part of the address.
    part: Memo<Option<String>>,
) -> impl IntoView {
    let state = use_table();
    let unknown = move || part.get().filter(|_| state.drawer.with(Option::is_none));
    view! {
        <div class="notices" aria-live="polite">
            {move || {
                unknown()
                    .map(|part| view! { <UnknownTarget name=links::target(&part)/> }.into_any())
            }}
            {move || state.readiness.with(notice)}
        </div>
    }
}

fn notice(readiness: &Readiness) -> Option<AnyView> {
    match readiness {
        Readiness::Blocked(blocking) => {
            let text = blocked_text(blocking);
            let mut fixes: Vec<SetFix> = Vec::new();
            for fix in blocking.iter().filter_map(|one| one.set_fix) {
                if !fixes.contains(&fix) {
                    fixes.push(fix);
                }
            }
            let fixes = fixes
                .into_iter()
                .map(|fix| view! { <FixButton fix focus="page-title"/> }.into_any());
            let fixes = fixes.collect::<Vec<_>>();
            Some(
                view! {
                    <Notice kind=StatusKind::Bad title="Don’t apply these mappings yet">
                        <p>{text}</p>
                        {(!fixes.is_empty())
                            .then(|| view! { <div class="row wrap">{fixes}</div> }.into_any())}
                    </Notice>
                }
                .into_any(),
            )
        }
        Readiness::NotChecked(why) => {
            let text = format!("{why} It isn’t known whether leavers are deactivated.");
            Some(
                view! {
                    <Notice kind=StatusKind::Warning title="The mappings couldn’t be checked">
                        <p>{text}</p>
                    </Notice>
                }
                .into_any(),
            )
        }
        Readiness::Ready | Readiness::Checking => None,
    }
}

#[component]
fn UnknownTarget(name: String) -> impl IntoView {
    view! {
        <Notice
            kind=StatusKind::Warning
            title=format!("There is no mapping for “{name}”")
            alert=true
        >
            <p>"The link may be incomplete, or the mapping was deleted."</p>
        </Notice>
    }
}
