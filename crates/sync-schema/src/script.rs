//! Scripts that do the whole setup from a shell.
//!
//! Nothing that an admin typed is ever part of a script's program: names,
//! expressions and addresses are in one piece of JSON, in ASCII, that the
//! script reads at run time. So no quoting can go wrong, in any code page.
//! The token is not even in that: the scripts ask for it.

pub mod text;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::export::flow_types;
use crate::read::canonical;
use crate::source;
use provisioning::diagnostics::MappingDiagnostic;
use provisioning::diagnostics::source::first_error;
use provisioning::entra;
use provisioning::mapping::{Apply, MappingSet, Row, Source};
use provisioning::portal::addable;

/// Which shell, and what talks to Microsoft Graph in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shell {
    PowerShell,
    BashAz,
    BashCurl,
}

/// All of them, in the order in which they are offered.
pub const SHELLS: [Shell; 3] = [Shell::PowerShell, Shell::BashAz, Shell::BashCurl];

impl Shell {
    /// Its name in the list.
    pub fn label(self) -> &'static str {
        match self {
            Shell::PowerShell => "PowerShell",
            Shell::BashAz => "Bash with Azure CLI",
            Shell::BashCurl => "Bash with curl",
        }
    }

    pub fn file_name(self) -> &'static str {
        match self {
            Shell::PowerShell => "talkdesk-provisioning.ps1",
            Shell::BashAz | Shell::BashCurl => "talkdesk-provisioning.sh",
        }
    }

    /// What has to be installed.
    pub fn needs(self) -> &'static str {
        match self {
            Shell::PowerShell => {
                "PowerShell 5.1 or 7 and the module Microsoft.Graph.Authentication."
            }
            Shell::BashAz => "Bash, jq 1.6 or later and the Azure CLI.",
            Shell::BashCurl => "Bash, jq 1.6 or later and curl 7.76 or later.",
        }
    }

    /// How to sign in, and what may keep that from working.
    pub fn sign_in(self) -> &'static str {
        match self {
            Shell::PowerShell => "The script opens the sign-in window of Microsoft Graph.",
            Shell::BashAz => {
                "Run az login first. If Microsoft Graph returns 403, the Azure CLI’s sign-in lacks a permission: use PowerShell or curl instead."
            }
            Shell::BashCurl => {
                "The script asks for an access token. Graph Explorer shows one under Access token after you consent to the permissions."
            }
        }
    }

    /// The command that installs what a new computer lacks, if one does.
    pub fn install_command(self) -> Option<&'static str> {
        match self {
            Shell::PowerShell => {
                Some("Install-Module Microsoft.Graph.Authentication -Scope CurrentUser")
            }
            Shell::BashAz | Shell::BashCurl => None,
        }
    }

    /// The command that runs the script without changing anything.
    pub fn dry_run_command(self) -> &'static str {
        match self {
            Shell::PowerShell => r".\talkdesk-provisioning.ps1 -WhatIf",
            Shell::BashAz | Shell::BashCurl => "DRY_RUN=1 bash talkdesk-provisioning.sh",
        }
    }

    pub fn run_command(self) -> &'static str {
        match self {
            Shell::PowerShell => r".\talkdesk-provisioning.ps1",
            Shell::BashAz | Shell::BashCurl => "bash talkdesk-provisioning.sh",
        }
    }
}

/// A step that may be left out. Finding or creating the application and its
/// job is always part of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ScriptStep {
    Credentials,
    Mappings,
    Groups,
    Assign,
    Start,
}

/// All of them, in the order in which they run.
pub const SCRIPT_STEPS: [ScriptStep; 5] = [
    ScriptStep::Credentials,
    ScriptStep::Mappings,
    ScriptStep::Groups,
    ScriptStep::Assign,
    ScriptStep::Start,
];

impl ScriptStep {
    /// What it does, as an item of a list of steps.
    pub fn label(self) -> &'static str {
        match self {
            ScriptStep::Credentials => "Save the Tenant URL and secret token",
            ScriptStep::Mappings => "Apply this setup’s attribute mappings",
            ScriptStep::Groups => "Turn off group mapping",
            ScriptStep::Assign => "Assign users from a file",
            ScriptStep::Start => "Start provisioning",
        }
    }

    /// The name of its parts in the templates.
    fn mark(self) -> &'static str {
        match self {
            ScriptStep::Credentials => "credentials",
            ScriptStep::Mappings => "mappings",
            ScriptStep::Groups => "groups",
            ScriptStep::Assign => "assign",
            ScriptStep::Start => "start",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptPlan<'a> {
    pub application: &'a str,
    /// The Tenant URL; without one the script asks for it.
    pub tenant_url: Option<&'a str>,
    pub set: &'a MappingSet,
    /// The steps that are not left out.
    pub steps: &'a [ScriptStep],
    /// The file of users that is taken when none is named.
    pub users_file: &'a str,
}

