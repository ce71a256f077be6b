//! The checks of a connection test, as data.

use crate::checks::matching::Matching;
use crate::http::request::Method;
use crate::scim::user_id::UserId;
use crate::steps::request::{StepRequest, by_filter, by_id};
use crate::steps::step::{SpecReference, Step, StepKind};
use provisioning::talkdesk::USER_NAME;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckId {
    Query,
    SecondQuery,
    ThirdQuery,
    Config,
    ResourceTypes,
    Schemas,
    WrongToken,
    FindUser,
    FindByOther,
    ReadUser,
}

impl StepKind for CheckId {
    const STEPS: &'static [Step<CheckId>] = &CHECKS;
}

const QUERY: SpecReference = SpecReference {
    title: "Microsoft: develop a SCIM endpoint, “Request and response”; RFC 7644 section 3.4.2",
    url: "https://learn.microsoft.com/entra/identity/app-provisioning/use-scim-to-provision-users-and-groups",
};
const FURTHER_QUERY: SpecReference = SpecReference {
    title: "Microsoft: customize attribute mappings, “Matching users in the source and target systems”",
    url: "https://learn.microsoft.com/entra/identity/app-provisioning/customize-application-attributes",
};
const CONFIG: SpecReference = SpecReference {
    title: "RFC 7643 section 5, RFC 7644 section 4",
    url: "https://www.rfc-editor.org/rfc/rfc7643#section-5",
};
const RESOURCE_TYPES: SpecReference = SpecReference {
    title: "RFC 7643 section 6, RFC 7644 section 4",
    url: "https://www.rfc-editor.org/rfc/rfc7643#section-6",
};
const SCHEMAS: SpecReference = SpecReference {
    title: "RFC 7643 section 7; Talkdesk: Create User",
    url: "https://docs.talkdesk.com/reference/create-user",
};
const WRONG_TOKEN: SpecReference = SpecReference {
    title: "RFC 7644 sections 2 and 3.12; RFC 6750 section 3.1",
    url: "https://www.rfc-editor.org/rfc/rfc7644#section-2",
};
const FIND: SpecReference = SpecReference {
    title: "RFC 7644 section 3.4.2, RFC 7643 section 3.1",
    url: "https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2",
};
const READ: SpecReference = SpecReference {
    title: "RFC 7644 section 3.4.1; Talkdesk: Get User",
    url: "https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1",
};

const CHECKS: [Step<CheckId>; 10] = [
    Step::get(CheckId::Query, QUERY, "Entra’s own request")
        .expects("Status 200 and an empty list: no user has this random value."),
    further_query(CheckId::SecondQuery, "The second matching attribute"),
    further_query(CheckId::ThirdQuery, "The third matching attribute"),
    Step::get(CheckId::Config, CONFIG, "Supported features")
        .expects("Status 200 and one object that lists PATCH and filters as supported. Entra needs both."),
    Step::get(CheckId::ResourceTypes, RESOURCE_TYPES, "Resource types")
        .expects("Status 200 and a list with the resource type User."),
    Step::get(CheckId::Schemas, SCHEMAS, "Talkdesk attributes")
        .expects("Status 200 and a list with Talkdesk’s extension, with rolesString and teamsString as strings."),
    Step::get(CheckId::WrongToken, WRONG_TOKEN, "A wrong token is rejected")
        .expects("Status 401 for the same request with a made-up token. If the service accepted that one, a passed test would say nothing about your token."),
    Step::get(CheckId::FindUser, FIND, "Find the user")
        .expects("Status 200 and a list with the one user of this userName, in the same case, with an id that is a string."),
    Step::get(CheckId::FindByOther, FIND, "Find by the other attribute")
        .expects("Status 200 and a list with the one user of this value, in the same case, with an id that is a string."),
    Step::get(CheckId::ReadUser, READ, "Read the user")
        .expects("Status 200 and the user with roles and teams, which Talkdesk omits from lists."),
];

/// Entra asks for the next matching attribute where the ones before find nobody.
const fn further_query(id: CheckId, name: &'static str) -> Step<CheckId> {
    Step::get(id, FURTHER_QUERY, name)
        .expects("Status 200 and an empty list: no user has this random value. Entra looks for this attribute if the earlier ones find no user.")
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

impl CheckInput {
    /// The other matching attribute and the value to look for.
    pub fn other(&self) -> Option<(&str, &str)> {
        self.matching.other().zip(self.other_value.as_deref())
    }

    pub fn names_a_user(&self) -> bool {
        self.email.is_some() || self.other().is_some()
    }
}

impl CheckId {
    /// What it checks, in a few words.
    pub fn about(self, input: &CheckInput) -> String {
        let text = match self {
            CheckId::Query => "A random {attribute} finds no user",
            CheckId::SecondQuery | CheckId::ThirdQuery => {
                "A random {attribute} finds no user either"
            }
            CheckId::Config => "Changes (PATCH) and filters",
            CheckId::ResourceTypes => "Users exist",
            CheckId::Schemas => "rolesString and teamsString, both text",
            CheckId::WrongToken => "Proves that your own token was really checked",
            CheckId::FindUser | CheckId::FindByOther => "By {attribute}",
            CheckId::ReadUser => "With roles and teams",
        };
        let attribute = self.filter(input).map_or("", |(attribute, _)| attribute);
        text.replace("{attribute}", attribute)
    }

    /// The place of the matching attribute that a query of Entra asks for.
    pub fn query_index(self) -> Option<usize> {
        match self {
            CheckId::Query => Some(0),
            CheckId::SecondQuery => Some(1),
            CheckId::ThirdQuery => Some(2),
            _ => None,
        }
    }

    /// Whether a test makes it: the setup has such an attribute, and the admin
    /// named a user where it is about one.
    pub fn is_wanted(self, input: &CheckInput) -> bool {
        match self {
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
    pub fn filter(self, input: &CheckInput) -> Option<(&str, &str)> {
        let matching = &input.matching;
        match self {
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

    /// The path below the Tenant URL, with a mark in place of an id that is not
    /// known.
    fn path(self) -> &'static str {
        match self {
            CheckId::Config => "/ServiceProviderConfig",
            CheckId::ResourceTypes => "/ResourceTypes",
            CheckId::Schemas => "/Schemas",
            CheckId::ReadUser => "/Users/(id)",
            _ => "/Users",
        }
    }

    pub fn request(self, input: &CheckInput) -> StepRequest {
        let id = input.user_id.clone();
        let id = id.filter(|_| self == CheckId::ReadUser);
        let target = match (self.filter(input), &id) {
            (Some((attribute, value)), _) => by_filter(attribute, value),
            (None, Some(id)) => by_id(id),
            (None, None) => self.path().to_owned(),
        };
        let made_up = (self == CheckId::WrongToken).then(|| format!("not-a-token-{}", input.guid));
        StepRequest {
            method: Method::Get,
            id,
            target,
            body: None,
            made_up_token: made_up,
        }
    }

    /// Its target for people: quotes and spaces as they are, the random value
    /// cut.
    pub fn target_for_people(self, input: &CheckInput) -> String {
        let is_random = !matches!(self, CheckId::FindUser | CheckId::FindByOther);
        match (self.filter(input), &input.user_id) {
            (Some((attribute, value)), _) => {
                let value = match value {
                    "" => "…".to_owned(),
                    value if is_random => format!("{}…", value.chars().take(8).collect::<String>()),
                    value => value.to_owned(),
                };
                format!("{}?filter={attribute} eq \"{value}\"", self.path())
            }
            (None, Some(id)) if self == CheckId::ReadUser => format!("/Users/{id}"),
            (None, _) => self.path().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests;
