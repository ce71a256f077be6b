//! The rows of the table, those of Test connection first.

use super::{CodeAction, CodeSource, ProvisioningCode};

/// What most rows have in common.
const USUAL: ProvisioningCode = ProvisioningCode {
    codes: &[],
    sentences: &[],
    action: CodeAction::Fix,
    means: "",
    cause: "",
    remedy: "",
    source: CodeSource::LogCodes,
};

/// Every code that is known here.
pub const PROVISIONING_CODES: [ProvisioningCode; 25] = [
    ProvisioningCode {
        codes: &[
            "SystemForCrossDomainIdentityManagementCredentialValidationFailure",
            "CredentialValidationFailure",
            "InvalidCredentials",
        ],
        means: "Talkdesk rejects Entra’s test request",
        cause: "Talkdesk responded, but not with 200. Usually the token is from another region or account, was pasted with the word Bearer or only in part, lacks the scope scim, or is no longer valid.",
        remedy: "Get a new STS token in the region of the Tenant URL, with the scope scim, and paste only the token. If the portal shows the response (“Response Status Code”), paste that too.",
        source: CodeSource::Reported,
        ..USUAL
    },
    ProvisioningCode {
        codes: &[
            "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
            "CredentialValidationUnavailable",
        ],
        sentences: &["You appear to have entered invalid credentials"],
        means: "Entra got no usable response to its test",
        cause: "Entra shows “invalid credentials” for almost any failure. With this code it usually didn’t reach a SCIM service at all: a wrong host name, no valid certificate, a closed port, or a wrong path.",
        remedy: "Compare the Tenant URL letter by letter: https, the API host of your region, /scim/v2, and nothing after it. Then test the connection here.",
        source: CodeSource::Reported,
        ..USUAL
    },
    ProvisioningCode {
        codes: &["SystemForCrossDomainIdentityManagementServiceIncompatible"],
        means: "Entra couldn’t read the response as SCIM",
        cause: "The response isn’t SCIM. If the Tenant URL is right, Talkdesk has to fix it; if it’s wrong, a web page or another API responds.",
        remedy: "Test the connection here: the result shows what is wrong with the response. If the Tenant URL is right, send the result to Talkdesk.",
        ..USUAL
    },
    ProvisioningCode {
        sentences: &["Size of input ExternalSecret data is invalid"],
        means: "The token is too long for Entra to save",
        cause: "Entra can pass its test with a very long secret and then fail to save it. The field may contain more than the token.",
        remedy: "Paste only the STS token. If it really is that long, get an opaque one: token_type=opaque.",
        source: CodeSource::Reported,
        ..USUAL
    },
    ProvisioningCode {
        codes: &["EncounteredQuarantineException"],
        sentences: &["in quarantine", "quarantined"],
        means: "Provisioning is in quarantine",
        cause: "Talkdesk rejected the credentials or didn’t respond with SCIM. Entra now tries once a day and turns provisioning off after four weeks.",
        remedy: "Test the connection here, fix what it reports, save the credentials in the portal, then choose Restart provisioning.",
        source: CodeSource::Quarantine,
        ..USUAL
    },
    ProvisioningCode {
        codes: &[
            "EncounteredEscrowProportionThreshold",
            "EncounteredBaseEscrowThreshold",
            "EncounteredTotalEscrowThreshold",
        ],
        means: "Too many users failed, so provisioning is in quarantine",
        cause: "A large share of the users failed in this cycle, usually all for the same reason.",
        remedy: "Look up the code that most users have in the provisioning log, fix that first, then choose Restart provisioning.",
        source: CodeSource::Quarantine,
        ..USUAL
    },
    ProvisioningCode {
        codes: &["TooManyDeletes"],
        means: "More users would be deactivated than you allowed",
        cause: "The limit for accidental deletions was reached, often because a group was unassigned or a scoping filter was changed.",
        remedy: "Check assignments and scoping filters. If the deletions are intended, allow them in the portal.",
        source: CodeSource::Quarantine,
        ..USUAL
    },
    ProvisioningCode {
        codes: &["EntryConflict", "Conflict"],
        sentences: &["status code 409", "already exists"],
        means: "The user already exists in Talkdesk but wasn’t matched",
        cause: "Entra looked for the user by the matching attribute, found no user and tried to create one. Talkdesk has a user with the same email, perhaps spelled differently.",
        remedy: "Make userName the matching attribute and send exactly the email that Talkdesk has. Compare one such user in both.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &[
            "DuplicateTargetEntries",
            "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse",
        ],
        means: "Several Talkdesk users match one Entra user",
        cause: "Entra looked for one user by the matching attribute and got more than one, or the filter was ignored.",
        remedy: "Match by userName, which is unique in Talkdesk. The connection test shows whether Talkdesk applies the filter.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["DuplicateSourceEntries"],
        means: "Several Entra users have the same matching value",
        cause: "The value that is sent as userName is the same for more than one user, such as a shared mailbox’s address.",
        remedy: "Make the value unique in Entra, or build userName from an attribute that is, such as userPrincipalName.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["MandatoryFieldsMissing", "MissingValues"],
        means: "A value that Talkdesk requires is empty",
        cause: "Talkdesk requires userName, name.givenName and name.familyName. One of them is empty for this user in Entra.",
        remedy: "Enter the user’s first name, last name and email in Entra, or give the mapping a fallback value.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["ImportSkipped"],
        means: "The user has no value for the matching attribute",
        cause: "Entra can’t look for a user without it, so it didn’t even check whether the user is in scope. Usually mail is empty.",
        remedy: "Fill in the source attribute of userName, usually mail. Ignore this for users who aren’t assigned.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["SchemaAttributeNotFound", "SchemaInvalid"],
        means: "A mapping sends an attribute that Talkdesk doesn’t have",
        cause: "The default mappings have many attributes that Talkdesk’s schema lacks, or the URN of rolesString or teamsString is misspelled; it’s case-sensitive.",
        remedy: "Delete the mappings that Talkdesk doesn’t accept and compare the URNs in Mappings.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["SchemaPropertyCanOnlyAcceptValue"],
        means: "Several values were sent where one is expected",
        cause: "The source attribute has several values, such as proxyAddresses, and the Talkdesk attribute accepts one.",
        remedy: "Map an attribute with one value. Send several roles or teams as one value, separated by semicolons.",
        ..USUAL
    },
    ProvisioningCode {
        sentences: &["No more than one app role assignment was expected"],
        means: "The user has more than one app role",
        cause: "SingleAppRoleAssignment accepts exactly one role. A user in two assigned groups with different roles counts as having two.",
        remedy: "Give each user one app role, or map the role from another attribute.",
        source: CodeSource::Reported,
        ..USUAL
    },
    ProvisioningCode {
        codes: &["InvalidDomain"],
        means: "A value has a domain that isn’t allowed",
        cause: "The email sent as userName has a domain that the account doesn’t accept.",
        remedy: "Correct the user’s email, or ask Talkdesk which domains the account allows.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &[
            "InsufficientRights",
            "NotPermitted",
            "MethodNotAllowed",
            "Unauthorized",
        ],
        sentences: &["status code 403"],
        means: "The token is valid but not allowed to do this",
        cause: "The OAuth client lacks the scope scim, or the SCIM API isn’t turned on for the account.",
        remedy: "Give the OAuth client the scope scim and get a new token. If that doesn’t help, ask your Customer Success Manager whether the SCIM API is available for your account.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["LicenseLimitExceeded"],
        means: "No license left for this user",
        cause: "Each user is active as soon as it is created and uses one Talkdesk license.",
        remedy: "Check Admin > Billing in Talkdesk. Free up or buy licenses, or assign fewer users.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["InvalidAnchor"],
        means: "The Talkdesk user that Entra remembers is gone",
        cause: "The user was deleted in Talkdesk after Entra had linked it.",
        remedy: "Choose Restart provisioning: Entra then looks for every user again. The next cycle takes longer.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["UnprocessableEntity", "NotImplemented"],
        means: "Talkdesk rejects the request",
        cause: "A value isn’t valid for Talkdesk, such as a role or team that doesn’t exist there, or Talkdesk doesn’t support the request.",
        remedy: "Read Talkdesk’s own message in the details of the log entry. Check that each role and team exists in Talkdesk with exactly the same spelling.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["TooManyRequests"],
        sentences: &["status code 429"],
        action: CodeAction::Wait,
        means: "Too many requests to Talkdesk",
        cause: "Talkdesk accepts four requests per second; Entra sends more in a large first cycle.",
        remedy: "No action needed: Entra tries again. Assign users in smaller batches if it continues for days.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["Timeout"],
        action: CodeAction::Wait,
        means: "Talkdesk didn’t respond in time",
        cause: "The service was slow or unreachable for a moment.",
        remedy: "No action needed: Entra tries again in about 40 minutes. If it continues, check Talkdesk’s status page and test the connection here.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["InternalServerError", "WebExceptionProtocolError"],
        action: CodeAction::Wait,
        means: "Talkdesk had an internal error, or the connection broke",
        cause: "Something failed that usually works the next time.",
        remedy: "No action needed: Entra tries again in about 40 minutes. If the same user fails for a day, read the details of the log entry: a value may cause the error.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["InternalError"],
        action: CodeAction::Wait,
        means: "Entra’s provisioning service had an internal error",
        cause: "Neither Talkdesk nor your setup caused it.",
        remedy: "No action needed: Entra tries again in about 40 minutes. If it continues for days, open a case with Microsoft and include the change ID.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["EntrySynchronizationSkipped"],
        sentences: &["RedundantExport", "NotEffectivelyEntitled"],
        action: CodeAction::Nothing,
        means: "Nothing was done for this user, which is usually right",
        cause: "The user is out of scope or hasn’t changed.",
        remedy: "If the user should be in Talkdesk, check that it’s assigned to the application directly or through a group, not a nested one, and that no scoping filter excludes it.",
        ..USUAL
    },
];
