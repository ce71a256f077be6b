//! The checks of a connection test, as data.

use crate::checks::matching::Matching;
use crate::http::request::{Method, SCIM_MEDIA_TYPE};
use crate::redact::MARK;
use crate::scim::user_id::UserId;
use crate::tenant_url::TenantUrl;
use crate::tenant_url::entra_flag::without_flag;
use provisioning::format::percent_encoded;
use provisioning::talkdesk::USER_NAME;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckId {
    /// The query that Entra's own Test connection makes, for the first
    /// matching attribute.
    Query,
    /// The same for the second matching attribute.
    SecondQuery,
    /// The same for the third one.
    ThirdQuery,
    /// The service's own description.
    Config,
    /// The kinds of resource it has.
    ResourceTypes,
    /// The attributes it has.
    Schemas,
    /// The query once more, with a token that nobody made.
    WrongToken,
    /// Looks for the user whom the admin named, by userName.
    FindUser,
    /// The same by the first other matching attribute.
    FindByOther,
    /// Reads that user whole.
    ReadUser,
}

/// Where it says that a service has to answer so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpecReference {
    /// What the page or section is called.
    pub title: &'static str,
    pub url: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    pub id: CheckId,
    /// What people call it.
    pub name: &'static str,
    /// The path below the Tenant URL.
    pub path: &'static str,
    /// What the response has to be, in a sentence.
    pub expected: &'static str,
    /// Where that is written.
    pub source: SpecReference,
}

/// The checks in the order in which they are made and shown.
pub const CHECKS: [Check; 10] = [
    Check {
        id: CheckId::Query,
        name: "Entra’s own test",
        path: "/Users",
        expected: "Status 200 and an empty list: nobody has this random value.",
        source: SpecReference {
            title: "Microsoft: develop a SCIM endpoint, “Request and response”; RFC 7644 section 3.4.2",
            url: "https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups",
        },
    },
    further_query(CheckId::SecondQuery, "The second matching attribute"),
    further_query(CheckId::ThirdQuery, "The third matching attribute"),
    Check {
        id: CheckId::Config,
        name: "What the service supports",
        path: "/ServiceProviderConfig",
        expected: "Status 200 and one object that says PATCH and filters are supported, which Entra needs.",
        source: SpecReference {
            title: "RFC 7643 section 5, RFC 7644 section 4",
            url: "https://www.rfc-editor.org/rfc/rfc7643#section-5",
        },
    },
    Check {
        id: CheckId::ResourceTypes,
        name: "What it keeps",
        path: "/ResourceTypes",
        expected: "Status 200 and a list that holds the resource type User.",
        source: SpecReference {
            title: "RFC 7643 section 6, RFC 7644 section 4",
            url: "https://www.rfc-editor.org/rfc/rfc7643#section-6",
        },
    },
    Check {
        id: CheckId::Schemas,
        name: "Talkdesk attributes",
        path: "/Schemas",
        expected: "Status 200 and a list that holds Talkdesk’s extension with rolesString and teamsString, both strings.",
        source: SpecReference {
            title: "RFC 7643 section 7; Talkdesk: Create User",
            url: "https://docs.talkdesk.com/reference/create-user",
        },
    },
    Check {
        id: CheckId::WrongToken,
        name: "A wrong token is refused",
        path: "/Users",
        expected: "Status 401: the same question with a made-up token. If that were answered, a passed test would say nothing about your token.",
        source: SpecReference {
            title: "RFC 7644 sections 2 and 3.12; RFC 6750 section 3.1",
            url: "https://www.rfc-editor.org/rfc/rfc7644#section-2",
        },
    },
    Check {
        id: CheckId::FindUser,
        name: "Find the user",
        path: "/Users",
        expected: "Status 200 and a list with the one user of this userName, written as it was asked for, with an id that is a string.",
        source: SpecReference {
            title: "RFC 7644 section 3.4.2, RFC 7643 section 3.1",
            url: "https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2",
        },
    },
    Check {
        id: CheckId::FindByOther,
        name: "Find by the other attribute",
        path: "/Users",
        expected: "Status 200 and a list with the one user of this value, written as it was asked for, with an id that is a string.",
        source: SpecReference {
            title: "RFC 7644 section 3.4.2, RFC 7643 section 3.1",
            url: "https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2",
        },
    },
    Check {
        id: CheckId::ReadUser,
        name: "Read the user",
        path: "/Users/(id)",
        expected: "Status 200 and the user with roles and teams, which Talkdesk leaves out of lists.",
        source: SpecReference {
            title: "RFC 7644 section 3.4.1; Talkdesk: Get User",
            url: "https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1",
        },
    },
];

