//! What of a setup goes into a link.

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::{MAX_CONTENT, MAX_PAYLOAD, PREFIX, SetupLinkError, check, header};
use crate::replica::{flatten, leaf_label};
use crate::{Setup, SetupId, Tenant, page_data, record, sample_users};

/// The members that every link has. Whatever is not listed stays here: evidence,
/// the times of edits, and members of later versions, which nobody has checked
/// for secrets.
const MEMBERS: [&str; 7] = [
    "name",
    "tenant",
    "applicationName",
    "mapping",
    "guide",
    "guideStart",
    "created",
];

/// The members of the page data that describe the Talkdesk account.
const ACCOUNT: [&str; 2] = ["talkdeskRoles", "talkdeskTeams"];

/// The members of the page data that describe a person.
const SAMPLE_USER: [&str; 4] = ["sampleUser", "ownUser", "changedUser", "change"];

/// What the admin chose to put into a link.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkOptions {
    /// The sample user, and sample users with what is expected of them.
    pub sample_users: bool,
    /// The notes on steps.
    pub notes: bool,
}

impl Default for LinkOptions {
    fn default() -> Self {
        Self {
            sample_users: false,
            notes: true,
        }
    }
}

/// The content of a link before it is compressed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkContent(String);

impl LinkContent {
    /// Takes what may leave the browser. `is_secret` says whether a text holds a
    /// token that was typed here: notes and expressions are free text.
    ///
    /// # Errors
    ///
    /// A secret is in it, or it is too long.
    pub fn new(
        setup: &Setup,
        options: LinkOptions,
        is_secret: impl Fn(&str) -> bool,
    ) -> Result<Self, SetupLinkError> {
        let members = members(setup, options);
        for (path, value) in &flatten(members.clone()) {
            if is_secret(path) || has_text(value, &is_secret) {
                let label = leaf_label(path);
                // It may hold the number of a step or the name of a target.
                let part = match is_secret(&label) {
                    true => "the name of a mapping or the number of a step".to_owned(),
                    false => label,
                };
                return Err(SetupLinkError::Secret { part });
            }
        }
        // The one who opens it gives it an identity.
        let text = record::text(&record::with_members(&SetupId::default(), members));
        match text.len() > MAX_CONTENT {
            true => Err(SetupLinkError::TooLong {
                characters: text.len(),
            }),
            false => Ok(Self(text)),
        }
    }

    /// What is to be compressed.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    /// The fragment of the link, from `#` on, with the compressed bytes.
    ///
    /// # Errors
    ///
    /// It is too long for an address.
    pub fn fragment(&self, compressed: &[u8]) -> Result<String, SetupLinkError> {
        let payload = BASE64_URL_SAFE_NO_PAD.encode(compressed);
        if payload.len() > MAX_PAYLOAD {
            return Err(SetupLinkError::TooLong {
                characters: payload.len(),
            });
        }
        let header = header(payload.len(), self.0.len());
        let check = check(&header, &payload);
        Ok(format!("{PREFIX}{header}{check:08x}.{payload}"))
    }
}

fn members(setup: &Setup, options: LinkOptions) -> Map<String, Value> {
    let mut setup = setup.clone();
    if let Tenant::Custom(url) = &mut setup.tenant {
        *url = without_credentials(url);
    }
    if !options.notes {
        for step in &mut setup.guide.steps {
            step.note.clear();
        }
    }
    let mut all = record::members(&setup);
    let mut members = Map::new();
    for name in MEMBERS {
        if let Some(value) = all.remove(name) {
            let _ = members.insert(name.to_owned(), value);
        }
    }
    let mut data = Map::new();
    if let Some(Value::Object(mut own)) = all.remove(page_data::MEMBER) {
        let users = SAMPLE_USER.iter().filter(|_| options.sample_users);
        for name in ACCOUNT.iter().chain(users) {
            if let Some(value) = own.remove(*name) {
                let _ = data.insert((*name).to_owned(), value);
            }
        }
    }
    if !data.is_empty() {
        let _ = members.insert(page_data::MEMBER.to_owned(), data.into());
    }
    if let Some(users) = all.remove(sample_users::MEMBER)
        && options.sample_users
    {
        let _ = members.insert(sample_users::MEMBER.to_owned(), users);
    }
    members
}

/// The flag that the query of a Tenant URL may have for Entra.
const ENTRA_FLAG: &str = "aadOptscim062020";

/// A Tenant URL without what may be a secret: the user name and password, and
/// what follows the path, but for Entra's flag.
fn without_credentials(url: &str) -> String {
    let (start, end) = url.split_at(url.find(['?', '#']).unwrap_or(url.len()));
    let query = end.strip_prefix('?').unwrap_or_default();
    let query = query.split('#').next().unwrap_or_default();
    let mut names = query
        .split('&')
        .filter_map(|parameter| parameter.split('=').next());
    let flag = names.find(|name| name.eq_ignore_ascii_case(ENTRA_FLAG));
    let flag = flag.map(|flag| format!("?{flag}")).unwrap_or_default();
    let Some((scheme, rest)) = start.split_once("://") else {
        return format!("{start}{flag}");
    };
    let end = rest.find(['/', '\\']).unwrap_or(rest.len());
    let rest = match rest[..end].rfind('@') {
        Some(at) => &rest[at + 1..],
        None => rest,
    };
    format!("{scheme}://{rest}{flag}")
}

/// Whether a text or a name within a value is of some kind.
fn has_text(value: &Value, is: &impl Fn(&str) -> bool) -> bool {
    match value {
        Value::String(text) => is(text),
        Value::Array(values) => values.iter().any(|value| has_text(value, is)),
        Value::Object(members) => members
            .iter()
            .any(|(name, value)| is(name) || has_text(value, is)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}
