//! The customer's own registration, as the admin enters it. It is no secret.

pub mod redirect_uri;

use std::fmt;

use crate::guid::Guid;

/// The tenant of personal Microsoft accounts.
const PERSONAL_ACCOUNTS: &str = "9188040d-6c67-4c5b-b112-36a304b66dad";

/// Names at Microsoft's sign-in page that mean more than one tenant.
const SHARED: [&str; 3] = ["common", "organizations", "consumers"];

const MAX_DOMAIN_LENGTH: usize = 253;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Registration {
    pub tenant: EntraTenant,
    pub client_id: Guid,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EntraTenant {
    Id(Guid),
    /// A verified domain, in lowercase.
    Domain(String),
}

impl fmt::Display for EntraTenant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            EntraTenant::Id(id) => id.fmt(f),
            EntraTenant::Domain(domain) => f.write_str(domain),
        }
    }
}

/// What to fix in one of the two fields. [`crate::messages`] has the texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RegistrationDiagnostic {
    TenantEmpty,
    /// Neither an id nor a domain.
    TenantUnreadable,
    /// `common` and the like.
    TenantShared,
    TenantOfPersonalAccounts,
    ClientIdEmpty,
    ClientIdUnreadable,
    /// The same id in both fields.
    ClientIdIsTenant,
}

impl Registration {
    /// # Errors
    ///
    /// What to fix, the tenant first.
    pub fn parse(
        tenant: &str,
        client_id: &str,
    ) -> Result<Registration, Vec<RegistrationDiagnostic>> {
        match (EntraTenant::parse(tenant), parse_client_id(client_id)) {
            (Ok(EntraTenant::Id(id)), Ok(client_id)) if id == client_id => {
                Err(vec![RegistrationDiagnostic::ClientIdIsTenant])
            }
            (Ok(tenant), Ok(client_id)) => Ok(Registration { tenant, client_id }),
            (tenant, client_id) => Err(tenant.err().into_iter().chain(client_id.err()).collect()),
        }
    }
}

impl EntraTenant {
    /// # Errors
    ///
    /// What to fix.
    pub fn parse(text: &str) -> Result<EntraTenant, RegistrationDiagnostic> {
        let text = text.trim().to_ascii_lowercase();
        if text.is_empty() {
            return Err(RegistrationDiagnostic::TenantEmpty);
        }
        if SHARED.contains(&text.as_str()) {
            return Err(RegistrationDiagnostic::TenantShared);
        }
        if let Some(id) = Guid::parse(&text) {
            return match id.as_str() == PERSONAL_ACCOUNTS {
                true => Err(RegistrationDiagnostic::TenantOfPersonalAccounts),
                false => Ok(EntraTenant::Id(id)),
            };
        }
        match is_domain(&text) {
            true => Ok(EntraTenant::Domain(text)),
            false => Err(RegistrationDiagnostic::TenantUnreadable),
        }
    }
}

fn parse_client_id(text: &str) -> Result<Guid, RegistrationDiagnostic> {
    match text.trim() {
        "" => Err(RegistrationDiagnostic::ClientIdEmpty),
        text => Guid::parse(text).ok_or(RegistrationDiagnostic::ClientIdUnreadable),
    }
}

/// Whether it is at least two labels, the last one not a number. Entra's domains are ASCII.
fn is_domain(text: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    text.len() <= MAX_DOMAIN_LENGTH
        && text.split('.').all(is_label)
        && text
            .rsplit_once('.')
            .is_some_and(|(_, last)| last.bytes().any(|byte| byte.is_ascii_alphabetic()))
}
