//! How to get a users file with the attributes that a mapping set reads.

use entra_expression::parse;
use provisioning::entra::{APP_ROLES, ENABLED, EXTENSION_PREFIX, SOFT_DELETED};
use provisioning::mapping::{MappingSet, Source};

/// What every file needs: identity, names, and what decides about scope.
const ALWAYS: [&str; 7] = [
    "id",
    "userPrincipalName",
    "displayName",
    "givenName",
    "surname",
    "mail",
    "accountEnabled",
];

/// Names of attributes that Microsoft Graph calls otherwise.
const GRAPH: [(&str, &str); 9] = [
    ("objectId", "id"),
    (SOFT_DELETED, "accountEnabled"),
    (ENABLED, "accountEnabled"),
    ("mobile", "mobilePhone"),
    ("telephoneNumber", "businessPhones"),
    ("facsimileTelephoneNumber", "faxNumber"),
    ("physicalDeliveryOfficeName", "officeLocation"),
    ("dirSyncEnabled", "onPremisesSyncEnabled"),
    ("originalUserPrincipalName", "userPrincipalName"),
];

/// Properties that hold several values.
const COLLECTIONS: [&str; 2] = ["businessPhones", "proxyAddresses"];

const EXTENSIONS: &str = "onPremisesExtensionAttributes";

/// The Graph properties that users need for these mappings. App roles are no
/// property of a user.
pub fn properties(set: &MappingSet) -> Vec<String> {
    let mut names: Vec<String> = ALWAYS.map(str::to_owned).into();
    names.push("userType".to_owned());
    for attribute in attributes(set) {
        let graph = graph_name(&attribute).to_owned();
        if attribute != APP_ROLES && !names.contains(&graph) {
            names.push(graph);
        }
    }
    names
}

fn graph_name(attribute: &str) -> &str {
    if attribute.starts_with("extensionAttribute") {
        return EXTENSIONS;
    }
    let found = GRAPH.iter().find(|(entra, _)| *entra == attribute);
    found.map_or(attribute, |(_, graph)| graph)
}

fn attributes(set: &MappingSet) -> Vec<String> {
    let mut all = Vec::new();
    for row in &set.rows {
        match &row.source {
            Source::Direct(name) => all.push(name.clone()),
            Source::Expression(text) => {
                let expr = parse(text).expr();
                let names = expr.iter().flat_map(|expr| expr.attributes());
                all.extend(names.map(str::to_owned));
            }
            Source::Constant(_) | Source::None => {}
        }
    }
    all
}

/// The command for PowerShell with the module Microsoft.Graph.Users.
pub fn power_shell(set: &MappingSet) -> String {
    let extensions = attributes(set);
    let mut extensions: Vec<_> = extensions
        .iter()
        .filter(|name| name.starts_with("extensionAttribute"))
        .collect();
    extensions.sort();
    extensions.dedup();
    let properties = properties(set);
    let mut columns: Vec<String> = Vec::new();
    for name in &properties {
        if name == EXTENSIONS {
            columns.extend(extensions.iter().map(|extension| {
                format!("@{{n='{extension}';e={{$_.OnPremisesExtensionAttributes.{extension}}}}}")
            }));
        } else if COLLECTIONS.contains(&name.as_str()) {
            columns.push(format!("@{{n='{name}';e={{$_.{name} -join ';'}}}}"));
        } else if name.starts_with(EXTENSION_PREFIX) {
            columns.push(format!(
                "@{{n='{name}';e={{$_.AdditionalProperties['{name}']}}}}"
            ));
        } else {
            columns.push(name.clone());
        }
    }
    format!(
        "Get-MgUser -All -Property {} |\n  Select-Object {} |\n  Export-Csv users.csv -Encoding utf8",
        broken(&properties, "\n    "),
        broken(&columns, "\n    ")
    )
}

/// The request for Microsoft Graph.
pub fn graph_request(set: &MappingSet) -> String {
    let properties = properties(set).join(",");
    format!("GET https://graph.microsoft.com/v1.0/users?$top=999&$select={properties}")
}

/// A list with commas: the first name, then two on a line.
fn broken(names: &[String], line: &str) -> String {
    let (first, rest) = names.split_at(names.len().min(1));
    let lines = rest.chunks(2).map(|names| names.join(","));
    let lines = std::iter::once(first.join(",")).chain(lines);
    lines.collect::<Vec<_>>().join(&format!(",{line}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::mapping::{APP_ROLE_EXPRESSION, Row};
    use provisioning::talkdesk::{ROLES, TEAMS};

    #[test]
    fn commands_have_the_attributes_of_the_mappings() {
        let mut set = MappingSet::default();
        assert_eq!(properties(&set).len(), ALWAYS.len() + 1);
        set.put(Row::new(
            ROLES,
            Source::Expression(APP_ROLE_EXPRESSION.to_owned()),
        ));
        let teams = "Switch([department], [extensionAttribute1], \"a\", [mobile], \"b\", [telephoneNumber])";
        set.put(Row::new(TEAMS, Source::Expression(teams.to_owned())));
        let names = properties(&set);
        let further = &names[ALWAYS.len() + 1..];
        assert_eq!(
            further,
            ["department", EXTENSIONS, "mobilePhone", "businessPhones"]
        );
        assert!(graph_request(&set).ends_with("mobilePhone,businessPhones"));
        let command = power_shell(&set);
        for part in [
            "e={$_.OnPremisesExtensionAttributes.extensionAttribute1}",
            "e={$_.businessPhones -join ';'}",
            "Export-Csv users.csv",
        ] {
            assert!(command.contains(part), "{command}");
        }
    }
}
