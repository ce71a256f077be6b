//! The checks of a connection test, as data.

use super::address::ENTRA_FLAG;
use super::tenant_url::TenantUrl;
use super::user_id::UserId;

/// What a request does (RFC 7644 section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates.
    Post,
    /// Changes.
    Patch,
    /// Removes.
    Delete,
}

impl Method {
    /// As it is sent.
    pub fn word(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }
}

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
    /// The query once more, with a token that nobody made.
    WrongToken,
    /// Looks for the user whom the admin named.
    FindUser,
    /// Reads that user whole.
    ReadUser,
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

/// The media type of SCIM (RFC 7644 section 3.1).
pub const SCIM_MEDIA_TYPE: &str = "application/scim+json";

/// The attribute by which Entra finds a user, and so asks in its test.
pub const MATCHING_ATTRIBUTE: &str = "userName";

/// The checks in the order in which they are made and shown.
pub const CHECKS: [Check; 7] = [
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
    Check {
        id: CheckId::WrongToken,
        name: "A wrong token is refused",
        path: "/Users",
        expected: "Status 401: the same question with a made-up token. If that were answered, a passed test would say nothing about your token.",
        source: Source {
            title: "RFC 7644 sections 2 and 3.12; RFC 6750 section 3.1",
            url: "https://www.rfc-editor.org/rfc/rfc7644#section-2",
        },
    },
    Check {
        id: CheckId::FindUser,
        name: "Find the user",
        path: "/Users",
        expected: "Status 200 and a list with the one user of this e-mail address, as Entra looks for one before it creates or updates.",
        source: Source {
            title: "RFC 7644 section 3.4.2",
            url: "https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2",
        },
    },
    Check {
        id: CheckId::ReadUser,
        name: "Read the user",
        path: "/Users/(id)",
        expected: "Status 200 and the user with roles and teams, which Talkdesk leaves out of lists.",
        source: Source {
            title: "RFC 7644 section 3.4.1; Talkdesk: Get User",
            url: "https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1",
        },
    },
];

/// What a test asks for, besides what every test asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asked {
    /// The name that nobody has.
    pub guid: String,
    /// The e-mail address of a user to look for, if the admin named one.
    pub email: Option<String>,
    /// The id of that user, once it was found.
    pub user_id: Option<UserId>,
}

impl CheckId {
    /// What is known of the check.
    pub fn check(self) -> &'static Check {
        let index = match self {
            CheckId::Query => 0,
            CheckId::Config => 1,
            CheckId::ResourceTypes => 2,
            CheckId::Schemas => 3,
            CheckId::WrongToken => 4,
            CheckId::FindUser => 5,
            CheckId::ReadUser => 6,
        };
        &CHECKS[index]
    }
}

impl Check {
    /// Whether it is made only for a user whom the admin named.
    pub fn is_about_a_user(&self) -> bool {
        matches!(self.id, CheckId::FindUser | CheckId::ReadUser)
    }

    /// The request's path and query below the Tenant URL, as sent.
    pub fn target(&self, asked: &Asked) -> String {
        match self.id {
            CheckId::Query | CheckId::WrongToken => by_name(&asked.guid),
            CheckId::FindUser => by_name(asked.email.as_deref().unwrap_or_default()),
            CheckId::ReadUser => match &asked.user_id {
                Some(id) => by_id(id),
                None => self.path.to_owned(),
            },
            _ => self.path.to_owned(),
        }
    }

    /// The same for people: quotes and blanks as they are, the name cut.
    pub fn target_for_people(&self, asked: &Asked) -> String {
        let filter =
            |name: &str| format!("{}?filter={MATCHING_ATTRIBUTE} eq \"{name}\"", self.path);
        match self.id {
            CheckId::Query | CheckId::WrongToken => {
                let short: String = asked.guid.chars().take(8).collect();
                filter(&format!("{short}…"))
            }
            CheckId::FindUser => filter(asked.email.as_deref().unwrap_or("…")),
            CheckId::ReadUser => match &asked.user_id {
                Some(id) => format!("/Users/{id}"),
                None => self.path.to_owned(),
            },
            _ => self.path.to_owned(),
        }
    }

