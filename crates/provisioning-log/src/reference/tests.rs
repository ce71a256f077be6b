use std::collections::BTreeSet;

use super::{ReferenceMatch, ReferenceType, codes_in, entries, entry_of, search, sentences_in};

/// Each code, reason and name of `../shared/facts/provisioning-log.md`.
const FACTS: [&str; 68] = [
    "SystemForCrossDomainIdentityManagementServiceIncompatible",
    "SystemForCrossDomainIdentityManagementServiceIncompatibleFiltering",
    "SystemForCrossDomainIdentityManagementBadRequest",
    "SystemForCrossDomainIdentityManagementServerError",
    "SystemForCrossDomainIdentityManagementBadResponse",
    "SystemForCrossDomainIdentityManagementCredentialValidationFailure",
    "SystemForCrossDomainIdentityManagementCredentialValidationUnavailable",
    "SystemForCrossDomainIdentityManagementMultipleEntriesInResponse",
    "InvalidCredentials",
    "AttributeValidationFailed",
    "NotEffectivelyEntitled",
    "RedundantExport",
    "QuarantinedOnDemand",
    "IngestionInterrupted",
    "EntryLevelErrors",
    "EntryEscrowRetry",
    "EncounteredBaseEscrowThreshold",
    "EncounteredTotalEscrowThreshold",
    "EncounteredEscrowProportionThreshold",
    "EncounteredQuarantineException",
    "TooManyDeletes",
    "Unknown",
    "NotConfigured",
    "NotRun",
    "Active",
    "Paused",
    "Quarantine",
    "Succeeded",
    "Failed",
    "EntryImport",
    "EntryImportAdd",
    "EntryImportUpdate",
    "EntryImportObjectNotFound",
    "EntryImportByMatchingProperty",
    "EntryImportByJoiningProperty",
    "EntrySynchronizationScoping",
    "EntrySynchronizationAdd",
    "EntrySynchronizationSkip",
    "EntrySynchronizationError",
    "EntryExportAdd",
    "EntryExportUpdate",
    "EntryExportUpdateSoftDelete",
    "EntryExportDelete",
    "Conflict",
    "EntryConflict",
    "DuplicateTargetEntries",
    "DuplicateSourceEntries",
    "MandatoryFieldsMissing",
    "MissingValues",
    "SchemaAttributeNotFound",
    "SchemaInvalid",
    "InsufficientRights",
    "MethodNotAllowed",
    "NotPermitted",
    "Unauthorized",
    "LicenseLimitExceeded",
    "TooManyRequests",
    "InvalidAnchor",
    "Timeout",
    "InternalServerError",
    "WebExceptionProtocolError",
    "ImportSkipped",
    "EntrySynchronizationSkipped",
    "InvalidDomain",
    "UnprocessableEntity",
    "NotImplemented",
    "SchemaPropertyCanOnlyAcceptValue",
    "MultipleGrantsNotSupported",
];

#[test]
fn each_code_of_the_facts_is_found_alone_and_by_search() {
    for name in FACTS {
        let entry = entry_of(name);
        assert!(
            entry.is_some_and(|entry| entry.names().any(|other| other == name)),
            "{name}: {entry:?}"
        );
        assert_eq!(codes_in(name).len(), 1, "{name}");
        let hits = search(name);
        let first = hits.first().map(|hit| hit.kind);
        assert_eq!(first, Some(ReferenceMatch::Exact), "{name}");
    }
}

#[test]
fn each_sentence_of_the_facts_is_found() {
    for text in [
        "employeeHireDate is not a valid propertyName",
        "because exporting the property is not supported for this operation: Add.",
        "Failed to match an entry in the source and target systems User 'ana'.",
        "No more than one app role assignment was expected, but this many where found: 2",
        "You appear to have entered invalid credentials. Please confirm",
        "Size of input ExternalSecret data is invalid.",
    ] {
        assert!(sentences_in(text).next().is_some(), "{text}");
        assert!(!search(text).is_empty(), "{text}");
    }
}

/// Kind F of the field cases.
#[test]
fn prose_is_no_code() {
    for text in [
        "Guest accounts are not permitted in this workspace.",
        "Conflict with the plan: no seats left",
        "Method not allowed",
        "The request was unauthorized because the token has expired",
        "Internal error in Talkdesk while creating the user",
        "Authorization: header is missing",
        "Resource schema does not exist or is not permitted",
        "The Timeout of the meeting and the Conflict between teams",
        "User must be Active.",
        "It Failed. It Succeeded. Unknown.",
        "StatusCode: Unauthorized Message: x",
        "StatusCode: MethodNotAllowed",
        "Response Status Code: InternalServerError Response",
        "notimeout",
        "",
    ] {
        assert!(codes_in(text).is_empty(), "{text}");
    }
}

#[test]
fn codes_are_found_in_messages() {
    let cases = [
        ("ErrorCode: Timeout", "Timeout"),
        ("{\"errorCode\":\"Conflict\"}", "EntryConflict"),
        ("Error code\nUnauthorized\n", "InsufficientRights"),
        ("ContosoEntryConflict", "EntryConflict"),
        (
            "the code was ContosoLicenseLimitExceeded.",
            "LicenseLimitExceeded",
        ),
        ("SkipReason RedundantExport", "RedundantExport"),
        (
            "SkipReason: NotEffectivelyEntitled, Assigned: True",
            "NotEffectivelyEntitled",
        ),
    ];
    for (text, expected) in cases {
        let names: Vec<&str> = codes_in(text).iter().map(|entry| entry.name).collect();
        assert_eq!(names, [expected], "{text}");
    }
}

#[test]
fn the_search_field_finds_by_words() {
    for (query, expected) in [
        ("licence", "LicenseLimitExceeded"),
        ("entry conflict", "EntryConflict"),
        ("app role", "MultipleGrantsNotSupported"),
        ("quarantine exception", "EncounteredQuarantineException"),
        ("domain", "InvalidDomain"),
        (
            "serviceincompatible",
            "SystemForCrossDomainIdentityManagementServiceIncompatible",
        ),
    ] {
        let hits = search(query);
        let found = hits.iter().any(|hit| hit.entry.name == expected);
        assert!(found, "{query}: {hits:?}");
    }
    assert!(search("zebra").is_empty());
    assert!(search(&"long ".repeat(200)).is_empty());
}

#[test]
fn each_entry_is_complete_and_has_names_of_its_own() {
    let mut names = BTreeSet::new();
    for entry in entries() {
        assert!(entry.meaning.ends_with('.'), "{}", entry.name);
        for name in entry.names() {
            assert!(names.insert(name), "{name} is there twice");
            let is_sentence = entry.entry_type == ReferenceType::Sentence;
            assert_eq!(is_sentence, name.contains(' '), "{name}");
        }
    }
}