/// Entra asks for the next matching attribute where the ones before find nobody.
const fn further_query(id: CheckId, name: &'static str) -> Check {
    Check {
        id,
        name,
        path: "/Users",
        expected: "Status 200 and an empty list: nobody has this random value. Entra asks for this attribute where the ones before it find nobody.",
        source: SpecReference {
            title: "Microsoft: customize attribute mappings, “Matching users in the source and target systems”",
            url: "https://learn.microsoft.com/entra/identity/app-provisioning/customize-application-attributes",
        },
    }
}

/// What a test asks for, besides what every test asks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckInput {
    /// The value that nobody has.
    pub guid: String,
    /// The attributes by which Entra finds users.
    pub matching: Matching,
    /// The userName of a user to look for, if the admin named one.
    pub email: Option<String>,
    /// What this user has for the first other matching attribute, if the
    /// admin entered it.
    pub other_value: Option<String>,
    /// The id of that user, once it was found.
    pub user_id: Option<UserId>,
}

impl CheckId {
    /// What is known of the check.
    pub fn check(self) -> &'static Check {
        let index = match self {
            CheckId::Query => 0,
            CheckId::SecondQuery => 1,
            CheckId::ThirdQuery => 2,
            CheckId::Config => 3,
            CheckId::ResourceTypes => 4,
            CheckId::Schemas => 5,
            CheckId::WrongToken => 6,
            CheckId::FindUser => 7,
            CheckId::FindByOther => 8,
            CheckId::ReadUser => 9,
        };
        &CHECKS[index]
    }
}

impl CheckInput {
    /// The other matching attribute and the value to look for.
    pub fn other(&self) -> Option<(&str, &str)> {
        self.matching.other().zip(self.other_value.as_deref())
    }

    /// Whether a user is looked for.
    pub fn names_a_user(&self) -> bool {
        self.email.is_some() || self.other().is_some()
    }
}

impl CheckId {
    /// The place of the matching attribute that a query of Entra asks for.
    pub fn query_index(self) -> Option<usize> {
        match self {
            CheckId::Query => Some(0),
            CheckId::SecondQuery => Some(1),
            CheckId::ThirdQuery => Some(2),
            _ => None,
        }
    }
}

impl Check {
    /// Whether a test makes it: the setup has such an attribute, and the admin
    /// named a user where it is about one.
    pub fn is_wanted(&self, input: &CheckInput) -> bool {
        match self.id {
            CheckId::FindUser => input.email.is_some(),
            CheckId::FindByOther => input.other().is_some(),
            CheckId::ReadUser => input.names_a_user(),
            id => id
                .query_index()
                .is_none_or(|index| input.matching.nth(index).is_some()),
        }
    }

