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
    bytes: 28_844,
    sha256: "ba0ecc59dfd126ef01191742aaef38f33fbf6394d81c4beeda0c93c65a4dd65f",
};

pub const NODE_FILE: RelayFile = RelayFile {
    name: "scimdesk-relay.mjs",
    bytes: 22_737,
    sha256: "257142965acd8f4c58849fa9a22dbbca5972afaa37c744947b88caaef74c0311",
};

#[cfg(test)]
mod tests;
