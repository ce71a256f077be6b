//! The frame round every place: rail, notices, main column, messages.

use leptos::prelude::*;

use crate::browser;
use crate::components::element::{self, El, button, el, several};
use crate::components::page_title::page_title;
use crate::pages::guide;
use crate::shell::global_events::listen;
use crate::shell::lazy_routes;
use crate::shell::shortcuts_dialog::help;
use crate::shell::sidebar::rail;
use crate::state::App;
use crate::state::UNDO_ID;
use crate::state::banners::Notice;
use crate::state::route::{Place, Route};
use crate::state::theme::Theme;

/// Builds the whole app and keeps it going.
pub fn start() {
    // Leptos' mount brings up its executor and an owner for all signals; what
    // is seen is built by hand.
    leptos::mount::mount_to_body(|| {
        let app = App::start(&browser::location::fragment());
        listen(app);
        if let Some(body) = document().body() {
            let _ = body.append_child(frame(app).node());
        }
        follow_route(app);
        follow_theme(app);
        lazy_routes::fetch_soon();
    });
}

fn frame(app: App) -> El {
    let skip = element::link("skip", "#main", "Skip to content").on("click", |event| {
        event.prevent_default();
        browser::focus("main");
    });
    let main = el("main")
        .class("main")
        .attr("id", "main")
        .attr("tabindex", "-1")
        .live(move || notices(app))
        .live(move || page(app, app.page.get()));
    several()
        .child(skip)
        .child(el("div").class("app").child(rail(app)).child(main))
        .live(move || toast(app))
        .child(help(app))
        .child(
            el("p")
                .class("said")
                .attr("role", "status")
                .live_text(move || app.announcer.text()),
        )
}

/// Which page a route shows.
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
                Place::Guide.href(),
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

fn notices(app: App) -> El {
    several().children(app.notices.get().into_iter().map(|notice| {
        let buttons = match notice.clone() {
            Notice::Storage { unsaved, .. } if unsaved.is_empty() => None,
            Notice::Storage { .. } | Notice::Unsaved { .. } => {
                Some(button("", "Save unsaved work to a file", move || {
                    app.export_unsaved();
                }))
            }
            Notice::Aside(aside) => {
                let key = aside.key.clone();
                Some(
                    el("p")
                        .class("row")
                        .child(button("", "Save it to a file", move || {
                            let name = "unreadable.scimdesk.json";
                            let _ = browser::save_file(name, "application/json", &aside.text);
                        }))
                        .child(button("quiet", "Remove it", move || {
                            app.discard_aside(&key)
                        })),
                )
            }
            Notice::Gone(setup) => {
                let restore = Box::new(move || app.add((*setup).clone()));
                Some(sticky(app, &notice, "Restore it", restore))
            }
            Notice::Cleared { ids, .. } => {
                let remove = Box::new(move || app.remove(&ids));
                Some(sticky(app, &notice, "Remove them", remove))
            }
        };
        el("div")
            .class("notice no-print")
            .attr("role", "alert")
            .child(el("h2").text(&notice.headline()))
            .child(el("p").text(&notice.detail()))
            .maybe(buttons)
    }))
}

/// What can be done about a notice that stays, and a button that dismisses it.
fn sticky(app: App, notice: &Notice, label: &str, act: Box<dyn Fn()>) -> El {
    let notice = notice.clone();
    let dismiss = move || {
        app.notices
            .update(|all| all.retain(|other| *other != notice));
    };
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
