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
            Probe::Readable { .. } => "blocked by the browser",
            Probe::Redirected | Probe::LedElsewhere => "a redirect",
            Probe::Unknown => "not readable",
            Probe::Nothing | Probe::TimedOut | Probe::Offline | Probe::Policy | Probe::Locked => {
                "none"
            }
        }
        .to_owned(),
        Outcome::Relay(error) => error.kind.summary().to_owned(),
        Outcome::TimedOut => format!("none in {} seconds", TIME_LIMIT_MS / 1_000),
        Outcome::Cancelled => "canceled".to_owned(),
        Outcome::NotSent(_) => "not run".to_owned(),
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
            Probe::Reached => "The browser hides the response. A second request, without the token and without reading the response, got a response.",
            Probe::Nothing => "The browser reported a failure without a reason. A second request, without the token and without reading the response, failed too.",
            Probe::TimedOut => "The browser reported a failure without a reason. A second request, without the token, got no response in time.",
            Probe::Offline => "The browser has no network connection.",
            Probe::Policy => "This site’s security policy blocked the request before it left the browser.",
            Probe::Locked => "Nothing was sent, because a users file was opened in this page.",
            Probe::Redirected => "The browser reported a failure without a reason. A second request, without the token, got a redirect, which the browser hides.",
            Probe::LedElsewhere => "The browser hides the response. A second request, without the token and without reading the response, got a redirect to another host, which wasn’t followed.",
            Probe::Unknown => "The browser reported a failure without a reason. The request that would narrow it down wasn’t sent, because a browser can’t keep it from following a redirect from this host.",
            Probe::Readable { preflight: true, .. } => "The browser asked whether the page may send a token, and the service doesn’t allow it. Responses to requests without the token are readable.",
            Probe::Readable { preflight: false, .. } => "The browser asked whether the page may send a token, and the service rejected that request. The response to a request without the token was readable.",
        }
        .to_owned(),
        Outcome::Relay(error) => match error.message.as_str() {
            "" => format!("No response of the service: {}.", error.kind.summary()),
            message => format!("No response of the service. The relay says: {message}"),
        },
        Outcome::TimedOut => {
            format!("No response within {} seconds.", TIME_LIMIT_MS / 1_000)
        }
        Outcome::Cancelled => "You canceled the test before the response arrived.".to_owned(),
        Outcome::NotSent(_) => "This request wasn’t sent.".to_owned(),
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