    /// The whole address to ask.
    pub fn url(&self, tenant: &TenantUrl, asked: &Asked) -> String {
        below(tenant, &self.target(asked))
    }
}

/// The address of the question that Entra asks to test a connection: `guid` is
/// the name that nobody has.
pub fn query_url(tenant: &TenantUrl, guid: &str) -> String {
    below(tenant, &by_name(guid))
}

/// Path and query that find a user by name. The name is a JSON string (RFC
/// 7644 section 3.4.2.2) in a query, so it is written for both.
pub fn by_name(name: &str) -> String {
    let quoted = serde_json::Value::from(name).to_string();
    format!(
        "/Users?filter={MATCHING_ATTRIBUTE}+eq+{}",
        percent_encoded(&quoted)
    )
}

/// The path of a user by id, which is one segment: see [`UserId`].
pub fn by_id(id: &UserId) -> String {
    format!("/Users/{}", percent_encoded(id.as_str()))
}

/// Writes everything but the unreserved characters as bytes (RFC 3986 section
/// 2), which is safe in a segment of a path and in a query.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                encoded.push(char::from(byte));
            }
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

/// The whole address of something below the Tenant URL. A query of the Tenant
/// URL goes along, except for Entra's own flag, which speaks to Entra and not
/// to the service.
pub fn below(tenant: &TenantUrl, target: &str) -> String {
    let base = format!("{}{}", tenant.origin(), tenant.path.trim_end_matches('/'));
    let own = tenant.query.as_deref().filter(|query| {
        !query.is_empty() && *query != ENTRA_FLAG && query.strip_suffix('=') != Some(ENTRA_FLAG)
    });
    match own {
        Some(query) if target.contains('?') => format!("{base}{target}&{query}"),
        Some(query) => format!("{base}{target}?{query}"),
        None => format!("{base}{target}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::connection::tenant_url::parse;

    fn asked() -> Asked {
        Asked {
            guid: "g-1".to_owned(),
            email: Some("ada@contoso.com".to_owned()),
            user_id: UserId::parse("5f3").ok(),
        }
    }

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
                "https://a.example/scim/v2",
                CheckId::FindUser,
                "https://a.example/scim/v2/Users?filter=userName+eq+%22ada%40contoso.com%22",
            ),
            (
                "https://a.example/scim/v2",
                CheckId::ReadUser,
                "https://a.example/scim/v2/Users/5f3",
            ),
            (
                "https://a.example:8443?k=v",
                CheckId::Config,
                "https://a.example:8443/ServiceProviderConfig?k=v",
            ),
        ];
        for (tenant, id, due) in cases {
            let tenant = parse(tenant).expect(tenant);
            assert_eq!(id.check().url(&tenant, &asked()), due);
        }
    }

    #[test]
    fn names_and_ids_cannot_break_out_of_their_place() {
        let id = |text: &str| UserId::parse(text).expect(text);
        let cases = [
            (
                by_name("a@b.example"),
                "/Users?filter=userName+eq+%22a%40b.example%22",
            ),
            (
                by_name("o\"or\\"),
                "/Users?filter=userName+eq+%22o%5C%22or%5C%5C%22",
            ),
            (
                by_name("a+b &é"),
                "/Users?filter=userName+eq+%22a%2Bb%20%26%C3%A9%22",
            ),
            (
                by_id(&id("a/Groups?x=1#y")),
                "/Users/a%2FGroups%3Fx%3D1%23y",
            ),
            (by_id(&id("%252e%252e")), "/Users/%25252e%25252e"),
            (by_id(&id("a\\b")), "/Users/a%5Cb"),
        ];
        for (target, due) in cases {
            assert_eq!(target, due);
        }
        // Encoding cannot hold these in their segment.
        for text in ["", ".", "..", "%2e%2E", "../Groups?x=1#y"] {
            assert!(UserId::parse(text).is_err(), "{text}");
        }
    }
}
