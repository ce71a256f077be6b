//! Tells `boot.js` when the program panics, so that the admin sees a card and
//! not a dead page.

use std::panic::{self, PanicHookInfo};

use web_sys::{CustomEvent, CustomEventInit};

/// Reports every panic from now on. Only the place in the source is passed
/// on: the message of a panic can quote what the admin typed.
pub fn install() {
    panic::set_hook(Box::new(report));
}

fn report(info: &PanicHookInfo<'_>) {
    let place = info.location().map_or_else(
        || "an unknown place".to_owned(),
        |place| {
            format!(
                "{}:{} in version {}",
                place.file(),
                place.line(),
                env!("CARGO_PKG_VERSION")
            )
        },
    );
    let details = CustomEventInit::new();
    details.set_detail(&place.into());
    if let (Some(window), Ok(event)) = (
        web_sys::window(),
        CustomEvent::new_with_event_init_dict("scimdesk-panic", &details),
    ) {
        let _ = window.dispatch_event(&event);
    }
}
