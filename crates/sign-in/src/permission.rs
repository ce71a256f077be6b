//! Delegated permissions of Microsoft Graph.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Permission {
    #[serde(rename = "Application.Read.All")]
    ApplicationRead,
    #[serde(rename = "Synchronization.Read.All")]
    SynchronizationRead,
    /// Also what Provision on demand and the list of stored secrets need.
    #[serde(rename = "Synchronization.ReadWrite.All")]
    SynchronizationWrite,
    #[serde(rename = "AuditLog.Read.All")]
    AuditLogRead,
    #[serde(rename = "Directory.Read.All")]
    DirectoryRead,
}

/// All of them, in the order in which they are listed.
pub const PERMISSIONS: [Permission; 5] = [
    Permission::ApplicationRead,
    Permission::SynchronizationRead,
    Permission::SynchronizationWrite,
    Permission::AuditLogRead,
    Permission::DirectoryRead,
];

/// Those that only read, which the registration lists from the beginning.
pub const READ_PERMISSIONS: [Permission; 4] = [
    Permission::ApplicationRead,
    Permission::SynchronizationRead,
    Permission::AuditLogRead,
    Permission::DirectoryRead,
];

/// What a scope of Graph may begin with in a response.
const GRAPH_PREFIX: &str = "https://graph.microsoft.com/";

impl Permission {
    /// As Graph spells it.
    pub fn name(self) -> &'static str {
        match self {
            Permission::ApplicationRead => "Application.Read.All",
            Permission::SynchronizationRead => "Synchronization.Read.All",
            Permission::SynchronizationWrite => "Synchronization.ReadWrite.All",
            Permission::AuditLogRead => "AuditLog.Read.All",
            Permission::DirectoryRead => "Directory.Read.All",
        }
    }

    /// The least role of Entra with which an account can use it.
    pub fn role(self) -> &'static str {
        match self {
            Permission::ApplicationRead | Permission::DirectoryRead => "Directory Readers",
            Permission::SynchronizationRead | Permission::SynchronizationWrite => {
                "Application Administrator"
            }
            Permission::AuditLogRead => "Reports Reader",
        }
    }

    /// Whether this one is enough where the other one is needed.
    fn includes(self, other: Permission) -> bool {
        self == other
            || matches!(
                (self, other),
                (
                    Permission::SynchronizationWrite,
                    Permission::SynchronizationRead
                ) | (Permission::DirectoryRead, Permission::ApplicationRead)
            )
    }
}

/// Those of the needed permissions that the granted ones do not include, each once.
pub fn missing(needed: &[Permission], granted: &[Permission]) -> Vec<Permission> {
    let is_missing = |permission: &Permission| {
        needed.contains(permission) && !granted.iter().any(|one| one.includes(*permission))
    };
    PERMISSIONS.into_iter().filter(is_missing).collect()
}

/// The permissions in the `scope` of a response; others in it are not for this app.
pub fn granted_in(scope: &str) -> Vec<Permission> {
    let names: Vec<&str> = scope
        .split_ascii_whitespace()
        .map(|name| name.strip_prefix(GRAPH_PREFIX).unwrap_or(name))
        .collect();
    let is_granted = |permission: &Permission| names.contains(&permission.name());
    PERMISSIONS.into_iter().filter(is_granted).collect()
}

/// Their names for a sentence: “A, B and C”.
pub fn names(permissions: &[Permission]) -> String {
    let mut text = String::new();
    for (at, permission) in permissions.iter().enumerate() {
        text.push_str(match at {
            0 => "",
            _ if at + 1 == permissions.len() => " and ",
            _ => ", ",
        });
        text.push_str(permission.name());
    }
    text
}
