//! Sample users with the values that are expected of them. They travel with the
//! setup and are evaluated on every change.

use leptos::prelude::*;
use provisioning::expectations::{ExpectationStatus, ExpectedAttribute, UserExpectations};
use provisioning::preview::PreviewValue;
use provisioning::talkdesk::short;
use setup::sample_users::StoredSampleUser;

use crate::browser;
use crate::components::icon::{Icon, icons};
use crate::components::status::{Status, StatusKind};
use crate::components::when::When;
use crate::pages::mappings::use_preview;
use crate::state::preview_client::PreviewState;
use crate::state::sample_user;
use crate::state::sample_user_checks::SampleUserChecks;
use crate::state::{App, use_app};

#[component]
pub fn SampleUsersSection() -> impl IntoView {
    let app = use_app();
    let checks = SampleUserChecks::of(app);
    checks.follow(app);
    let preview = use_preview();
    let users = Memo::new(move |_| app.setup.with(|setup| setup.sample_users()));
    let has_users = Signal::derive(move || users.with(|users| !users.is_empty()));
    let name = Memo::new(move |_| {
        app.setup
            .with(|setup| sample_user::name(&sample_user::user(setup)))
    });
    view! {
        <section class="section expected no-print" aria-labelledby="expected-title">
            <div class="row wrap">
                <h2 class="h3 grow" id="expected-title">
                    "Sample users"
                </h2>
                <Summary/>
            </div>
            <When is=has_users otherwise=|| view! { <Explanation/> }>
                <ul class="expected-users">
                    <For each=move || users.get() key=|user| user.id.clone() let(user)>
                        <SampleUserRow user/>
                    </For>
                </ul>
            </When>
            <div class="row">
                <button
                    type="button"
                    class="btn small"
                    disabled=move || !is_known(app, preview)
                    on:click=move |_| add(app, preview)
                >
                    <Icon of=icons::PLUS/>
                    {move || format!("Save {}’s values as expected", name.get())}
                </button>
            </div>
        </section>
    }
}

#[component]
fn Explanation() -> impl IntoView {
    view! {
        <p class="muted small">
            "Keep a sample user with the values it has now. They’re checked after every change and travel with the setup."
        </p>
    }
}

/// How many values are as expected.
#[component]
fn Summary() -> impl IntoView {
    let checks = SampleUserChecks::of(use_app());
    let summary = move || match checks.result()? {
        Ok(response) => {
            let counts = response.counts();
            let kind = match (counts.failed, counts.unknown) {
                (0, 0) => StatusKind::Ok,
                (0, _) => StatusKind::Plain,
                _ => StatusKind::Bad,
            };
            Some((kind, counts.message()?))
        }
        Err(error) => Some((StatusKind::Plain, error.to_string())),
    };
    view! {
        <span role="status">
            {move || summary().map(|(kind, text)| view! { <Status kind text/> }.into_any())}
        </span>
    }
}

#[component]
fn SampleUserRow(user: StoredSampleUser) -> impl IntoView {
    let app = use_app();
    let checks = SampleUserChecks::of(app);
    let name = sample_user::name(&user.user);
    let (id, removed) = (user.id.clone(), user.id.clone());
    let count = user.expected.len();
    let own = move || -> Option<UserExpectations> {
        let response = checks.result()?.ok()?;
        response.users.into_iter().find(|own| own.id == id)
    };
    let label = format!("Remove {name} and what is expected");
    let toast = format!("{name} removed from the sample users");
    let remove = move |_| {
        app.edit(|setup| setup.remove_sample_user(&removed));
        app.show_message(toast.clone());
        browser::focus_soon("expected-title");
    };
    view! {
        <li>
            <div class="row">
                <b class="grow">{name}</b>
                <span class="muted small">{format!("{count} values")}</span>
                <button type="button" class="btn small quiet" aria-label=label on:click=remove>
                    <Icon of=icons::TRASH/>
                </button>
            </div>
            {move || own().map(|own| view! { <Differences own/> }.into_any())}
        </li>
    }
}

/// What is not as expected.
#[component]
fn Differences(own: UserExpectations) -> impl IntoView {
    let results = own.results.into_iter();
    let lines = results.filter(|result| result.status != ExpectationStatus::Passed);
    let lines = lines.map(|result| {
        let name = short(&result.expected.attribute).to_owned();
        view! {
            <li class="small">
                <b>{name}": "</b>
                {result.message()}
            </li>
        }
        .into_any()
    });
    let lines = lines.collect::<Vec<_>>();
    (!lines.is_empty()).then(|| view! { <ul class="bullets">{lines}</ul> }.into_any())
}

/// Whether the value of each mapping has arrived.
fn is_known(app: App, preview: PreviewState) -> bool {
    app.setup.with(|setup| {
        let mut rows = setup.mapping.rows.iter();
        rows.all(|row| preview.shown(row).is_some())
    })
}

/// Adds the sample user with the values that it has now.
fn add(app: App, preview: PreviewState) {
    let values = app.setup.with_untracked(|setup| {
        let rows = setup.mapping.rows.iter();
        rows.filter_map(|row| {
            let value = match untrack(|| preview.shown(row))? {
                PreviewValue::One(text) | PreviewValue::Default(text) => text,
                PreviewValue::Null | PreviewValue::Ignored => String::new(),
                PreviewValue::Many(_)
                | PreviewValue::UserIgnored
                | PreviewValue::Ended
                | PreviewValue::Failed { .. } => return None,
            };
            Some(ExpectedAttribute {
                attribute: row.target.clone(),
                value,
            })
        })
        .collect::<Vec<_>>()
    });
    if values.is_empty() {
        app.show_error("The values aren’t known yet. Wait a moment, then try again.");
        return;
    }
    let user = app.setup.with_untracked(sample_user::user);
    let name = sample_user::name(&user);
    // The same user is kept once.
    let before = app.setup.with_untracked(|setup| {
        setup
            .sample_users()
            .into_iter()
            .find(|stored| stored.user == user)
    });
    let stored = StoredSampleUser {
        id: before.map_or_else(|| browser::random_id().0, |stored| stored.id),
        added: browser::now(),
        user,
        expected: values,
    };
    let mut result = Ok(());
    app.edit(|setup| result = setup.put_sample_user(stored));
    match result {
        Ok(()) => app.show_message(format!("{name} is now checked after every change.")),
        Err(error) => app.show_error(error.to_string()),
    }
}
