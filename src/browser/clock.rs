//! The time of the browser's clock.

use setup::Timestamp;
use setup::replica::EditTime;

/// The present moment.
pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::new_0().to_iso_string().into())
}

/// The present moment in milliseconds since 1970.
pub fn now_ms() -> EditTime {
    js_sys::Date::now() as EditTime
}
