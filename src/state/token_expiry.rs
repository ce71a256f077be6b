//! Warns before the token of the open setup expires.

use std::rc::Rc;

use leptos::prelude::*;
use setup::calendar::CalendarDay;

use crate::browser;
use crate::state::App;
use crate::state::banners::Banner;

/// Marks that the warning is kept up to date.
#[derive(Clone)]
struct Following(#[expect(dead_code, reason = "keeps the effect alive")] Rc<Effect<LocalStorage>>);

/// Today, as far as the browser's clock is right.
pub fn today() -> Option<CalendarDay> {
    CalendarDay::parse(browser::now().to_day())
}

/// Shows a warning for as long as it is due, and again when the setup or its dates
/// change.
pub fn follow(app: App) {
    let _ = app.page_state(|| {
        let due = Memo::new(move |_| {
            let dates = app.setup.with(|setup| setup.token_dates());
            let id = app.open_id.get();
            let expiry = dates.expiry(today()?);
            expiry.is_warning().then_some((id, expiry))
        });
        Following(Rc::new(Effect::new(move |_| {
            let due = due.get();
            app.banners.update(|banners| {
                banners.retain(|banner| !matches!(banner, Banner::TokenExpiry(_)));
                banners.extend(due.map(|(_, expiry)| Banner::TokenExpiry(expiry)));
            });
        })))
    });
}
