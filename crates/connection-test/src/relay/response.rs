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
/// another program, and so is one that claims to be forwarded without a proof.
pub fn read(header: Option<&str>, is_proven: bool, body: &str) -> Relayed {
    match header {
        Some("forwarded") if is_proven => Relayed::Forwarded,
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
    fn a_redirect_says_where_it_leads() {
        let body = r#"{"relayError":{"code":"redirect","message":"","status":302,"location":"https://login.example"}}"#;
        let kind = Kind::Redirect {
            status: Some(302),
            location: Some("https://login.example".to_owned()),
        };
        assert_eq!(
            read(Some("error"), false, body),
            Relayed::Error(kind, String::new())
        );
    }

    /// The relay says whose response it is in a header, which no body can
    /// pretend.
    #[test]
    fn the_header_decides_and_not_the_body() {
        let own = error("proof_wrong");
        assert_eq!(read(Some("forwarded"), true, &own), Relayed::Forwarded);
        assert_eq!(read(Some("forwarded"), true, ""), Relayed::Forwarded);
        let other = Relayed::Error(Kind::OtherProgram, String::new());
        assert_eq!(read(Some("forwarded"), false, ""), other);
        for header in [None, Some(""), Some("Forwarded, error"), Some("yes")] {
            assert_eq!(read(header, true, &own), other, "{header:?}");
        }
        for body in ["", "{", "[]", r#"{"relayError":7}"#, r#"{"code":"busy"}"#] {
            let due = Relayed::Error(Kind::Unknown(String::new()), String::new());
            assert_eq!(read(Some("error"), false, body), due, "{body}");
        }
    }
}
