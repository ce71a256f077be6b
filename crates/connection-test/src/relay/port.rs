//! Where the relay listens.

use std::fmt;

/// The port that a relay takes if none is given.
const USUAL: u16 = 8_321;

/// Ports above 1023 that browsers open no connection to (Fetch standard, “bad
/// port”).
const BLOCKED: [u16; 18] = [
    1_719, 1_720, 1_723, 2_049, 3_659, 4_045, 4_190, 5_060, 5_061, 6_000, 6_566, 6_665, 6_666,
    6_667, 6_668, 6_669, 6_697, 10_080,
];

/// The port of a relay on this computer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelayPort(u16);

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RelayPortError {
    #[error("Enter a number from 1024 to 65535.")]
    NoPort,
    /// Programs without administrator rights cannot listen there everywhere.
    #[error("Ports below 1024 can need administrator rights. Enter a number from 1024 to 65535.")]
    Reserved,
    #[error("Browsers don’t connect to port {0}. Enter another one.")]
    Blocked(u16),
}

impl RelayPort {
    pub fn parse(typed: &str) -> Result<RelayPort, RelayPortError> {
        let typed = typed.trim();
        if typed.is_empty() || !typed.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(RelayPortError::NoPort);
        }
        match typed.parse::<u16>() {
            Err(_) | Ok(0) => Err(RelayPortError::NoPort),
            Ok(..1_024) => Err(RelayPortError::Reserved),
            Ok(port) if BLOCKED.contains(&port) => Err(RelayPortError::Blocked(port)),
            Ok(port) => Ok(RelayPort(port)),
        }
    }

    /// Whether it need not be named when the relay is started.
    pub fn is_usual(self) -> bool {
        self.0 == USUAL
    }

    /// Spelled as the relay listens: it refuses every other name.
    pub fn origin(self) -> String {
        format!("http://localhost:{}", self.0)
    }

    pub fn status_url(self) -> String {
        format!("{}/relay/status", self.origin())
    }
}

impl Default for RelayPort {
    fn default() -> Self {
        RelayPort(USUAL)
    }
}

impl fmt::Display for RelayPort {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_ports_that_work_are_accepted() {
        use RelayPortError::{Blocked, NoPort, Reserved};
        let cases = [
            ("8321", Ok(RelayPort(8_321))),
            (" 8400 ", Ok(RelayPort(8_400))),
            ("1024", Ok(RelayPort(1_024))),
            ("65535", Ok(RelayPort(65_535))),
            ("65536", Err(NoPort)),
            ("99999999999999999999", Err(NoPort)),
            ("0", Err(NoPort)),
            ("", Err(NoPort)),
            ("+8321", Err(NoPort)),
            ("8321/x", Err(NoPort)),
            ("443", Err(Reserved)),
            ("6000", Err(Blocked(6_000))),
            ("6697", Err(Blocked(6_697))),
        ];
        for (typed, due) in cases {
            assert_eq!(RelayPort::parse(typed), due, "{typed}");
        }
        assert!(RelayPort::default().is_usual());
        assert_eq!(
            RelayPort(8_400).status_url(),
            "http://localhost:8400/relay/status"
        );
    }
}
