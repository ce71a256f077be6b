//! What the changes since the last run of Preflight mean for the users of the
//! file that is open there, before they are applied in Entra.

use leptos::prelude::*;
use preflight::protocol::comparison::{AffectedUser, ComparisonPlan, ComparisonReport, SentChange};
use provisioning::talkdesk::short;

use crate::components::fold::Fold;
use crate::components::icon::{Icon, icons};
use crate::pages::mappings::use_preview;
use crate::state::preflight_report::PreflightReportAccess;
use crate::state::use_app;

#[component]
pub fn Impact() -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    let access = PreflightReportAccess::of(app);
    let report = RwSignal::new(None::<ComparisonReport>);
    let plan = Memo::new(move |_| {
        let before = preview.preflight_set(&app.open_id.get())?;
        let after = app.setup.with(|setup| setup.mapping.clone());
        (before != after).then_some(ComparisonPlan { before, after })
    });
    let number = StoredValue::new(0_u32);
    Effect::new(move |_| {
        // What an older comparison still brings is ignored.
        number.update_value(|number| *number += 1);
        let own = number.get_value();
        // What is known of an older change is no answer to this one.
        report.set(None);
        let Some(plan) = plan.get() else {
            return;
        };
        access.compare(plan, move |known| {
            let is_wanted = number.try_get_value() == Some(own);
            if is_wanted {
                report.try_set(Some(known));
            }
            is_wanted
        });
    });
    view! {
        <div class="impact" role="status" aria-label="Effect on users">
            {move || report.get().map(|report| view! { <Report report/> }.into_any())}
        </div>
    }
}

#[component]
fn Report(report: ComparisonReport) -> impl IntoView {
    let message = report.message();
    let users = report.first.into_iter();
    let users = users.map(|user| view! { <Affected user/> }.into_any());
    let users = users.collect::<Vec<_>>();
    view! {
        <p class="hint">
            <Icon of=icons::PRE/>
            <span>{message}</span>
        </p>
        {(!users.is_empty())
            .then(|| {
                view! {
                    <Fold class="plain small" summary=|| view! { <span>"Show the first users"</span> }.into_any()>
                        <ul class="bullets">{users}</ul>
                    </Fold>
                }
                    .into_any()
            })}
    }
}

#[component]
fn Affected(user: AffectedUser) -> impl IntoView {
    let what = match user.change {
        SentChange::Sent => "Entra starts sending this user".to_owned(),
        SentChange::NotSent => "Entra no longer sends this user".to_owned(),
        SentChange::Values(changes) => {
            let changes = changes.iter().map(|change| {
                let (before, after) = (change.before.message(), change.after.message());
                format!("{}: {before} → {after}", short(&change.target))
            });
            changes.collect::<Vec<_>>().join("; ")
        }
    };
    view! {
        <li>
            <b>{user.name}</b>
            {format!(" ({}): {what}", user.upn)}
        </li>
    }
}
