//! All texts of the sign-in: what happened, and what to do.

use crate::LOGIN_ORIGIN;
use crate::error::SignInError;
use crate::error::entra::{EntraError, EntraErrorKind};
use crate::error::graph::GraphAccessError;
use crate::error::request::RequestFailure;
use crate::permission::{Permission, names};
use crate::registration::redirect_uri::RedirectUriError;
use crate::registration::{Registration, RegistrationDiagnostic};
use crate::sign_in_needed::SignInReason;
use crate::token::id_token::IdTokenError;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub what_happened: String,
    pub what_to_do: String,
}

fn message(what_happened: impl Into<String>, what_to_do: impl Into<String>) -> Message {
    Message {
        what_happened: what_happened.into(),
        what_to_do: what_to_do.into(),
    }
}

const SIGN_IN_AGAIN: &str = "Sign in again.";

/// The page on which an administrator grants what the registration lists.
pub fn admin_consent_url(registration: &Registration) -> String {
    let Registration { tenant, client_id } = registration;
    format!("{LOGIN_ORIGIN}/{tenant}/adminconsent?client_id={client_id}")
}

impl SignInError {
    pub fn message(&self) -> Message {
        match self {
            SignInError::NoRandomBytes => message(
                "This browser gave no random numbers, which a secure sign-in needs.",
                "Use a current version of Edge, Chrome, Firefox or Safari.",
            ),
            SignInError::NotStored => message(
                "This browser stores nothing for this page, so a sign-in could not be finished.",
                "Allow site data for this page, then sign in again.",
            ),
            SignInError::MalformedReturn => message(
                "The address Microsoft sent you back to can’t be read.",
                SIGN_IN_AGAIN,
            ),
            SignInError::NotStarted => message(
                "This tab didn’t start a sign-in, or it was finished already.",
                "Sign in again, and stay in the same tab.",
            ),
            SignInError::TooLate => {
                message("The sign-in took longer than 10 minutes.", "Sign in again.")
            }
            SignInError::StateMismatch => message(
                "The response doesn’t belong to the sign-in that this page started. It was ignored.",
                "Sign in again from this page. If this repeats, a link or an extension may be changing the address.",
            ),
            SignInError::Entra(error) => error.message(),
            SignInError::Unreachable => message(
                "The browser couldn’t read a response from login.microsoftonline.com.",
                "Check the connection and any web filter. In the registration, check under Authentication that this page’s address is listed under Single-page application and not under Web. Then sign in again.",
            ),
            SignInError::UnreadableResponse { status } => message(
                format!(
                    "The response to the sign-in isn’t from Microsoft Entra ID (status {status})."
                ),
                "A proxy or web filter may have sent it. Allow login.microsoftonline.com, then sign in again.",
            ),
            SignInError::IdToken(error) => error.message(),
        }
    }
}

impl EntraError {
    pub fn message(&self) -> Message {
        let Message {
            what_happened,
            what_to_do,
        } = self.kind_message();
        match self.code {
            Some(code) => message(format!("{what_happened} (AADSTS{code})"), what_to_do),
            None => message(what_happened, what_to_do),
        }
    }

