//! The app: its shell around the page of the route.

use leptos::prelude::*;

use crate::browser;
use crate::components::element::{self, El, button, el, several};
use crate::components::page_title::page_title;
use crate::pages::guide;
use crate::shell::shortcuts_dialog::shortcuts_dialog;
use crate::shell::sidebar::sidebar;
use crate::shell::{global_events, lazy_routes};
use crate::state::App;
use crate::state::UNDO_ID;
use crate::state::banners::Banner;
use crate::state::route::{Route, SidebarPage};
use crate::state::theme::Theme;

pub fn start() {
    // Leptos' mount brings up its executor and an owner for all signals; what
    // is seen is built by hand.
    leptos::mount::mount_to_body(|| {
        let app = App::start(&browser::location::fragment());
        global_events::install(app);
        if let Some(body) = document().body() {
            let _ = body.append_child(shell(app).node());
        }
        follow_route(app);
        follow_theme(app);
        lazy_routes::fetch_soon();
    });
}

fn shell(app: App) -> El {
    let skip = element::link("skip", "#main", "Skip to content").on("click", |event| {
        event.prevent_default();
        browser::focus("main");
    });
    let main = el("main")
        .class("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .live(move || banners(app))
        .live(move || page(app, app.page.get()));
    several()
        .child(skip)
        .child(el("div").class("app").child(sidebar(app)).child(main))
        .live(move || toast(app))
        .child(shortcuts_dialog(app))
        .child(
            el("p")
                .class("said")
                .attr("role", "status")
                .live_text(move || app.announcer.text()),
        )
}

fn page(app: App, route: Route) -> El {
    match route {
        Route::Guide(_) => guide::page(app),
        Route::NotFound(path) => several()
            .child(page_title("There is no such page"))
            .child(el("p").class("lead").text(&format!(
                "The address “{path}” leads nowhere. It may be cut short or from another version."
            )))
            .child(el("p").class("lead").child(element::link(
                "button primary",
                SidebarPage::Guide.href(),
                "Go to the guide",
            ))),
        route => lazy_routes::page(app, route),
    }
}

/// Sets title and focus when the address changes.
fn follow_route(app: App) {
    let mut before: Option<Route> = None;
    element::keep_running(Box::new(move || {
        let route = app.route.get();
        document().set_title(&route.title());
        match before.replace(route.clone()) {
            // At the first view the browser's own focus is right.
            None => browser::reveal("open-step"),
            Some(before) if before != route => {
                app.toast.set(None);
                let step_opens = matches!(&route, Route::Guide(Some(_)));
                let target = if step_opens {
                    "open-step"
                } else {
                    "page-title"
                };
                // The new page stands only after the other effects have run.
                request_animation_frame(move || browser::focus(target));
            }
            Some(_) => {}
        }
    }));
}

fn follow_theme(app: App) {
    element::keep_running(Box::new(move || {
        let Some(root) = document().document_element() else {
            return;
        };
        let _ = match app.theme.get() {
            Theme::System => root.remove_attribute("data-theme"),
            theme => root.set_attribute("data-theme", theme.word()),
        };
    }));
}

fn banners(app: App) -> El {
    several().children(app.banners.get().into_iter().map(|banner| {
        let buttons = match banner.clone() {
            Banner::Storage { unsaved, .. } if unsaved.is_empty() => None,
            Banner::Storage { .. } | Banner::UnsavedSetup { .. } => {
                Some(button("", "Save unsaved work to a file", move || {
                    app.export_unsaved();
                }))
            }
            Banner::UnreadableRecord(unreadable) => {
                let key = unreadable.key.clone();
                Some(
                    el("p")
                        .class("row")
                        .child(button("", "Save it to a file", move || {
                            let name = "unreadable.scimdesk.json";
                            let _ = browser::save_file(name, "application/json", &unreadable.text);
                        }))
                        .child(button("quiet", "Remove it", move || {
                            app.discard_unreadable(&key)
                        })),
                )
            }
            Banner::Gone(deleted) => {
                let restore = Box::new(move || app.add(deleted.setup.clone()));
                Some(banner_actions(app, &banner, "Restore it", restore))
            }
            Banner::Cleared { ids, .. } => {
                let remove = Box::new(move || app.remove(&ids));
                Some(banner_actions(app, &banner, "Remove them", remove))
            }
        };
        el("div")
            .class("notice no-print")
            .attr("role", "alert")
            .child(el("h2").text(&banner.headline()))
            .child(el("p").text(&banner.detail()))
            .maybe(buttons)
    }))
}

/// What can be done about a notice that stays, and a button that dismisses it.
fn banner_actions(app: App, banner: &Banner, label: &str, act: Box<dyn Fn()>) -> El {
    let banner = banner.clone();
    let dismiss = move || app.dismiss(&banner);
    let dismiss_too = dismiss.clone();
    el("p")
        .class("row")
        .child(button("", label, move || {
            dismiss_too();
            act();
        }))
        .child(button("quiet", "Dismiss", dismiss))
}

fn toast(app: App) -> El {
    let Some(toast) = app.toast.get() else {
        return several();
    };
    el("div")
        .class("toast")
        .attr("role", "region")
        .attr("aria-label", "Message")
        .child(el("span").text(&toast.text))
        .child(
            el("span")
                .class("row")
                .child(
                    button("small", "Undo", move || {
                        app.undo();
                        browser::focus("page-title");
                    })
                    .attr("id", UNDO_ID),
                )
                .child(button("small", "Close", move || {
                    app.toast.set(None);
                    browser::focus("page-title");
                })),
        )
}
