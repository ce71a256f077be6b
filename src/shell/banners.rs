//! The notices above every page.

use leptos::prelude::*;

use crate::browser;
use crate::components::notice::Notice;
use crate::components::status::StatusKind;
use crate::state::banners::Banner;
use crate::state::use_app;

pub fn view() -> AnyView {
    view! { <Banners/> }.into_any()
}

#[component]
fn Banners() -> impl IntoView {
    let app = use_app();
    view! {
        {move || {
            let banners = app.banners.get().into_iter();
            banners.map(|banner| view! { <BannerNotice banner/> }.into_any()).collect::<Vec<_>>()
        }}
    }
}

#[component]
fn BannerNotice(banner: Banner) -> impl IntoView {
    view! {
        <div class="banner no-print">
            <Notice kind=StatusKind::Warning title=banner.headline() alert=true>
                <p>{banner.detail()}</p>
                <BannerActions banner/>
            </Notice>
        </div>
    }
}

#[component]
fn BannerActions(banner: Banner) -> impl IntoView {
    let app = use_app();
    match banner.clone() {
        Banner::Storage { unsaved, .. } if unsaved.is_empty() => ().into_any(),
        Banner::Storage { .. } | Banner::UnsavedSetup { .. } => view! {
            <button type="button" class="btn small" on:click=move |_| app.export_unsaved()>
                "Save unsaved work to a file"
            </button>
        }
        .into_any(),
        Banner::UnreadableRecord(unreadable) => {
            let key = unreadable.key;
            view! {
                <div class="row">
                    <button
                        type="button"
                        class="btn small"
                        on:click=move |_| {
                            let name = "unreadable.scimdesk.json";
                            let _ = browser::save_file(name, "application/json", &unreadable.text);
                        }
                    >
                        "Save to a file"
                    </button>
                    <button
                        type="button"
                        class="btn small quiet"
                        on:click=move |_| app.discard_unreadable(&key)
                    >
                        "Remove"
                    </button>
                </div>
            }
            .into_any()
        }
        Banner::Gone(deleted) => view! {
            <ActOrDismiss
                banner
                label="Restore"
                act=move || app.add(deleted.setup.clone())
            />
        }
        .into_any(),
        Banner::Cleared { ids, .. } => view! {
            <ActOrDismiss banner label="Remove" act=move || app.remove(&ids)/>
        }
        .into_any(),
        Banner::TokenExpiry(_) => view! {
            <div class="row">
                <a class="btn small" href="#/guide/2.3">
                    "Open the step"
                </a>
                <button type="button" class="btn small quiet" on:click=move |_| app.dismiss(&banner)>
                    "Dismiss"
                </button>
            </div>
        }
        .into_any(),
    }
}

/// What can be done about a notice that stays, and a button that dismisses it.
#[component]
fn ActOrDismiss(
    banner: Banner,
    label: &'static str,
    #[prop(into)] act: UnsyncCallback<()>,
) -> impl IntoView {
    let app = use_app();
    let dismissed = banner.clone();
    view! {
        <div class="row">
            <button
                type="button"
                class="btn small"
                on:click=move |_| {
                    app.dismiss(&banner);
                    act.run(());
                }
            >
                {label}
            </button>
            <button type="button" class="btn small quiet" on:click=move |_| app.dismiss(&dismissed)>
                "Dismiss"
            </button>
        </div>
    }
}
