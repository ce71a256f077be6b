//! The connection, and what the token may do.

use super::{CauseInfo, CauseOwner, CauseSeverity, CauseSource, FixLocation, USUAL};

pub(crate) const TOKEN_REJECTED: CauseInfo = CauseInfo {
    id: "token-rejected",
    severity: CauseSeverity::Critical,
    owner: CauseOwner::TalkdeskAdmin,
    headline: "Talkdesk rejects the token",
    explanation: "The token is expired, revoked, incomplete, or from another region or account. Until you replace it, no user is created, changed or deactivated.",
    next_action: "Get a new STS token, test it here, enter it as Secret token in Entra, choose Test connection and Save, then choose Restart provisioning.",
    fix: FixLocation::ConnectionTest,
    source: CauseSource::Talkdesk,
};

pub(crate) const CONNECTION_FAILED: CauseInfo = CauseInfo {
    id: "connection-failed",
    severity: CauseSeverity::Critical,
    headline: "Entra got no usable response",
    explanation: "Entra didn’t reach a SCIM service. Usually the host name or path in the Tenant URL is wrong, the certificate isn’t valid, or a port is closed. A rejected token can give the same code.",
    next_action: "Compare the Tenant URL letter by letter: https, the API host of your region, /scim/v2, and nothing after it. Then test the connection here.",
    fix: FixLocation::ConnectionTest,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const CREDENTIALS_INVALID: CauseInfo = CauseInfo {
    id: "credentials-invalid",
    severity: CauseSeverity::Critical,
    headline: "Test connection failed in Entra",
    explanation: "Entra shows this for almost any failure: a rejected token, a wrong Tenant URL, or a response that isn’t SCIM.",
    next_action: "Test the connection here: the result shows which part is wrong. If the portal shows a response status, paste that too.",
    fix: FixLocation::ConnectionTest,
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const SECRET_NOT_SAVED: CauseInfo = CauseInfo {
    id: "secret-not-saved",
    severity: CauseSeverity::Critical,
    headline: "Entra couldn’t save the credentials",
    explanation: "Saving the Secret token failed. Entra can pass its test with a very long secret and then fail to save it. The field may contain more than the token.",
    next_action: "Paste only the STS token and save again. If it really is that long, get an opaque one: token_type=opaque.",
    fix: FixLocation::GuideStep("2.3"),
    source: CauseSource::Reported,
    ..USUAL
};

pub(crate) const SCOPE_MISSING: CauseInfo = CauseInfo {
    id: "scope-missing",
    severity: CauseSeverity::Critical,
    owner: CauseOwner::TalkdeskAdmin,
    headline: "The token lacks a scope or permission",
    explanation: "Talkdesk knows the token and says that its OAuth client isn’t allowed to do this.",
    next_action: "Give the OAuth client the scope scim in Talkdesk, get a new token and save it in Entra.",
    fix: FixLocation::GuideStep("0.3"),
    source: CauseSource::Talkdesk,
};

pub(crate) const FORBIDDEN: CauseInfo = CauseInfo {
    id: "forbidden",
    owner: CauseOwner::TalkdeskAdmin,
    headline: "Talkdesk forbids the request",
    explanation: "Talkdesk knows the token but doesn’t allow this request. The OAuth client may lack the scope scim, or the SCIM API isn’t turned on for your account.",
    next_action: "Read what Talkdesk says in the entry. If it gives no reason, check the scope of the OAuth client, then ask your Customer Success Manager whether the SCIM API is available for your account.",
    fix: FixLocation::ConnectionTest,
    source: CauseSource::Talkdesk,
    ..USUAL
};

pub(crate) const ACCOUNT_SUSPENDED: CauseInfo = CauseInfo {
    id: "account-suspended",
    severity: CauseSeverity::Critical,
    owner: CauseOwner::Talkdesk,
    headline: "The Talkdesk account is disabled",
    explanation: "Talkdesk says that the account or workspace is disabled or suspended. The token and its scope aren’t the cause.",
    next_action: "Ask Talkdesk’s support why the account is disabled. Users are provisioned again as soon as it’s active.",
    fix: FixLocation::Ticket,
    source: CauseSource::Reported,
};

pub(crate) const SCIM_TURNED_OFF: CauseInfo = CauseInfo {
    id: "scim-turned-off",
    severity: CauseSeverity::Critical,
    owner: CauseOwner::Talkdesk,
    headline: "SCIM isn’t turned on for the account",
    explanation: "Talkdesk says that SCIM isn’t enabled. Waiting doesn’t help.",
    next_action: "Ask your Customer Success Manager or Talkdesk’s support to turn on the SCIM API for your account.",
    fix: FixLocation::Ticket,
    source: CauseSource::Reported,
};

pub(crate) const LICENSE_MISSING: CauseInfo = CauseInfo {
    id: "license-missing",
    owner: CauseOwner::TalkdeskAdmin,
    headline: "No license left in Talkdesk",
    explanation: "Each user is active as soon as it is created and uses one Talkdesk license. All are used, or the user limit of the account is reached.",
    next_action: "Check Admin > Billing in Talkdesk. Free up or buy licenses, or assign fewer users.",
    source: CauseSource::Talkdesk,
    ..USUAL
};

pub(crate) const ENDPOINT_NOT_FOUND: CauseInfo = CauseInfo {
    id: "endpoint-not-found",
    severity: CauseSeverity::Critical,
    headline: "The address in the Tenant URL doesn’t exist",
    explanation: "The service responds with 404 to a request that isn’t about one existing user. Usually the Tenant URL has a wrong path.",
    next_action: "Correct the Tenant URL: the API host of your region, then /scim/v2, and nothing after it. Then test the connection here.",
    fix: FixLocation::ConnectionTest,
    source: CauseSource::ScimService,
    ..USUAL
};

pub(crate) const REDIRECTED: CauseInfo = CauseInfo {
    id: "redirected",
    severity: CauseSeverity::Critical,
    headline: "The address redirects elsewhere",
    explanation: "The service responds with a redirect. Usually the Tenant URL leads to a web page or sign-in page instead of the SCIM API.",
    next_action: "Correct the Tenant URL and test the connection here.",
    fix: FixLocation::ConnectionTest,
    source: CauseSource::ScimService,
    ..USUAL
};

pub(crate) const RESPONSE_NOT_SCIM: CauseInfo = CauseInfo {
    id: "response-not-scim",
    owner: CauseOwner::Talkdesk,
    headline: "Entra couldn’t read the response as SCIM",
    explanation: "The response isn’t what SCIM requires, and the log doesn’t show its status. If the Tenant URL is wrong, a web page or another API responds.",
    next_action: "Read the error in the entry and test the connection here. If the Tenant URL is right, send the result to Talkdesk.",
    fix: FixLocation::ConnectionTest,
    ..USUAL
};
