//! The time of the browser's clock.

use std::pin::Pin;

use connection_test::http::client::Clock;
use gloo_timers::future::TimeoutFuture;
use setup::Timestamp;
use setup::replica::EditTime;

pub fn now() -> Timestamp {
    Timestamp(js_sys::Date::new_0().to_iso_string().into())
}

/// The present moment in milliseconds since 1970.
pub fn now_ms() -> EditTime {
    js_sys::Date::now() as EditTime
}

/// The present moment in seconds since 1970, as expressions have it.
pub fn unix_seconds() -> i64 {
    (js_sys::Date::now() / 1_000.0) as i64
}

pub struct BrowserClock;

impl Clock for BrowserClock {
    fn now_ms(&self) -> f64 {
        web_sys::window()
            .and_then(|window| window.performance())
            .map_or_else(js_sys::Date::now, |clock| clock.now())
    }

    fn unix_ms(&self) -> f64 {
        js_sys::Date::now()
    }

    fn sleep(&self, ms: f64) -> Pin<Box<dyn Future<Output = ()>>> {
        Box::pin(TimeoutFuture::new(ms.max(0.0).ceil() as u32))
    }
}
