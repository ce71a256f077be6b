//! Handing the open setup over: as a link whose fragment holds it, without secrets.

use leptos::prelude::*;
use provisioning::format::grouped;
use setup::link::{LinkContent, LinkOptions, RELIABLE_LENGTH};

use crate::browser::{self, compression, location};
use crate::components::copy_button::CopyButton;
use crate::components::when::When;
use crate::state::connection::ConnectionState;
use crate::state::use_app;

#[component]
pub fn ShareSetup() -> impl IntoView {
    let app = use_app();
    let options = RwSignal::new(LinkOptions::default());
    let link = RwSignal::new(None::<Result<String, String>>);
    let connection = ConnectionState::of(app);
    let number = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let options = options.get();
        let redactor = connection.token().redactor();
        // Tokens that were typed here, and what looks like one.
        let is_secret =
            |text: &str| redactor.text(text) != text || redactor.foreign_text(text).0 != text;
        let content = app
            .setup
            .with(|setup| LinkContent::new(setup, options, is_secret));
        number.update_value(|number| *number += 1);
        // The link of before may hold what was just left out.
        link.set(None);
        make(content.map_err(|error| error.to_string()), link, number);
    });
    let text = move || link.get().and_then(Result::ok).unwrap_or_default();
    let has_link = Signal::derive(move || link.with(|link| matches!(link, Some(Ok(_)))));
    let error = move || link.get().and_then(Result::err).unwrap_or_default();
    let size = move || {
        let length = text().chars().count();
        let size = format!("The link has {} characters.", grouped(length as u64));
        match length > RELIABLE_LENGTH {
            true => format!(
                "{size} Some mail and chat programs cut links this long; save the setup as a file instead."
            ),
            false => size,
        }
    };
    view! {
        <section class="section share" aria-labelledby="share-title">
            <h2 id="share-title">"Hand it over as a link"</h2>
            <p class="muted">
                "The setup is in the link itself, so no server stores it. It never includes the token or evidence. Anyone who opens it sees what’s inside before adding it."
            </p>
            <div class="stack">
                <OptionBox
                    label="Include notes"
                    is_on=Signal::derive(move || options.get().notes)
                    on_change=move |on| options.update(|options| options.notes = on)
                />
                <OptionBox
                    label="Include sample users"
                    is_on=Signal::derive(move || options.get().sample_users)
                    on_change=move |on| options.update(|options| options.sample_users = on)
                />
            </div>
            <When is=has_link>
                <div class="row wrap">
                    <CopyButton what="Link" label="Copy link" text=move |()| untrack(text)/>
                    <span class="muted small">{size}</span>
                </div>
            </When>
            <p class="help bad" role="status">
                {error}
            </p>
        </section>
    }
}

#[component]
fn OptionBox(
    label: &'static str,
    is_on: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <label class="check">
            <input
                type="checkbox"
                prop:checked=move || is_on.get()
                on:change=move |_| on_change.run(!is_on.get_untracked())
            />
            {label}
        </label>
    }
}

/// Compresses what goes into the link. Only the newest counts: `number` changes
/// with each.
fn make(
    content: Result<LinkContent, String>,
    link: RwSignal<Option<Result<String, String>>>,
    number: StoredValue<u32>,
) {
    let content = match content {
        Ok(content) => content,
        Err(error) => return link.set(Some(Err(error))),
    };
    let own = number.get_value();
    browser::run(Box::pin(async move {
        let made = match compression::compress(content.bytes()).await {
            Ok(compressed) => content
                .fragment(&compressed)
                .map_err(|error| error.to_string()),
            Err(error) => Err(error.to_string()),
        };
        if number.try_get_value() == Some(own) {
            link.try_set(Some(
                made.map(|fragment| format!("{}{fragment}", location::base())),
            ));
        }
    }));
}