    fn kind_message(&self) -> Message {
        match self.kind {
            EntraErrorKind::ConsentDeclined => message(
                "You declined the permissions, so nothing was read.",
                "Sign in again and accept them, or verify the step with Graph Explorer.",
            ),
            EntraErrorKind::AdminConsentNeeded => message(
                "An administrator has to approve the permissions first.",
                "Open the admin consent link of the registration as a Global Administrator or Privileged Role Administrator, or send it to one. Then sign in again.",
            ),
            EntraErrorKind::MultifactorNeeded => message(
                "Your organization requires multifactor authentication.",
                "Sign in again and complete it.",
            ),
            EntraErrorKind::DeviceNotCompliant => message(
                "Your organization allows this sign-in only on a managed device.",
                "Open this page on a managed device in a browser that your organization supports, then sign in again.",
            ),
            EntraErrorKind::BlockedByPolicy => message(
                "A Conditional Access policy blocked the sign-in.",
                "Ask the administrator of Conditional Access which policy it is. Its name is in the sign-in logs.",
            ),
            EntraErrorKind::NotAssigned => message(
                "Your account isn’t assigned to the registration’s enterprise application.",
                "Assign your account under Users and groups, or turn off Assignment required. Then sign in again.",
            ),
            EntraErrorKind::CodeRedeemed => message(
                "This sign-in was finished once already. Microsoft may have ended it for safety.",
                SIGN_IN_AGAIN,
            ),
            EntraErrorKind::CodeExpired => {
                message("The sign-in expired before it was finished.", SIGN_IN_AGAIN)
            }
            EntraErrorKind::VerifierMismatch => message(
                "Microsoft couldn’t match the response to the sign-in that this page started.",
                "Sign in again, in one tab only.",
            ),
            EntraErrorKind::NotSinglePage => message(
                "The registration has this page’s address under another platform than Single-page application.",
                "In the registration, open Authentication, remove the address from Web and add it under Single-page application. Then sign in again.",
            ),
            EntraErrorKind::RedirectUriMismatch => message(
                "The registration doesn’t list this page’s address.",
                "In the registration, open Authentication and add this page’s address under Single-page application, character by character. Then sign in again.",
            ),
            EntraErrorKind::UnknownClient => message(
                "There is no registration with this client ID in the tenant.",
                "Compare the Application (client) ID and the Directory (tenant) ID with the registration’s Overview.",
            ),
            EntraErrorKind::UnknownTenant => message(
                "Microsoft doesn’t know this tenant.",
                "Compare the Directory (tenant) ID with the registration’s Overview.",
            ),
            EntraErrorKind::AccountOfOtherTenant => message(
                "You chose an account of another tenant.",
                "Sign in again with an account of the tenant that you set up.",
            ),
            EntraErrorKind::Temporary => message(
                "Microsoft Entra ID can’t handle the sign-in at the moment.",
                "Wait a minute, then sign in again.",
            ),
            EntraErrorKind::Other => message(
                match self.detail.is_empty() {
                    true => "Microsoft Entra ID didn’t allow the sign-in.".to_owned(),
                    false => format!(
                        "Microsoft Entra ID didn’t allow the sign-in. It says: {}",
                        self.detail
                    ),
                },
                "Look up the code at login.microsoftonline.com/error, fix the cause, then sign in again.",
            ),
        }
    }
}

impl IdTokenError {
    pub fn message(&self) -> Message {
        match self {
            IdTokenError::Missing | IdTokenError::Unreadable => message(
                "The response doesn’t say who signed in, so it was discarded.",
                SIGN_IN_AGAIN,
            ),
            IdTokenError::WrongAudience => message(
                "The response is for another application, so it was discarded.",
                "Compare the client ID with the registration’s Overview, then sign in again.",
            ),
            IdTokenError::WrongTenant { actual } => message(
                format!(
                    "You signed in to another tenant ({actual}) than the one that you set up, so the response was discarded."
                ),
                "Sign in again with an account of your tenant, or correct the tenant ID.",
            ),
            IdTokenError::WrongIssuer => message(
                "The response wasn’t issued by the tenant that it names, so it was discarded.",
                SIGN_IN_AGAIN,
            ),
            IdTokenError::WrongNonce => message(
                "The response belongs to another sign-in, so it was discarded.",
                "Sign in again, in one tab only.",
            ),
            IdTokenError::Expired => message(
                "The response has expired, going by this computer’s clock.",
                "Set this computer’s date and time, then sign in again.",
            ),
        }
    }
}

impl GraphAccessError {
    pub fn message(&self) -> Message {
        match self {
            GraphAccessError::Unreachable => message(
                "The browser couldn’t read a response from graph.microsoft.com.",
                "Check the connection and any web filter, then try again.",
            ),
            GraphAccessError::TokenRejected => message(
                "Your sign-in has ended.",
                "Sign in again. Usually you don’t have to type anything.",
            ),
            GraphAccessError::PermissionMissing(permissions) => message(
                format!("This needs the permission {}.", names(permissions)),
                "Sign in for the permission, then try again.",
            ),
            GraphAccessError::RoleMissing(permissions) => message(
                "Microsoft Graph doesn’t let your account read this, although the sign-in has the permission.",
                format!(
                    "Sign in with an account that has the role {} or a higher one, or own the application.",
                    roles(permissions)
                ),
            ),
            GraphAccessError::LicenseMissing => message(
                "The tenant has no Microsoft Entra ID P1 license, which the provisioning logs need in Microsoft Graph.",
                "Read the provisioning logs in the portal instead.",
            ),
            GraphAccessError::Throttled { retry_after } => message(
                "Microsoft Graph is getting too many requests.",
                match retry_after {
                    Some(1) => "Wait 1 second, then try again.".to_owned(),
                    Some(seconds) => format!("Wait {seconds} seconds, then try again."),
                    None => "Wait a minute, then try again.".to_owned(),
                },
            ),
        }
    }
}