impl ScriptPlan<'_> {
    fn rows(&self) -> &[Row] {
        match self.steps.contains(&ScriptStep::Mappings) {
            true => &self.set.rows,
            false => &[],
        }
    }
}

/// The permissions of Microsoft Graph that the steps need.
pub fn scopes(steps: &[ScriptStep]) -> Vec<&'static str> {
    let mut scopes = vec!["Application.ReadWrite.All", "Synchronization.ReadWrite.All"];
    if steps.contains(&ScriptStep::Assign) {
        scopes.extend(["AppRoleAssignment.ReadWrite.All", "User.Read.All"]);
    }
    scopes
}

const POWERSHELL: &str = concat!(
    include_str!("script/setup.ps1"),
    include_str!("script/setup-users.ps1"),
    include_str!("script/setup-steps.ps1"),
);

const BASH: &str = concat!(
    include_str!("script/setup.sh"),
    include_str!("script/setup-steps.sh"),
    include_str!("script/setup-users.sh"),
    include_str!("script/setup-main.sh"),
);

/// The script of a plan.
///
/// # Errors
///
/// The rows that keep it from being one.
pub fn script(shell: Shell, plan: &ScriptPlan) -> Result<String, Vec<MappingDiagnostic>> {
    // Entra would stop at such a row halfway, with the application made and the
    // token saved.
    let rows = plan.rows().iter();
    let blocked = rows.filter_map(|row| first_error(&row.target, &row.source));
    let blocked: Vec<MappingDiagnostic> = blocked.collect();
    if !blocked.is_empty() {
        return Err(blocked);
    }
    let (template, own) = match shell {
        Shell::PowerShell => (POWERSHELL, ""),
        Shell::BashAz => (BASH, "az"),
        Shell::BashCurl => (BASH, "curl"),
    };
    let mut marks: Vec<&str> = plan.steps.iter().map(|step| step.mark()).collect();
    marks.push(own);
    if marks.contains(&"mappings") || marks.contains(&"groups") {
        marks.push("schema");
    }
    let data = text::ascii(&format!("{:#}", data(plan)));
    let scopes = format!("'{}'", scopes(plan.steps).join("', '"));
    let script = text::keep(template, &marks);
    let placeholders = [("@PLAN@", data.as_str()), ("@SCOPES@", scopes.as_str())];
    Ok(text::fill(&script, &placeholders))
}

fn data(plan: &ScriptPlan) -> Value {
    let rows: Vec<Value> = plan.rows().iter().map(row).collect();
    let attributes = plan.rows().iter().filter_map(|row| {
        let kind = addable(&row.target)?;
        Some(attribute(&row.target, kind))
    });
    json!({
        "displayName": plan.application,
        "tenantUrl": plan.tenant_url,
        "usersFile": plan.users_file,
        "applicationTemplate": entra::NON_GALLERY_TEMPLATE,
        "jobTemplates": entra::TEMPLATE_IDS,
        "directoryNames": entra::DIRECTORY_NAMES,
        "operations": flow_types(plan.set.operations, ","),
        "rows": rows,
        "attributes": attributes.collect::<Vec<_>>(),
    })
}

fn row(row: &Row) -> Value {
    let row = canonical(row);
    // Only trees without a function are certain to be what Microsoft's own
    // parser would write, so the scripts have it write the others.
    let tree = match &row.source {
        Source::Expression(_) => Value::Null,
        other => source::tree(other).unwrap_or(Value::Null),
    };
    json!({
        "target": row.target,
        "kind": row.source.kind(),
        "text": row.source.text(),
        "source": tree,
        "defaultValue": row.default_value,
        "matchingPriority": row.matching_precedence.unwrap_or(0),
        "flowType": match row.apply {
            Apply::Always => "Always",
            Apply::OnlyDuringCreation => "ObjectAddOnly",
        },
    })
}

fn attribute(name: &str, kind: &str) -> Value {
    json!({
        "anchor": false, "caseExact": false, "defaultValue": null, "flowNullValues": false,
        "multivalued": false, "mutability": "ReadWrite", "name": name, "required": false,
        "type": kind, "apiExpressions": [], "metadata": [], "referencedObjects": [],
    })
}

#[cfg(test)]
mod tests;
