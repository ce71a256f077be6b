//! The feature flag at the end of a Tenant URL that changes Entra's PATCH
//! requests, under both of its names and wherever people put it. Source:
//! <https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility>.

use crate::tenant_url::TenantUrl;

pub const ENTRA_FLAG: &str = "aadOptscim062020";

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntraFlag {
    Current,
    /// The name in older documentation and in many guides of vendors.
    Former,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlagForm {
    /// As documented: after a question mark, without a value.
    Documented,
    /// In the query, with a value, in other case or among other parameters.
    OtherForm,
    /// After a hash sign, which is never sent.
    InFragment,
}

impl EntraFlag {
    pub const ALL: [EntraFlag; 2] = [EntraFlag::Current, EntraFlag::Former];

    pub fn name(self) -> &'static str {
        match self {
            EntraFlag::Current => ENTRA_FLAG,
            EntraFlag::Former => "AzureAdScimPatch062020",
        }
    }

    /// The first flag in a text, in any case, and its byte index.
    pub fn find(text: &str) -> Option<(EntraFlag, usize)> {
        let low = text.to_ascii_lowercase();
        EntraFlag::ALL
            .into_iter()
            .filter_map(|flag| Some((flag, low.find(&flag.name().to_ascii_lowercase())?)))
            .min_by_key(|(_, at)| *at)
    }
}

pub fn in_query(query: &str) -> Option<(EntraFlag, FlagForm)> {
    let flag = query.split('&').find_map(flag_of)?;
    let form = if query == flag.name() || query.strip_suffix('=') == Some(flag.name()) {
        FlagForm::Documented
    } else {
        FlagForm::OtherForm
    };
    Some((flag, form))
}

/// A query without the flag. Nothing if no parameter is left.
pub fn query_without(query: &str) -> Option<String> {
    let others: Vec<&str> = query
        .split('&')
        .filter(|one| flag_of(one).is_none())
        .collect();
    let is_left = others.iter().any(|one| !one.is_empty());
    is_left.then(|| others.join("&"))
}

/// A path without the flag, what follows it and the characters that join it to
/// the path.
pub fn path_without(path: &str) -> &str {
    match EntraFlag::find(path) {
        Some((_, at)) => cut_joints(&path[..at]),
        None => path,
    }
}

fn cut_joints(before: &str) -> &str {
    let mut rest = before;
    loop {
        let shorter = rest.trim_end_matches(['/', '&', ';', '=', ',', ':', '.', '!', '$']);
        let low = shorter.to_ascii_lowercase();
        let shorter = ["%3f", "%26", "%20", "%2f", "%22"]
            .iter()
            .find(|joint| low.ends_with(**joint))
            .map_or(shorter, |joint| &shorter[..shorter.len() - joint.len()]);
        if shorter.len() == rest.len() {
            return rest;
        }
        rest = shorter;
    }
}

/// The URL without the flag, which is for Entra and not for the service.
pub fn without_flag(url: &TenantUrl) -> TenantUrl {
    TenantUrl {
        path: path_without(&url.path).to_owned(),
        query: match &url.query {
            Some(query) if in_query(query).is_some() => query_without(query),
            other => other.clone(),
        },
        ..url.clone()
    }
}

fn flag_of(parameter: &str) -> Option<EntraFlag> {
    let name = parameter.split('=').next().unwrap_or(parameter);
    // A second question mark or a slash comes from joining URLs.
    let name = name.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    EntraFlag::ALL
        .into_iter()
        .find(|flag| flag.name().eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_flags_in_every_form() {
        use EntraFlag::{Current, Former};
        use FlagForm::{Documented, OtherForm};
        for (query, due, rest) in [
            ("aadOptscim062020", Some((Current, Documented)), None),
            ("aadOptscim062020=", Some((Current, Documented)), None),
            ("aadOptscim062020=true", Some((Current, OtherForm)), None),
            ("AADOPTSCIM062020", Some((Current, OtherForm)), None),
            ("/aadOptscim062020", Some((Current, OtherForm)), None),
            ("?aadOptscim062020", Some((Current, OtherForm)), None),
            ("AzureAdScimPatch062020", Some((Former, Documented)), None),
            ("azureadscimpatch062020=1", Some((Former, OtherForm)), None),
            (
                "k=v&aadOptscim062020",
                Some((Current, OtherForm)),
                Some("k=v"),
            ),
            (
                "aadOptscim062020&k=v&AzureAdScimPatch062020",
                Some((Current, OtherForm)),
                Some("k=v"),
            ),
            ("k=aadOptscim062020", None, Some("k=aadOptscim062020")),
            ("AzureAdScimPatch2017", None, Some("AzureAdScimPatch2017")),
            ("", None, None),
        ] {
            assert_eq!(in_query(query), due, "{query}");
            assert_eq!(query_without(query).as_deref(), rest, "{query}");
        }
    }

    #[test]
    fn a_path_without_the_flag() {
        for (path, due) in [
            ("/scim/v2/aadOptscim062020", "/scim/v2"),
            ("/scim/v2&aadOptscim062020", "/scim/v2"),
            ("/scim/v2%3FAADoptscim062020=true", "/scim/v2"),
            ("/scim/v2/;&%26azureAdScimPatch062020/Users", "/scim/v2"),
            ("/scim/v2aadOptscim062020", "/scim/v2"),
            ("/scim/v2", "/scim/v2"),
            ("/scim/v2/", "/scim/v2/"),
        ] {
            assert_eq!(path_without(path), due, "{path}");
        }
    }
}
