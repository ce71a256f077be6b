//! What the drawers of all mappings share: the way to the next one, what is
//! wrong, and whether what is shown is saved.

use leptos::prelude::*;
use provisioning::diagnostics::{MappingDiagnostic, TARGET_CAPITALS};
use provisioning::portal::mapping_table::saved_text;
use provisioning::portal::row_group::RowGroup;
use provisioning::set_status;
use provisioning::talkdesk::{self as attributes, ROLES, TEAMS, label};

use crate::browser;
use crate::components::drawer::{DRAWER_TITLE, Drawer};
use crate::components::icon::{Icon, icons};
use crate::components::menu::Menu;
use crate::pages::mappings::diagnostic_view::DiagnosticCallout;
use crate::pages::mappings::drawer::settings::RowSettings;
use crate::pages::mappings::drawer::{close, result, use_open_row};
use crate::pages::mappings::table_state::use_table;
use crate::pages::mappings::{row_actions, use_preview};
use crate::state::mapping_links as links;
use crate::state::route::Route;
use crate::state::{App, use_app};

/// The id of what says why a draft isn't saved.
pub const UNSAVED: &str = "unsaved";

/// The drawer of a mapping. Its fields are the children.
#[component]
pub fn RowDrawer(children: Children) -> impl IntoView {
    let target = use_open_row().target();
    // The shell's title has the name as the address writes it.
    let window_title = Route::Mappings(Some(label(&target).to_owned())).title();
    request_animation_frame(move || document().set_title(&window_title));
    let full = target.clone();
    let custom = RowGroup::of(&target) == RowGroup::Custom;
    let subtitle = move || match () {
        () if [ROLES, TEAMS].contains(&full.as_str()) => {
            let short = full.replacen("urn:ietf:params:scim:schemas:extension:", "…", 1);
            view! { <span class="tiny muted" title=full.clone()>{short}</span> }.into_any()
        }
        () if custom => {
            view! { <span class="muted tiny">"Not supported by Talkdesk"</span> }.into_any()
        }
        () => view! { <span class="muted tiny">{RowGroup::of(&full).title()}</span> }.into_any(),
    };
    view! {
        <Drawer
            title=label(&target).to_owned()
            subtitle=subtitle
            actions=|| {
                view! {
                    <Neighbors/>
                    <RowMenu/>
                }
            }
            on_close=|()| close()
            footer=|| view! { <SaveState/> }
        >
            <RowDiagnostics/>
            {children()}
            <RowSettings/>
            <result::ResultTabs/>
        </Drawer>
    }
}

/// The links to the mappings before and after this one in the table.
#[component]
fn Neighbors() -> impl IntoView {
    let state = use_table();
    let target = use_open_row().target();
    let neighbors = Memo::new(move |_| {
        state
            .table
            .with(|table| table.neighbors(&target).map(|name| name.map(str::to_owned)))
    });
    view! {
        <nav class="row neighbors" aria-label="Mappings nearby">
            {move || {
                let [before, after] = neighbors.get();
                view! {
                    <Neighbor word="Previous" icon_class="flip" target=before/>
                    <Neighbor word="Next" icon_class="" target=after/>
                }
                    .into_any()
            }}
        </nav>
    }
}

#[component]
fn Neighbor(word: &'static str, icon_class: &'static str, target: Option<String>) -> impl IntoView {
    match target {
        Some(target) => view! {
            <a
                class="btn icon small plain"
                href=links::of(&target)
                aria-label=format!("{word}: {}", label(&target))
            >
                <Icon of=icons::DOWN class=icon_class/>
            </a>
        }
        .into_any(),
        // Keeps the place of the other one.
        None => view! { <span class="btn icon small plain" aria-hidden="true"></span> }.into_any(),
    }
}