    /// The attribute that its filter compares, and with what. Nothing for a
    /// check without a filter.
    pub fn filter<'a>(&self, input: &'a CheckInput) -> Option<(&'a str, &'a str)> {
        let matching = &input.matching;
        match self.id {
            CheckId::WrongToken => Some((matching.first(), &input.guid)),
            CheckId::FindUser => Some((USER_NAME, input.email.as_deref().unwrap_or_default())),
            CheckId::FindByOther => Some((
                matching.other().unwrap_or(USER_NAME),
                input.other_value.as_deref().unwrap_or_default(),
            )),
            id => {
                let attribute = matching.nth(id.query_index()?);
                Some((attribute.unwrap_or(USER_NAME), &input.guid))
            }
        }
    }

    /// The request's path and query below the Tenant URL, as sent.
    pub fn target(&self, input: &CheckInput) -> String {
        match (self.filter(input), &input.user_id) {
            (Some((attribute, value)), _) => by_filter(attribute, value),
            (None, Some(id)) if self.id == CheckId::ReadUser => by_id(id),
            (None, _) => self.path.to_owned(),
        }
    }

    /// The same for people: quotes and blanks as they are, the random value cut.
    pub fn target_for_people(&self, input: &CheckInput) -> String {
        let is_random = !matches!(self.id, CheckId::FindUser | CheckId::FindByOther);
        match (self.filter(input), &input.user_id) {
            (Some((attribute, value)), _) => {
                let value = match value {
                    "" => "…".to_owned(),
                    value if is_random => format!("{}…", value.chars().take(8).collect::<String>()),
                    value => value.to_owned(),
                };
                format!("{}?filter={attribute} eq \"{value}\"", self.path)
            }
            (None, Some(id)) if self.id == CheckId::ReadUser => format!("/Users/{id}"),
            (None, _) => self.path.to_owned(),
        }
    }

    /// The whole address to ask.
    pub fn url(&self, tenant: &TenantUrl, input: &CheckInput) -> String {
        below(tenant, &self.target(input))
    }

    /// The request as it is sent, with a mark in place of the token.
    pub fn request_text(&self, tenant: &TenantUrl, input: &CheckInput) -> String {
        let token = if self.id == CheckId::WrongToken {
            "(a made-up token)"
        } else {
            MARK
        };
        format!(
            "{} {}\nAccept: {SCIM_MEDIA_TYPE}\nAuthorization: Bearer {token}",
            Method::Get.name(),
            self.url(tenant, input)
        )
    }
}

/// The address of the question that Entra asks to test a connection: `guid` is
/// the value that nobody has for a matching attribute.
pub fn query_url(tenant: &TenantUrl, attribute: &str, guid: &str) -> String {
    below(tenant, &by_filter(attribute, guid))
}

/// Path and query that find a user by name.
pub fn by_name(name: &str) -> String {
    by_filter(USER_NAME, name)
}

/// Path and query that find a user by an attribute. The value is a JSON string
/// (RFC 7644 section 3.4.2.2) in a query, so it is written for both. The
/// attribute is named as in the mapping; its blanks are written as Entra writes
/// those of a filter.
pub fn by_filter(attribute: &str, value: &str) -> String {
    let quoted = serde_json::Value::from(value).to_string();
    format!(
        "/Users?filter={}+eq+{}",
        percent_encoded(attribute).to_string().replace("%20", "+"),
        percent_encoded(&quoted)
    )
}

/// The path of a user by id, which is one segment: see [`UserId`].
pub fn by_id(id: &UserId) -> String {
    format!("/Users/{}", percent_encoded(id.as_str()))
}

/// The whole address of something below the Tenant URL. A query of the Tenant
/// URL goes along, except for Entra's own flag, which speaks to Entra and not
/// to the service.
pub fn below(tenant: &TenantUrl, target: &str) -> String {
    let tenant = without_flag(tenant);
    let base = format!("{}{}", tenant.origin(), tenant.path.trim_end_matches('/'));
    match tenant.query.filter(|query| !query.is_empty()) {
        Some(query) if target.contains('?') => format!("{base}{target}&{query}"),
        Some(query) => format!("{base}{target}?{query}"),
        None => format!("{base}{target}"),
    }
}

#[cfg(test)]
mod tests;
