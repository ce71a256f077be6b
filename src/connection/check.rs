//! The checks of a connection test, as data.

use super::address::ENTRA_FLAG;
use super::tenant_url::TenantUrl;

/// Which check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckId {
    /// The query that Entra's own Test connection makes.
    Query,
    /// The service's own description.
    Config,
    /// The kinds of resource it has.
    ResourceTypes,
    /// The attributes it has.
    Schemas,
}

/// Where it says that a service has to answer so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Source {
    /// What the page or section is called.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
}

/// One check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// Which it is.
    pub id: CheckId,
    /// What people call it.
    pub name: &'static str,
    /// The path below the Tenant URL.
    pub path: &'static str,
    /// What the answer has to be, in a sentence.
    pub expected: &'static str,
    /// Where that is written.
    pub source: Source,
}

/// The HTTP method of every check so far; none changes anything.
pub const METHOD: &str = "GET";

/// The media type of SCIM (RFC 7644 section 3.1).
pub const SCIM_MEDIA_TYPE: &str = "application/scim+json";

/// The attribute by which Entra finds a user, and so asks in its test.
pub const MATCHING_ATTRIBUTE: &str = "userName";

/// The checks in the order in which they are made and shown.
pub const CHECKS: [Check; 4] = [
    Check {
        id: CheckId::Query,
        name: "Entra’s own test",
        path: "/Users",
        expected: "Status 200 and an empty list: nobody has this random name.",
        source: Source {
            title: "Microsoft: develop a SCIM endpoint, “Request and response”; RFC 7644 section 3.4.2",
            url: "https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups",
        },
    },
    Check {
        id: CheckId::Config,
        name: "What the service supports",
        path: "/ServiceProviderConfig",
        expected: "Status 200 and one object that says PATCH and filters are supported, which Entra needs.",
        source: Source {
            title: "RFC 7643 section 5, RFC 7644 section 4",
            url: "https://www.rfc-editor.org/rfc/rfc7643#section-5",
        },
    },
    Check {
        id: CheckId::ResourceTypes,
        name: "What it keeps",
        path: "/ResourceTypes",
        expected: "Status 200 and a list that holds the resource type User.",
        source: Source {
            title: "RFC 7643 section 6, RFC 7644 section 4",
            url: "https://www.rfc-editor.org/rfc/rfc7643#section-6",
        },
    },
    Check {
        id: CheckId::Schemas,
        name: "Talkdesk attributes",
        path: "/Schemas",
        expected: "Status 200 and a list that holds Talkdesk’s extension with rolesString and teamsString, both strings.",
        source: Source {
            title: "RFC 7643 section 7; Talkdesk: Create User",
            url: "https://docs.talkdesk.com/reference/create-user",
        },
    },
];

impl CheckId {
    /// What is known of the check.
    pub fn check(self) -> &'static Check {
        let index = match self {
            CheckId::Query => 0,
            CheckId::Config => 1,
            CheckId::ResourceTypes => 2,
            CheckId::Schemas => 3,
        };
        &CHECKS[index]
    }
}

impl Check {
    /// The request's path and query below the Tenant URL, as sent. `guid` is
    /// the name that nobody has.
    pub fn target(&self, guid: &str) -> String {
        match self.id {
            CheckId::Query => {
                format!("{}?filter={MATCHING_ATTRIBUTE}+eq+%22{guid}%22", self.path)
            }
            _ => self.path.to_owned(),
        }
    }

    /// The same for people: quotes and blanks as they are, the name cut.
    pub fn target_for_people(&self, guid: &str) -> String {
        match self.id {
            CheckId::Query => {
                let short: String = guid.chars().take(8).collect();
                format!("{}?filter={MATCHING_ATTRIBUTE} eq \"{short}…\"", self.path)
            }
            _ => self.path.to_owned(),
        }
    }

    /// The whole address to ask. A query of the Tenant URL goes along, except
    /// for Entra's own flag, which speaks to Entra and not to the service.
    pub fn url(&self, tenant: &TenantUrl, guid: &str) -> String {
        let base = format!("{}{}", tenant.origin(), tenant.path.trim_end_matches('/'));
        let target = self.target(guid);
        let own = tenant.query.as_deref().filter(|query| {
            !query.is_empty() && *query != ENTRA_FLAG && query.strip_suffix('=') != Some(ENTRA_FLAG)
        });
        match own {
            Some(query) if target.contains('?') => format!("{base}{target}&{query}"),
            Some(query) => format!("{base}{target}?{query}"),
            None => format!("{base}{target}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::tenant_url::parse;

    #[test]
    fn each_check_finds_itself() {
        for check in &CHECKS {
            assert_eq!(check.id.check(), check);
        }
    }

    #[test]
    fn requests_are_what_entra_sends() {
        let cases = [
            (
                "https://api.talkdeskapp.eu/scim/v2",
                CheckId::Query,
                "https://api.talkdeskapp.eu/scim/v2/Users?filter=userName+eq+%22g-1%22",
            ),
            (
                "https://api.talkdeskapp.eu/scim/v2/",
                CheckId::Schemas,
                "https://api.talkdeskapp.eu/scim/v2/Schemas",
            ),
            (
                "https://a.example/scim/v2?aadOptscim062020",
                CheckId::Query,
                "https://a.example/scim/v2/Users?filter=userName+eq+%22g-1%22",
            ),
            (
                "https://a.example/scim/v2?k=v",
                CheckId::Query,
                "https://a.example/scim/v2/Users?filter=userName+eq+%22g-1%22&k=v",
            ),
            (
                "https://a.example:8443?k=v",
                CheckId::Config,
                "https://a.example:8443/ServiceProviderConfig?k=v",
            ),
        ];
        for (tenant, id, due) in cases {
            let tenant = parse(tenant).expect(tenant);
            assert_eq!(id.check().url(&tenant, "g-1"), due);
        }
    }
}
