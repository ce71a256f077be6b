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
        means: "Entra’s test question was refused",
        cause: "Talkdesk answered, but not with 200. Most often the token belongs to another region or account, was pasted with the word Bearer or not whole, lacks the scope scim, or is no longer valid.",
        remedy: "Make a new STS token in the region of the Tenant URL, with the scope scim, and paste the token alone. If the portal shows the answer (“Response Status Code”), paste that under “Paste an answer”.",
        source: CodeSource::Reported,
        ..USUAL
    },
    ProvisioningCode {
        codes: &[
            "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
            "CredentialValidationUnavailable",
        ],
        sentences: &["You appear to have entered invalid credentials"],
        means: "Entra got no usable answer to its test",
        cause: "The sentence about invalid credentials comes for almost everything. With this code Entra usually did not reach a SCIM service at all: a wrong host name, no valid certificate, a closed port, or a path that leads elsewhere.",
        remedy: "Compare the Tenant URL letter by letter: https, the API host of your region, /scim/v2, and nothing after it. Then test the connection here.",
        source: CodeSource::Reported,
        ..USUAL
    },
    ProvisioningCode {
        codes: &["SystemForCrossDomainIdentityManagementServiceIncompatible"],
        means: "Entra could not read the answer as SCIM",
        cause: "Something answered in another form than SCIM. With the right Tenant URL this is Talkdesk’s to correct; with a wrong one it is a web page or another API.",
        remedy: "Test the connection here: it names what is wrong with the answer. If the Tenant URL is right, give that evidence to Talkdesk.",
        ..USUAL
    },
    ProvisioningCode {
        sentences: &["Size of input ExternalSecret data is invalid"],
        means: "The token is too long for Entra to save",
        cause: "Entra can pass its test with a very long secret and then fail to save it. More than the token may have been pasted.",
        remedy: "Paste the STS token alone. If it really is that long, make an opaque one: token_type=opaque.",
        source: CodeSource::Reported,
        ..USUAL
    },
    ProvisioningCode {
        codes: &["EncounteredQuarantineException"],
        sentences: &["in quarantine", "quarantined"],
        means: "Provisioning is in quarantine",
        cause: "The credentials were refused, or Talkdesk did not answer as SCIM. Entra now tries once a day and switches provisioning off after four weeks.",
        remedy: "Test the connection here, mend what it names, save the credentials in the portal, then choose Restart provisioning.",
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
        cause: "A large share of the users failed in this cycle, usually all for one reason.",
        remedy: "Look up the code that most users have in the provisioning log, mend that first, then choose Restart provisioning.",
        source: CodeSource::Quarantine,
        ..USUAL
    },
    ProvisioningCode {
        codes: &["TooManyDeletes"],
        means: "More users would be deactivated than you allowed",
        cause: "The limit for accidental deletions was met, often because a group was unassigned or a scoping filter was changed.",
        remedy: "Check assignments and scoping filters. If the deletions are meant, allow them in the portal.",
        source: CodeSource::Quarantine,
        ..USUAL
    },
    ProvisioningCode {
        codes: &["EntryConflict", "Conflict"],
        sentences: &["status code 409", "already exists"],
        means: "The user exists in Talkdesk already, but was not found",
        cause: "Entra looked for the user by the matching attribute and found nobody, so it tried to create one. Talkdesk has somebody with the same e-mail, perhaps spelt differently.",
        remedy: "Make userName the matching attribute and let it send the very e-mail that Talkdesk has. Compare one such user in both.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &[
            "DuplicateTargetEntries",
            "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse",
        ],
        means: "Several Talkdesk users match one Entra user",
        cause: "Entra asked for one user by the matching attribute and got more than one, or the filter was ignored.",
        remedy: "Match on userName, which is unique in Talkdesk. The connection test here tells whether the filter is honoured.",
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
        remedy: "Fill first name, last name and e-mail of the user in Entra, or give the mapping a fallback.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["ImportSkipped"],
        means: "The user has no value for the matching attribute",
        cause: "Entra cannot look for a user without it, so it did not even check whether the user is in scope. Most often mail is empty.",
        remedy: "Fill the attribute that userName is made from, usually mail. Users who are not assigned can be left alone.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["SchemaAttributeNotFound", "SchemaInvalid"],
        means: "A mapping sends an attribute that Talkdesk does not have",
        cause: "The default mappings hold many attributes that Talkdesk’s schema lacks, or the URN of rolesString or teamsString is misspelt; upper and lower case count.",
        remedy: "Remove the mappings that Talkdesk does not take and compare the URNs under Mappings.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["SchemaPropertyCanOnlyAcceptValue"],
        means: "Several values were sent where one is due",
        cause: "The source attribute holds several values, such as proxyAddresses, and the Talkdesk attribute takes one.",
        remedy: "Map an attribute with one value. Several roles or teams go into one text with semicolons between them.",
        ..USUAL
    },
    ProvisioningCode {
        sentences: &["No more than one app role assignment was expected"],
        means: "The user has more than one app role",
        cause: "SingleAppRoleAssignment takes exactly one role. A user in two assigned groups with different roles counts as having two.",
        remedy: "Leave each user one app role, or map the role from another attribute.",
        source: CodeSource::Reported,
        ..USUAL
    },
    ProvisioningCode {
        codes: &["InvalidDomain"],
        means: "A value has a domain that is not allowed",
        cause: "The e-mail sent as userName has a domain that the account does not take.",
        remedy: "Correct the user’s e-mail, or ask Talkdesk which domains the account allows.",
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
        means: "Talkdesk knows the token but does not allow this",
        cause: "The OAuth client lacks the scope scim, or the SCIM API is not switched on for the account.",
        remedy: "Give the OAuth client the scope scim and make a new token. If that does not help, ask your Customer Success Manager whether the account takes part in the SCIM API.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["LicenseLimitExceeded"],
        means: "There is no licence left for this user",
        cause: "A user that is created is active and uses a Talkdesk licence at once.",
        remedy: "Look at Admin > Billing in Talkdesk. Free or buy licences, or assign fewer users.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["InvalidAnchor"],
        means: "The Talkdesk user that Entra remembers is gone",
        cause: "Somebody deleted the user in Talkdesk after Entra had linked it.",
        remedy: "Choose Restart provisioning: Entra then looks for every user anew. That makes the next cycle a long one.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["UnprocessableEntity", "NotImplemented"],
        means: "Talkdesk did not take the request as it was sent",
        cause: "A value has a form that Talkdesk refuses, such as a role or team that does not exist there, or it does not offer what was asked.",
        remedy: "Read the details of the log entry for Talkdesk’s own words. Check that each role and team exists in Talkdesk, spelt exactly so.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["TooManyRequests"],
        sentences: &["status code 429"],
        action: CodeAction::Wait,
        means: "Too many requests for Talkdesk at once",
        cause: "Talkdesk takes four requests a second; Entra does not hold back in a large first cycle.",
        remedy: "Nothing has to be done: Entra tries again. Assign users in smaller batches if it goes on for days.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["Timeout"],
        action: CodeAction::Wait,
        means: "Talkdesk did not answer in time",
        cause: "The service was slow or not to be reached for a moment.",
        remedy: "Nothing has to be done: Entra tries again in about 40 minutes. If it stays so, look at Talkdesk’s status page and test the connection here.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["InternalServerError", "WebExceptionProtocolError"],
        action: CodeAction::Wait,
        means: "Talkdesk had an error of its own, or the connection broke",
        cause: "The request arrived or nearly did, and something failed that is usually gone the next time.",
        remedy: "Nothing has to be done: Entra tries again in about 40 minutes. If the same user fails for a day, read the details of the log entry: the value sent may be what breaks it.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["InternalError"],
        action: CodeAction::Wait,
        means: "Entra’s provisioning service had an error of its own",
        cause: "This is neither Talkdesk’s fault nor the set-up’s.",
        remedy: "Nothing has to be done: Entra tries again in about 40 minutes. If it goes on for days, open a case with Microsoft and give the change ID.",
        ..USUAL
    },
    ProvisioningCode {
        codes: &["EntrySynchronizationSkipped"],
        sentences: &["RedundantExport", "NotEffectivelyEntitled"],
        action: CodeAction::Nothing,
        means: "Nothing was done for this user, which is usually right",
        cause: "The user is out of scope or nothing about it has changed.",
        remedy: "If the user should be in Talkdesk, check that it is assigned to the application directly or through a group, not a nested one, and that no scoping filter leaves it out.",
        ..USUAL
    },
];
