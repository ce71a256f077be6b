//! Tells `boot.js` when the program panics, so that the admin sees a card and
//! not a dead page.

use std::panic::{self, PanicHookInfo};

use web_sys::{CustomEvent, CustomEventInit};

/// Reports every panic from now on. Only the location in the source is passed
/// on: the message of a panic can quote what the admin typed.
pub fn install() {
    panic::set_hook(Box::new(report));
}

fn report(info: &PanicHookInfo<'_>) {
    let location = info.location().map_or_else(
        || "an unknown place".to_owned(),
        |location| {
            format!(
                "{}:{} in version {}",
                location.file(),
                location.line(),
                env!("CARGO_PKG_VERSION")
            )
        },
    );
    let details = CustomEventInit::new();
    details.set_detail(&location.into());
    if let (Some(window), Ok(event)) = (
        web_sys::window(),
        CustomEvent::new_with_event_init_dict("scimdesk-panic", &details),
    ) {
        let _ = window.dispatch_event(&event);
    }
}
