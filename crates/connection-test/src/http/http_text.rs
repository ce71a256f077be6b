//! Requests and responses as text, for the table, the evidence and a ticket.
//! Outcomes hold no token, so neither do these texts.

use crate::http::outcome::{BODY_LIMIT, End, HttpResponse, Outcome, Probe, TIME_LIMIT_MS, reason};

/// The most of a body that is shown, in characters.
const SHOWN: usize = 4_000;

/// An outcome in a few words, for the table.
pub fn summary(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Response(response) => format!("{}{}", response.status, reason(response.status)),
        Outcome::Redirected { .. } => "a redirect".to_owned(),
        Outcome::Unreadable { probe, .. } => match probe {
            Probe::Reached => "hidden by the browser",
            Probe::Readable { .. } => "stopped by the browser",
            Probe::Redirected | Probe::LedElsewhere => "a redirect",
            Probe::Unknown => "not readable",
            Probe::Nothing | Probe::TimedOut | Probe::Offline | Probe::Policy | Probe::Locked => {
                "none"
            }
        }
        .to_owned(),
        Outcome::TimedOut => format!("none in {} seconds", TIME_LIMIT_MS / 1_000),
        Outcome::Cancelled => "cancelled".to_owned(),
        Outcome::NotSent(_) => "not asked".to_owned(),
    }
}

/// What came, as far as it may be read.
pub fn response(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Response(response) => response_text(response),
        Outcome::Redirected { .. } => {
            "A redirect. The browser hides its status and where it leads.".to_owned()
        }
        Outcome::Unreadable { probe, .. } => match probe {
            Probe::Reached => "The browser withheld the answer. A second request, without the token and without asking to read the answer, was answered.",
            Probe::Nothing => "The browser reported a failure without a reason. A second request, without the token and without asking to read the answer, failed too.",
            Probe::TimedOut => "The browser reported a failure without a reason. A second request, without the token, got no answer in time.",
            Probe::Offline => "The browser says that it has no network.",
            Probe::Policy => "The page’s own security policy stopped the request before it left the browser.",
            Probe::Locked => "Nothing was asked, because a users file was opened in this page.",
            Probe::Redirected => "The browser reported a failure without a reason. A second request, without the token, was answered with a redirect, which the browser hides.",
            Probe::LedElsewhere => "The browser withheld the answer. A second request, without the token and without asking to read the answer, was answered with a redirect to another host, which was not followed.",
            Probe::Unknown => "The browser reported a failure without a reason. The page did not send the request that would narrow it down, because a browser cannot keep it from following a redirect from this host.",
            Probe::Readable { preflight: true, .. } => "The browser asked whether the page may send a token, and was not let. Requests without the token may be made and their answers read.",
            Probe::Readable { preflight: false, .. } => "The browser asked whether the page may send a token, and its question was refused. A request that needs no such question was answered and could be read.",
        }
        .to_owned(),
        Outcome::TimedOut => {
            format!("Nothing came within {} seconds.", TIME_LIMIT_MS / 1_000)
        }
        Outcome::Cancelled => "You ended the test before the answer came.".to_owned(),
        Outcome::NotSent(_) => "This was not asked.".to_owned(),
    }
}

fn response_text(response: &HttpResponse) -> String {
    let mut text = format!("{}{}\n", response.status, reason(response.status));
    for (name, value) in &response.headers {
        text.push_str(&format!("{name}: {value}\n"));
    }
    text.push('\n');
    let body = response.body.text.trim();
    if body.is_empty() && response.body.end == End::Whole {
        text.push_str("(no body)");
        return text;
    }
    let pretty = serde_json::from_str::<serde_json::Value>(body)
        .and_then(|value| serde_json::to_string_pretty(&value));
    text.push_str(&shortened(pretty.as_deref().unwrap_or(body)));
    match response.body.end {
        End::Whole => {}
        End::TooLong => text.push_str(&format!(
            "\n(reading stopped after {} kB)",
            BODY_LIMIT / 1_024
        )),
        End::BrokeOff => text.push_str("\n(the connection ended here)"),
        End::Stalled => text.push_str(&format!(
            "\n(nothing more came within {} seconds)",
            TIME_LIMIT_MS / 1_000
        )),
    }
    text
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}\n(the rest is not shown)", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::outcome::Body;

    #[test]
    fn a_long_body_is_shown_in_part() {
        let body = Body {
            text: "é".repeat(SHOWN + 1),
            end: End::TooLong,
        };
        let response = HttpResponse {
            status: 200,
            body,
            ..HttpResponse::default()
        };
        let text = super::response(&Outcome::Response(response));
        assert!(text.contains("the rest is not shown") && text.contains("256 kB"));
    }
}
