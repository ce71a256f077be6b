//! Scripts that create the registration, for PowerShell and bash.
//!
//! They look for a registration with the name and the address of this page first, so
//! they can run again, and change nothing else in the tenant. The registration is for
//! one tenant, has no secret, and lists only permissions that read.

use serde_json::json;

use crate::LOGIN_ORIGIN;
use crate::permission::READ_PERMISSIONS;
use crate::registration::redirect_uri::RedirectUri;

/// The name of the registration.
pub const DISPLAY_NAME: &str = "scimdesk sign-in";

/// What the scripts need themselves.
pub const SCRIPT_PERMISSION: &str = "Application.ReadWrite.All";

/// Microsoft Graph's own application.
const GRAPH_APP_ID: &str = "00000003-0000-0000-c000-000000000000";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptShell {
    PowerShell,
    /// With the Azure CLI.
    Bash,
}

pub const SCRIPT_SHELLS: [ScriptShell; 2] = [ScriptShell::PowerShell, ScriptShell::Bash];

impl ScriptShell {
    pub fn label(self) -> &'static str {
        match self {
            ScriptShell::PowerShell => "PowerShell",
            ScriptShell::Bash => "Bash with Azure CLI",
        }
    }

    pub fn file_name(self) -> &'static str {
        match self {
            ScriptShell::PowerShell => "scimdesk-registration.ps1",
            ScriptShell::Bash => "scimdesk-registration.sh",
        }
    }

    pub fn run_command(self) -> &'static str {
        match self {
            ScriptShell::PowerShell => {
                r"powershell -ExecutionPolicy Bypass -File .\scimdesk-registration.ps1"
            }
            ScriptShell::Bash => "bash scimdesk-registration.sh",
        }
    }

    /// The command that runs the script without changing anything.
    pub fn dry_run_command(self) -> &'static str {
        match self {
            ScriptShell::PowerShell => {
                r"powershell -ExecutionPolicy Bypass -File .\scimdesk-registration.ps1 -WhatIf"
            }
            ScriptShell::Bash => "DRY_RUN=1 bash scimdesk-registration.sh",
        }
    }

    fn template(self) -> &'static str {
        match self {
            ScriptShell::PowerShell => include_str!("registration_script/registration.ps1"),
            ScriptShell::Bash => include_str!("registration_script/registration.sh"),
        }
    }
}

/// The script for the page at this address. The address is the only thing in it that
/// varies; it is in a piece of JSON that the script reads, and in ASCII.
pub fn script(shell: ScriptShell, redirect_uri: &RedirectUri) -> String {
    // In the order of their names, which features of serde_json do not change.
    let plan = json!({
        "displayName": DISPLAY_NAME,
        "graphAppId": GRAPH_APP_ID,
        "login": LOGIN_ORIGIN,
        "permissions": READ_PERMISSIONS.map(|permission| permission.name()),
        "redirectUri": redirect_uri.as_str(),
    });
    shell.template().replace("@PLAN@", &format!("{plan:#}"))
}

#[cfg(test)]
mod tests;