#[component]
fn RowMenu() -> impl IntoView {
    let app = use_app();
    let open = use_open_row();
    let custom = RowGroup::of(&open.target()) == RowGroup::Custom;
    let shift = move |up| row_actions::shift_target(app, &open.target(), up);
    let move_buttons = move || {
        custom.then(|| {
            view! {
                <button type="button" on:click=move |_| shift(true)>
                    <Icon of=icons::DOWN class="flip"/>
                    "Move up"
                </button>
                <button type="button" on:click=move |_| shift(false)>
                    <Icon of=icons::DOWN/>
                    "Move down"
                </button>
            }
            .into_any()
        })
    };
    view! {
        <Menu label="More for this mapping" class="small plain">
            {move_buttons}
            <button
                type="button"
                disabled=move || open.saved.with(Option::is_none)
                on:click=move |_| {
                    row_actions::delete(app, &open.target());
                    browser::focus_soon(DRAWER_TITLE);
                }
            >
                <Icon of=icons::TRASH/>
                "Delete mapping"
            </button>
        </Menu>
    }
}

/// What is wrong with the mapping that the setup has. What is wrong with a field
/// is below it.
#[component]
fn RowDiagnostics() -> impl IntoView {
    let app = use_app();
    let preview = use_preview();
    let target = use_open_row().target();
    let found = Memo::new(move |_| {
        app.setup.with(|setup| {
            let evaluation = preview.evaluation(&setup.mapping);
            let mut found = set_status::of_target(&setup.mapping, &evaluation, &target);
            found.retain(|one| one.field().is_none());
            found
        })
    });
    view! {
        <div class="stack row-issues" aria-live="polite">
            {move || {
                found
                    .get()
                    .into_iter()
                    .map(|diagnostic| view! { <RowDiagnostic diagnostic/> }.into_any())
                    .collect::<Vec<_>>()
            }}
        </div>
    }
}

#[component]
fn RowDiagnostic(diagnostic: MappingDiagnostic) -> impl IntoView {
    let app = use_app();
    let rename = free_name(app, &diagnostic).map(|right| {
        let wrong = diagnostic.target.clone();
        view! {
            <div>
                <button type="button" class="btn small" on:click=move |_| rename(app, &wrong, right)>
                    {format!("Rename it to {}", label(right))}
                </button>
            </div>
        }
        .into_any()
    });
    view! { <DiagnosticCallout diagnostic>{rename}</DiagnosticCallout> }
}

/// The name that Talkdesk has for a target in another case, unless another row
/// has it.
fn free_name(app: App, diagnostic: &MappingDiagnostic) -> Option<&'static str> {
    let near = attributes::near(&diagnostic.target);
    let right = near.filter(|_| diagnostic.code == TARGET_CAPITALS)?.name;
    let is_taken = app
        .setup
        .with_untracked(|setup| setup.mapping.row(right).is_some());
    (!is_taken).then_some(right)
}

fn rename(app: App, wrong: &str, right: &str) {
    let message = format!("{} renamed to {}", label(wrong), label(right));
    app.edit_mapping(message, |mapping| {
        let mut rows = mapping.rows.iter_mut();
        if let Some(row) = rows.find(|row| row.target == wrong) {
            row.target = right.to_owned();
        }
    });
    browser::focus_soon(DRAWER_TITLE);
}

/// Whether what is shown is saved, what it lacks, and what is saved meanwhile.
#[component]
fn SaveState() -> impl IntoView {
    let open = use_open_row();
    let missing = Memo::new(move |_| {
        open.draft
            .with(|draft| draft.as_ref().map(|draft| draft.to_complete.clone()))
    });
    let saved = move || {
        let target = open.target();
        open.saved.with(|row| saved_text(&target, row.as_ref()))
    };
    view! {
        <div class="grow save-state" role="status" aria-label="Save state" id=UNSAVED>
            {move || match missing.get() {
                Some(missing) => {
                    view! {
                        <div class="st warn">
                            <Icon of=icons::EDIT/>
                            {format!("Not saved: {missing}")}
                        </div>
                        <div class="tiny muted">{format!("Saved: {}", saved())}</div>
                    }
                        .into_any()
                }
                None => {
                    view! {
                        <div class="st ok">
                            <Icon of=icons::CHECK/>
                            "Saved"
                        </div>
                    }
                        .into_any()
                }
            }}
        </div>
        {move || {
            missing
                .get()
                .map(|_| {
                    view! {
                        <button
                            type="button"
                            class="btn quiet"
                            on:click=move |_| {
                                open.discard.run(());
                                browser::focus(DRAWER_TITLE);
                            }
                        >
                            "Discard"
                        </button>
                    }
                        .into_any()
                })
        }}
    }
}
