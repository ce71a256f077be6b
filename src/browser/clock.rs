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

/// How long ago something was, in a word or two: "2 min".
pub fn age(when: &Timestamp) -> String {
    age_text(js_sys::Date::now() - js_sys::Date::parse(&when.0))
}

/// The same for a time in milliseconds since 1970.
pub fn age_of_ms(when: EditTime) -> String {
    age_text(js_sys::Date::now() - when as f64)
}

fn age_text(ms: f64) -> String {
    let minutes = (ms / 60_000.0) as u64;
    match minutes {
        0 => "<1 min".to_owned(),
        1..60 => format!("{minutes} min"),
        60..1_440 => format!("{} h", minutes / 60),
        1_440.. => format!("{} d", minutes / 1_440),
    }
}

/// Day and time as the browser writes them: "Nov 30, 2026, 2:40 PM".
pub fn local_text(when: &Timestamp) -> String {
    local(when, 0, &["dateStyle", "timeStyle"])
}

/// The time some minutes later: "3:20 PM".
pub fn local_time_after(when: &Timestamp, minutes: u32) -> String {
    local(when, minutes, &["timeStyle"])
}

fn local(when: &Timestamp, minutes: u32, parts: &[&str]) -> String {
    let ms = js_sys::Date::parse(&when.0) + f64::from(minutes) * 60_000.0;
    if ms.is_nan() {
        return when.0.clone();
    }
    let options = js_sys::Object::new();
    for part in parts {
        let style = if *part == "dateStyle" {
            "medium"
        } else {
            "short"
        };
        let _ = js_sys::Reflect::set(&options, &(*part).into(), &style.into());
    }
    let date = js_sys::Date::new(&ms.into());
    date.to_locale_string("default", &options).into()
}

/// The hour and minute of a moment by the browser's clock: "14:35".
pub fn time_of_day(when: &Timestamp) -> String {
    let date = js_sys::Date::new(&when.0.as_str().into());
    format!("{:02}:{:02}", date.get_hours(), date.get_minutes())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_short() {
        let cases = [
            (-5.0, "<1 min"),
            (59_000.0, "<1 min"),
            (60_000.0, "1 min"),
            (3_599_000.0, "59 min"),
            (3_600_000.0, "1 h"),
            (86_400_000.0 * 2.5, "2 d"),
            (f64::NAN, "<1 min"),
        ];
        for (ms, text) in cases {
            assert_eq!(age_text(ms), text, "{ms}");
        }
    }
}