/// The roles for these permissions, each once.
fn roles(permissions: &[Permission]) -> String {
    let mut roles: Vec<&str> = permissions.iter().map(|one| one.role()).collect();
    roles.dedup();
    roles.join(" and ")
}

impl SignInReason {
    /// Why the browser goes to Microsoft's page now.
    pub fn message(self, permissions: &[Permission]) -> Message {
        match self {
            SignInReason::SignedOut => message(
                "You aren’t signed in.",
                format!(
                    "Opening Microsoft’s sign-in page for {}…",
                    names(permissions)
                ),
            ),
            SignInReason::Ended => message(
                "Your sign-in has ended.",
                "Opening Microsoft’s sign-in page…",
            ),
            SignInReason::MorePermissions => message(
                format!("This also needs {}.", names(permissions)),
                "Opening Microsoft’s sign-in page to request what’s missing…",
            ),
        }
    }
}

impl RequestFailure {
    pub fn message(&self) -> Message {
        match self {
            RequestFailure::SignIn {
                permissions,
                reason: SignInReason::MorePermissions,
            } => message(
                format!("This needs the permission {}.", names(permissions)),
                "Verify again to request it.",
            ),
            RequestFailure::SignIn {
                reason: SignInReason::Ended,
                ..
            } => GraphAccessError::TokenRejected.message(),
            RequestFailure::SignIn {
                reason: SignInReason::SignedOut,
                ..
            } => message("You aren’t signed in.", "Sign in, then verify again."),
            RequestFailure::NotGranted(permissions) => not_granted(permissions),
            RequestFailure::Graph(error) => error.message(),
        }
    }
}

/// What the next sign-in requests after one that was interrupted.
pub fn continues_after_sign_in(permissions: &[Permission]) -> String {
    format!(
        "Sign in to continue where you left off. This requests {}.",
        names(permissions)
    )
}

/// After the return of an admin who was about to run Provision on demand.
pub const RUN_ON_DEMAND: &str = "Signed in to Microsoft. Provision on demand hasn’t run yet: choose Run Provision on demand for this user.";

/// For permissions that Entra left out although they were requested.
pub fn not_granted(permissions: &[Permission]) -> Message {
    message(
        format!("Entra signed you in without {}.", names(permissions)),
        "Add the permission to the registration under API permissions, and grant admin consent. Then sign out here and sign in again.",
    )
}

/// Who is signed in and for how long, beside the button that ends it.
pub fn sign_in_status(user_name: &str, seconds: u64) -> String {
    let who = match user_name {
        "" => "Signed in".to_owned(),
        name => format!("Signed in as {name}"),
    };
    match seconds {
        0 => "Your sign-in has ended. Sign in again.".to_owned(),
        1..=119 => format!("{who} for 1 more minute."),
        _ => format!("{who} for {} more minutes.", seconds / 60),
    }
}

impl RegistrationDiagnostic {
    pub fn message(self) -> &'static str {
        match self {
            RegistrationDiagnostic::TenantEmpty => {
                "Enter the Directory (tenant) ID or a domain of the tenant."
            }
            RegistrationDiagnostic::TenantUnreadable => {
                "This is neither a tenant ID nor a domain. Copy the Directory (tenant) ID from the registration’s Overview."
            }
            RegistrationDiagnostic::TenantShared => {
                "Enter your own tenant. The registration is for one tenant only."
            }
            RegistrationDiagnostic::TenantOfPersonalAccounts => {
                "This is the tenant of personal Microsoft accounts. Enter your organization’s tenant."
            }
            RegistrationDiagnostic::ClientIdEmpty => "Enter the Application (client) ID.",
            RegistrationDiagnostic::ClientIdUnreadable => {
                "This isn’t a client ID. Copy the Application (client) ID from the registration’s Overview."
            }
            RegistrationDiagnostic::ClientIdIsTenant => {
                "The client ID is the same as the tenant ID. Copy the Application (client) ID."
            }
        }
    }
}

impl RedirectUriError {
    pub fn message(self) -> &'static str {
        match self {
            RedirectUriError::NotSecure => {
                "Microsoft sends users back only to https addresses and to http://localhost. Open this page at such an address."
            }
            RedirectUriError::TooLong => {
                "The address of this page is longer than 256 characters, more than Entra registers."
            }
            RedirectUriError::Unusable => {
                "The address of this page has characters that Entra doesn’t register."
            }
        }
    }
}
