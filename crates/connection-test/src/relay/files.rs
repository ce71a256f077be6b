//! The relay's files as this site gives them out. The constants are written by
//! `UPDATE_GOLDEN=1 cargo test -p connection-test relay::files`.

/// A file that the admin saves and starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RelayFile {
    pub name: &'static str,
    pub bytes: u32,
    /// In lower case.
    pub sha256: &'static str,
}

impl RelayFile {
    /// Its place on this site.
    pub fn path(&self) -> String {
        format!("relay/{}", self.name)
    }

    /// The hash in groups of four digits, which are easier to compare.
    pub fn grouped_hash(&self) -> String {
        let mut grouped = String::new();
        for (at, digit) in self.sha256.chars().enumerate() {
            if at > 0 && at % 4 == 0 {
                grouped.push(' ');
            }
            grouped.push(digit);
        }
        grouped
    }
}

pub const POWER_SHELL_FILE: RelayFile = RelayFile {
    name: "scimdesk-relay.ps1",
    bytes: 35_192,
    sha256: "3efe6d6a01de88bd0192f1fc37951f49af1a1fbc46b215156788614891eaa68e",
};

pub const NODE_FILE: RelayFile = RelayFile {
    name: "scimdesk-relay.mjs",
    bytes: 25_112,
    sha256: "69c0833b97ef5bccb11a936e50baf8587464d63246702eb474b7488171062540",
};

#[cfg(test)]
mod tests;
