//! Tells a response of the service from one of the relay itself.

use serde_json::Value;

use super::error::RelayErrorKind;

/// The header that the relay adds to every response, in lower case.
pub const RELAY_HEADER: &str = "x-relay";

/// Whose response came through the relay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Relayed {
    /// The service's, as it came.
    Forwarded,
    /// The relay's own, with its words about it.
    Error(RelayErrorKind, String),
}

/// Reads a response by the value of [`RELAY_HEADER`]. One without it is of
/// another program.
pub fn read(header: Option<&str>, body: &str) -> Relayed {
    match header {
        Some("forwarded") => Relayed::Forwarded,
        Some("error") => {
            let value: Value = serde_json::from_str(body).unwrap_or_default();
            let error = value.get("relayError").unwrap_or(&Value::Null);
            let message = error.get("message").and_then(Value::as_str);
            Relayed::Error(
                RelayErrorKind::read(error),
                message.unwrap_or_default().to_owned(),
            )
        }
        _ => Relayed::Error(RelayErrorKind::OtherProgram, String::new()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use RelayErrorKind as Kind;

    fn error(code: &str) -> String {
        format!(r#"{{"relayError":{{"code":"{code}","message":"In words."}}}}"#)
    }

    #[test]
    fn every_code_of_the_relay_has_its_own_kind() {
        let cases = [
            ("code_missing", Kind::CodeMissing),
            ("code_wrong", Kind::CodeWrong),
            ("path_not_allowed", Kind::PathNotAllowed),
            ("method_not_allowed", Kind::MethodNotAllowed),
            ("request_too_large", Kind::RequestTooLarge),
            ("response_too_large", Kind::ResponseTooLarge),
            ("busy", Kind::Busy),
            ("timeout", Kind::Timeout),
            ("dns", Kind::Dns),
            ("refused", Kind::Refused),
            ("tls", Kind::Tls),
            ("proxy", Kind::Proxy),
            ("unreachable", Kind::Unreachable),
            (
                "redirect",
                Kind::Redirect {
                    status: None,
                    location: None,
                },
            ),
            (
                "of_a_later_version",
                Kind::Unknown("of_a_later_version".to_owned()),
            ),
        ];
        for (code, kind) in cases {
            let due = Relayed::Error(kind, "In words.".to_owned());
            assert_eq!(read(Some("error"), &error(code)), due, "{code}");
        }
    }

    #[test]
    fn a_redirect_says_where_it_leads() {
        let body = r#"{"relayError":{"code":"redirect","message":"","status":302,"location":"https://login.example"}}"#;
        let kind = Kind::Redirect {
            status: Some(302),
            location: Some("https://login.example".to_owned()),
        };
        assert_eq!(
            read(Some("error"), body),
            Relayed::Error(kind, String::new())
        );
    }

    /// The relay says whose response it is in a header, which no body can
    /// pretend.
    #[test]
    fn the_header_decides_and_not_the_body() {
        let own = error("code_wrong");
        assert_eq!(read(Some("forwarded"), &own), Relayed::Forwarded);
        assert_eq!(read(Some("forwarded"), ""), Relayed::Forwarded);
        for header in [None, Some(""), Some("Forwarded, error"), Some("yes")] {
            let due = Relayed::Error(Kind::OtherProgram, String::new());
            assert_eq!(read(header, &own), due, "{header:?}");
        }
        for body in ["", "{", "[]", r#"{"relayError":7}"#, r#"{"code":"busy"}"#] {
            let due = Relayed::Error(Kind::Unknown(String::new()), String::new());
            assert_eq!(read(Some("error"), body), due, "{body}");
        }
    }
}
