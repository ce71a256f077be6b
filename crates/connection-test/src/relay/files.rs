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
    bytes: 29_029,
    sha256: "342d2763af1ec005b57d0a465755814fdba69bf40e7612d6193efd9c4bd8fb7f",
};

pub const NODE_FILE: RelayFile = RelayFile {
    name: "scimdesk-relay.mjs",
    bytes: 23_049,
    sha256: "0f41dee097e0edd298194ad3cacb1747fb736b72fb1666430ff69021ac8cbbf8",
};

#[cfg(test)]
mod tests;
