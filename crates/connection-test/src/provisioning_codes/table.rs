//! The rows of the table, those of Test connection first.

use super::{CodeAction, CodeSource, ProvisioningCode};

const fn row(
    codes: &'static [&'static str],
    sentences: &'static [&'static str],
    action: CodeAction,
    source: CodeSource,
    texts: [&'static str; 3],
) -> ProvisioningCode {
    let [means, cause, remedy] = texts;
    ProvisioningCode {
        codes,
        sentences,
        action,
        means,
        cause,
        remedy,
        source,
    }
}

/// Every code that is known here, those of Test connection first.
pub const PROVISIONING_CODES: [ProvisioningCode; 25] = [
    row(
        &[
            "SystemForCrossDomainIdentityManagementCredentialValidationFailure",
            "CredentialValidationFailure",
            "InvalidCredentials",
        ],
        &[],
        CodeAction::Fix,
        CodeSource::Reported,
        [
            "Entra’s test question was refused",
            "Talkdesk answered, but not with 200. Most often the token belongs to another region or account, was pasted with the word Bearer or not whole, lacks the scope scim, or is no longer valid.",
            "Make a new STS token in the region of the Tenant URL, with the scope scim, and paste the token alone. If the portal shows the answer (“Response Status Code”), paste that under “Paste an answer”.",
        ],
    ),
    row(
        &[
            "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
            "CredentialValidationUnavailable",
        ],
        &["You appear to have entered invalid credentials"],
        CodeAction::Fix,
        CodeSource::Reported,
        [
            "Entra got no usable answer to its test",
            "The sentence about invalid credentials comes for almost everything. With this code Entra usually did not reach a SCIM service at all: a wrong host name, no valid certificate, a closed port, or a path that leads elsewhere.",
            "Compare the Tenant URL letter by letter: https, the API host of your region, /scim/v2, and nothing after it. Then test the connection here.",
        ],
    ),
    row(
        &["SystemForCrossDomainIdentityManagementServiceIncompatible"],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "Entra could not read the answer as SCIM",
            "Something answered in another form than SCIM. With the right Tenant URL this is Talkdesk’s to correct; with a wrong one it is a web page or another API.",
            "Test the connection here: it names what is wrong with the answer. If the Tenant URL is right, give that evidence to Talkdesk.",
        ],
    ),
    row(
        &[],
        &["Size of input ExternalSecret data is invalid"],
        CodeAction::Fix,
        CodeSource::Reported,
        [
            "The token is too long for Entra to save",
            "Entra can pass its test with a very long secret and then fail to save it. More than the token may have been pasted.",
            "Paste the STS token alone. If it really is that long, make an opaque one: token_type=opaque.",
        ],
    ),
    row(
        &["EncounteredQuarantineException"],
        &["in quarantine", "quarantined"],
        CodeAction::Fix,
        CodeSource::Quarantine,
        [
            "Provisioning is in quarantine",
            "The credentials were refused, or Talkdesk did not answer as SCIM. Entra now tries once a day and switches provisioning off after four weeks.",
            "Test the connection here, mend what it names, save the credentials in the portal, then choose Restart provisioning.",
        ],
    ),
    row(
        &[
            "EncounteredEscrowProportionThreshold",
            "EncounteredBaseEscrowThreshold",
            "EncounteredTotalEscrowThreshold",
        ],
        &[],
        CodeAction::Fix,
        CodeSource::Quarantine,
        [
            "Too many users failed, so provisioning is in quarantine",
            "A large share of the users failed in this cycle, usually all for one reason.",
            "Look up the code that most users have in the provisioning log, mend that first, then choose Restart provisioning.",
        ],
    ),
    row(
        &["TooManyDeletes"],
        &[],
        CodeAction::Fix,
        CodeSource::Quarantine,
        [
            "More users would be deactivated than you allowed",
            "The limit for accidental deletions was met, often because a group was unassigned or a scoping filter was changed.",
            "Check assignments and scoping filters. If the deletions are meant, allow them in the portal.",
        ],
    ),
    row(
        &["EntryConflict", "Conflict"],
        &["status code 409", "already exists"],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "The user exists in Talkdesk already, but was not found",
            "Entra looked for the user by the matching attribute and found nobody, so it tried to create one. Talkdesk has somebody with the same e-mail, perhaps spelt differently.",
            "Make userName the matching attribute and let it send the very e-mail that Talkdesk has. Compare one such user in both.",
        ],
    ),
    row(
        &[
            "DuplicateTargetEntries",
            "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse",
        ],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "Several Talkdesk users match one Entra user",
            "Entra asked for one user by the matching attribute and got more than one, or the filter was ignored.",
            "Match on userName, which is unique in Talkdesk. The connection test here tells whether the filter is honoured.",
        ],
    ),
    row(
        &["DuplicateSourceEntries"],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "Several Entra users have the same matching value",
            "The value that is sent as userName is the same for more than one user, such as a shared mailbox’s address.",
            "Make the value unique in Entra, or build userName from an attribute that is, such as userPrincipalName.",
        ],
    ),
    row(
        &["MandatoryFieldsMissing", "MissingValues"],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "A value that Talkdesk requires is empty",
            "Talkdesk requires userName, name.givenName and name.familyName. One of them is empty for this user in Entra.",
            "Fill first name, last name and e-mail of the user in Entra, or give the mapping a fallback.",
        ],
    ),
    row(
        &["ImportSkipped"],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "The user has no value for the matching attribute",
            "Entra cannot look for a user without it, so it did not even check whether the user is in scope. Most often mail is empty.",
            "Fill the attribute that userName is made from, usually mail. Users who are not assigned can be left alone.",
        ],
    ),
    row(
        &["SchemaAttributeNotFound", "SchemaInvalid"],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "A mapping sends an attribute that Talkdesk does not have",
            "The default mappings hold many attributes that Talkdesk’s schema lacks, or the URN of rolesString or teamsString is misspelt; upper and lower case count.",
            "Remove the mappings that Talkdesk does not take and compare the URNs under Mappings.",
        ],
    ),
    row(
        &["SchemaPropertyCanOnlyAcceptValue"],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "Several values were sent where one is due",
            "The source attribute holds several values, such as proxyAddresses, and the Talkdesk attribute takes one.",
            "Map an attribute with one value. Several roles or teams go into one text with semicolons between them.",
        ],
    ),
    row(
        &[],
        &["No more than one app role assignment was expected"],
        CodeAction::Fix,
        CodeSource::Reported,
        [
            "The user has more than one app role",
            "SingleAppRoleAssignment takes exactly one role. A user in two assigned groups with different roles counts as having two.",
            "Leave each user one app role, or map the role from another attribute.",
        ],
    ),
    row(
        &["InvalidDomain"],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "A value has a domain that is not allowed",
            "The e-mail sent as userName has a domain that the account does not take.",
            "Correct the user’s e-mail, or ask Talkdesk which domains the account allows.",
        ],
    ),
    row(
        &[
            "InsufficientRights",
            "NotPermitted",
            "MethodNotAllowed",
            "Unauthorized",
        ],
        &["status code 403"],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "Talkdesk knows the token but does not allow this",
            "The OAuth client lacks the scope scim, or the SCIM API is not switched on for the account.",
            "Give the OAuth client the scope scim and make a new token. If that does not help, ask your Customer Success Manager whether the account takes part in the SCIM API.",
        ],
    ),
    row(
        &["LicenseLimitExceeded"],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "There is no licence left for this user",
            "A user that is created is active and uses a Talkdesk licence at once.",
            "Look at Admin > Billing in Talkdesk. Free or buy licences, or assign fewer users.",
        ],
    ),
    row(
        &["InvalidAnchor"],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "The Talkdesk user that Entra remembers is gone",
            "Somebody deleted the user in Talkdesk after Entra had linked it.",
            "Choose Restart provisioning: Entra then looks for every user anew. That makes the next cycle a long one.",
        ],
    ),
    row(
        &["UnprocessableEntity", "NotImplemented"],
        &[],
        CodeAction::Fix,
        CodeSource::LogCodes,
        [
            "Talkdesk did not take the request as it was sent",
            "A value has a form that Talkdesk refuses, such as a role or team that does not exist there, or it does not offer what was asked.",
            "Read the details of the log entry for Talkdesk’s own words. Check that each role and team exists in Talkdesk, spelt exactly so.",
        ],
    ),
    row(
        &["TooManyRequests"],
        &["status code 429"],
        CodeAction::Wait,
        CodeSource::LogCodes,
        [
            "Too many requests for Talkdesk at once",
            "Talkdesk takes four requests a second; Entra does not hold back in a large first cycle.",
            "Nothing has to be done: Entra tries again. Assign users in smaller batches if it goes on for days.",
        ],
    ),
    row(
        &["Timeout"],
        &[],
        CodeAction::Wait,
        CodeSource::LogCodes,
        [
            "Talkdesk did not answer in time",
            "The service was slow or not to be reached for a moment.",
            "Nothing has to be done: Entra tries again in about 40 minutes. If it stays so, look at Talkdesk’s status page and test the connection here.",
        ],
    ),
    row(
        &["InternalServerError", "WebExceptionProtocolError"],
        &[],
        CodeAction::Wait,
        CodeSource::LogCodes,
        [
            "Talkdesk had an error of its own, or the connection broke",
            "The request arrived or nearly did, and something failed that is usually gone the next time.",
            "Nothing has to be done: Entra tries again in about 40 minutes. If the same user fails for a day, read the details of the log entry: the value sent may be what breaks it.",
        ],
    ),
    row(
        &["InternalError"],
        &[],
        CodeAction::Wait,
        CodeSource::LogCodes,
        [
            "Entra’s provisioning service had an error of its own",
            "This is neither Talkdesk’s fault nor the set-up’s.",
            "Nothing has to be done: Entra tries again in about 40 minutes. If it goes on for days, open a case with Microsoft and give the change ID.",
        ],
    ),
    row(
        &["EntrySynchronizationSkipped"],
        &["RedundantExport", "NotEffectivelyEntitled"],
        CodeAction::Nothing,
        CodeSource::LogCodes,
        [
            "Nothing was done for this user, which is usually right",
            "The user is out of scope or nothing about it has changed.",
            "If the user should be in Talkdesk, check that it is assigned to the application directly or through a group, not a nested one, and that no scoping filter leaves it out.",
        ],
    ),
];
