//! A setup from a link, shown before somebody accepts it.

use leptos::prelude::*;
use provisioning::portal::portal_diff::FieldDifference;
use provisioning::talkdesk::short;
use setup::import::ImportCandidate;
use setup::link::LinkPayload;

use crate::browser::{self, compression};
use crate::components::notice::Notice;
use crate::components::page_head::PageHead;
use crate::components::status::StatusKind;
use crate::state::route::Route;
use crate::state::use_app;
use guide::import_preview::{EvidenceTransfer, ImportPreview, MappingDifference};

#[derive(Debug, Clone, PartialEq)]
enum LinkStatus {
    Reading,
    Read(Box<ImportCandidate>),
    Refused(String),
}

/// `#/import/<payload>`
#[component]
pub fn ImportLinkPage() -> impl IntoView {
    let app = use_app();
    let status = RwSignal::new(LinkStatus::Reading);
    Effect::new(move |_| {
        let Route::Import(link) = app.route.get() else {
            return;
        };
        status.set(LinkStatus::Reading);
        browser::run(Box::pin(async move {
            let read = read(&link).await;
            status.try_set(match read {
                Ok(candidate) => LinkStatus::Read(Box::new(candidate)),
                Err(why) => LinkStatus::Refused(why),
            });
        }));
    });
    view! {
        <PageHead
            title="Add a setup from a link"
            lead=|| "See what’s in it. Nothing is added until you say so, and no other setup changes."
        />
        <div class="body">
            {move || match status.get() {
                LinkStatus::Reading => view! { <p role="status">"Reading the link…"</p> }.into_any(),
                LinkStatus::Refused(why) => view! { <Refused why/> }.into_any(),
                LinkStatus::Read(candidate) => view! { <Preview candidate=*candidate/> }.into_any(),
            }}
        </div>
    }
}

async fn read(link: &str) -> Result<ImportCandidate, String> {
    let payload = LinkPayload::parse(link).map_err(|error| error.to_string())?;
    let content = compression::decompress(payload.compressed(), payload.bytes()).await;
    let content = content.map_err(|error| error.to_string())?;
    payload
        .candidate(&content)
        .map_err(|error| error.to_string())
}

#[component]
fn Refused(why: String) -> impl IntoView {
    view! {
        <Notice kind=StatusKind::Bad title="This link can’t be opened" alert=true>
            <p>{why}</p>
            <p>
                <a class="btn small" href="#/setups">
                    "Go to Setups"
                </a>
            </p>
        </Notice>
    }
}

#[component]
fn Preview(candidate: ImportCandidate) -> impl IntoView {
    let app = use_app();
    let preview = app
        .setup
        .with_untracked(|open| ImportPreview::new(&candidate, Some(open)));
    let final_name = app.import_name(&candidate);
    let accept = move |_| {
        let name = app.accept_import(candidate.clone());
        app.show_message(format!("“{name}” added and opened"));
        browser::go("#/setups");
    };
    let baseline = preview.baseline.label();
    let ImportPreview {
        name,
        region,
        tenant_url,
        application,
        settings,
        mappings,
        differences,
        steps_by_hand,
        steps_needed,
        notes,
        sample_users,
        evidence,
        missing,
        ..
    } = preview;
    let facts = [
        ("Name", name_text(&name, final_name)),
        ("Region", region),
        (
            "Tenant URL",
            tenant_url.unwrap_or_else(|| "None".to_owned()),
        ),
        ("Application in Entra", application),
        ("Mappings", mappings.to_string()),
        (
            "Steps done by hand",
            format!("{} of {steps_needed}", steps_by_hand.len()),
        ),
        ("Notes", notes.to_string()),
        ("Sample users", sample_users.to_string()),
    ];
    let facts = facts.map(|(name, value)| {
        view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{value}</td>
            </tr>
        }
        .into_any()
    });
    let has_differences = !differences.is_empty() || !settings.is_empty();
    view! {
        <div class="row wrap">
            <button type="button" class="btn primary" on:click=accept>
                "Add as a new setup"
            </button>
            <a class="btn" href="#/setups">
                "Don’t add it"
            </a>
        </div>
        <section class="section" aria-labelledby="import-facts">
            <h2 id="import-facts">"What’s in it"</h2>
            <table class="table facts-table">
                <tbody>{facts.into_iter().collect::<Vec<_>>()}</tbody>
            </table>
        </section>
        {has_differences
            .then(|| {
                view! {
                    <section class="section" aria-labelledby="import-differences">
                        <h2 id="import-differences">{format!("What differs from {baseline}")}</h2>
                        <ul class="bullets">
                            {settings.into_iter().map(field).collect::<Vec<_>>()}
                            {differences.into_iter().map(difference).collect::<Vec<_>>()}
                        </ul>
                    </section>
                }
                    .into_any()
            })}
        <section class="section" aria-labelledby="import-missing">
            <h2 id="import-missing">"What to do after adding it"</h2>
            <ul class="bullets">
                {missing.into_iter().map(|text| view! { <li>{text}</li> }.into_any()).collect::<Vec<_>>()}
                {evidence
                    .into_iter()
                    .map(|one| {
                        let text = match one.transfer {
                            EvidenceTransfer::NotCarriedOver => "not carried over; run it here.".to_owned(),
                            EvidenceTransfer::MarkedAsImported { summary, .. } => {
                                format!("{summary}, seen elsewhere.")
                            }
                        };
                        view! { <li>{format!("{}: {text}", one.name)}</li> }.into_any()
                    })
                    .collect::<Vec<_>>()}
            </ul>
        </section>
    }
}

/// The name after adding it, with the reason when it is another one.
fn name_text(name: &str, after: String) -> String {
    match after == name || after.is_empty() {
        true => name.to_owned(),
        false => format!("{after}, because you already have “{name}”"),
    }
}

fn field(difference: FieldDifference) -> AnyView {
    view! { <li>{field_text(&difference)}</li> }.into_any()
}

fn field_text((label, here, imported): &FieldDifference) -> String {
    let shown = |text: &str| match text {
        "" => "none".to_owned(),
        text => text.to_owned(),
    };
    format!(
        "{label}: {} here, {} in the link",
        shown(here),
        shown(imported)
    )
}

fn difference(difference: MappingDifference) -> AnyView {
    let fields: Vec<String> = difference.fields.iter().map(field_text).collect();
    let detail = match fields.is_empty() {
        true => String::new(),
        false => format!(" ({})", fields.join("; ")),
    };
    view! {
        <li>
            <code>{short(&difference.target).to_owned()}</code>
            {format!(": {}{detail}", difference.kind.label())}
        </li>
    }
    .into_any()
}
