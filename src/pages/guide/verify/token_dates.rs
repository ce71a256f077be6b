//! When the token was entered and when it expires. Entra knows neither.

use leptos::prelude::*;
use setup::calendar::CalendarDay;
use setup::token_dates::TokenDates;

use crate::browser::event;
use crate::state::token_expiry::today;
use crate::state::use_app;

#[component]
pub(super) fn TokenDatesForm() -> impl IntoView {
    let app = use_app();
    let dates = Memo::new(move |_| app.setup.with(|setup| setup.token_dates()));
    let change = move |change: &dyn Fn(&mut TokenDates)| {
        let mut dates = dates.get_untracked();
        change(&mut dates);
        app.edit(|setup| setup.set_token_dates(dates));
    };
    let message = move || {
        let dates = dates.get();
        today().map(|today| dates.expiry(today).brief(today))
    };
    let is_warning = move || {
        let dates = dates.get();
        today().is_some_and(|today| dates.expiry(today).is_warning())
    };
    view! {
        <div class="verify-dates">
            <div class="two">
                <DateField
                    id="token-entered"
                    label="Token entered on"
                    day=Signal::derive(move || dates.get().entered_on)
                    on_change=move |day| change(&|dates| dates.entered_on = day)
                />
                <DateField
                    id="token-expires"
                    label="Token expires on"
                    day=Signal::derive(move || dates.get().expires_on)
                    on_change=move |day| change(&|dates| dates.expires_on = day)
                />
            </div>
            <p class="small" class:warnc=is_warning class:muted=move || !is_warning() role="status">
                {move || message().unwrap_or_default()}
            </p>
        </div>
    }
}

#[component]
fn DateField(
    id: &'static str,
    label: &'static str,
    day: Signal<Option<CalendarDay>>,
    #[prop(into)] on_change: UnsyncCallback<Option<CalendarDay>>,
) -> impl IntoView {
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                type="date"
                class="in"
                id=id
                prop:value=move || day.get().map(|day| day.to_string()).unwrap_or_default()
                on:change=move |change| on_change.run(CalendarDay::parse(&event::value(&change)))
            />
        </div>
    }
}
