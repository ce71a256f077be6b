//! Names that are known, but not from the reference for app provisioning.
//!
//! They are listed so that nobody is told "unknown function" for a name that exists somewhere, and
//! so that trees from Microsoft that hold them can be read and written.

use super::model::ValueType::{Any, Boolean, Integer, Roles, Text};
use super::model::{
    Availability, Caveat, Function, FunctionInfo, Param, ValueType, caveat, example,
};

/// A name from elsewhere.
const fn name(
    name: &'static str,
    availability: Availability,
    params: &'static [Param],
    returns: ValueType,
    summary: &'static str,
) -> FunctionInfo {
    FunctionInfo {
        name,
        function: None,
        availability,
        params,
        repeats: 0,
        older: &[],
        returns,
        summary,
        examples: &[],
        caveats: &[],
    }
}

/// A name of Entra Connect Sync with what to use in its place.
const fn sync(own: &'static str, instead: &'static [Caveat]) -> FunctionInfo {
    let info = FunctionInfo {
        repeats: 1,
        ..name(
            own,
            Availability::ConnectSync,
            ARGUMENTS,
            Any,
            "A function of Entra Connect Sync, another language.",
        )
    };
    info.caveats(instead)
}

const ARGUMENTS: &[Param] =
    &[Param::new("argument", Any, "See the Connect Sync reference.").optional()];
const CLOUD_SYNC: &str = "Microsoft's cloud sync expression reference";
const SYNC: &str = "Microsoft's function reference of Entra Connect Sync";

const fn instead(text: &'static str) -> Caveat {
    Caveat { text, source: SYNC }
}

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo {
        function: Some(Function::Trim),
        ..name(
            "Trim",
            Availability::CloudSync,
            &[Param::new("value", Text, "A value, or several.").key("source")],
            Text,
            "Removes white space at both ends.",
        )
    }
    .examples(&[example(
        r#"Trim([displayName])"#,
        &[("displayName", &[" Test "])],
        Some(&["Test"]),
    )])
    .caveats(&[caveat(
        "Not in the app provisioning reference; evaluated here as cloud sync documents it.",
        CLOUD_SYNC,
    )]),
    name(
        "Error",
        Availability::CloudSync,
        &[Param::new("message", Text, "What the error says.").key("message")],
        Any,
        "Fails with a message.",
    ),
    name(
        "ConvertFromBase64",
        Availability::CloudSync,
        &[Param::new("source", Text, "A value in Base64.")],
        Text,
        "Decodes Base64.",
    ),
    name(
        "DNComponent",
        Availability::CloudSync,
        &[
            Param::new("dn", Text, "A distinguished name."),
            Param::new("index", Integer, "Which component, counted from 1."),
        ],
        Text,
        "A component of a distinguished name.",
    ),
    name(
        "StringFromSid",
        Availability::CloudSync,
        &[Param::new("sid", Any, "A security identifier in bytes.")],
        Text,
        "Writes a security identifier as text.",
    ),
    name(
        "DefaultDomain",
        Availability::Undocumented,
        &[],
        Text,
        "The tenant's default domain.",
    )
    .caveats(&[caveat(
        "Not in the app provisioning reference. Its value isn’t known here, so an expression that needs it has no value.",
        "MicrosoftDocs/azure-docs issue 11525",
    )]),
    name(
        "AppRoleAssignments",
        Availability::Undocumented,
        &[Param::new("source", Roles, "[appRoleAssignments].").key("source")],
        Any,
        "Listed by Microsoft Graph; no reference for mappings has it. Use SingleAppRoleAssignment.",
    ),
    name(
        "IsNothing",
        Availability::Undocumented,
        &[Param::new("source", Boolean, "A value.").key("source")],
        Boolean,
        "Listed by Microsoft Graph without a description.",
    ),
    name(
        "Prepend",
        Availability::Undocumented,
        &[
            Param::new("prefix", Text, "What goes before the value.").key("prefix"),
            Param::new("source", Text, "A value.").key("source"),
        ],
        Text,
        "Adds a prefix to a value.",
    ),
    sync(
        "Len",
        &[instead(
            "Tenants report that Len works; no reference lists it.",
        )],
    ),
    sync("LCase", &[instead("Use ToLower.")]),
    sync("UCase", &[instead("Use ToUpper.")]),
    sync(
        "Contains",
        &[instead(
            "Use InStr on a single value. There is no equivalent for several values.",
        )],
    ),
    sync(
        "InStrRev",
        &[instead("Use InStr, or a regular expression in Replace.")],
    ),
    sync(
        "Right",
        &[instead(
            "Use a regular expression in Replace, or Word and Item.",
        )],
    ),
    sync("LTrim", &[instead("Use a regular expression in Replace.")]),
    sync("RTrim", &[instead("Use a regular expression in Replace.")]),
    sync("StringFromGuid", &[]),
    sync("CGuid", &[]),
    sync("CNum", &[]),
    sync("CRef", &[instead("References are mapped directly.")]),
    sync("DNComponentRev", &[]),
    sync("EscapeDNComponent", &[]),
    sync(
        "IsBitSet",
        &[instead("Compare BitAnd with a number in IIF.")],
    ),
    sync("IsDate", &[]),
    sync("IsGuid", &[]),
    sync("IsNumeric", &[]),
    sync("BitOr", &[]),
    sync("ConvertFromUTF8Hex", &[]),
    sync("RandomNum", &[]),
    sync(
        "ReplaceChars",
        &[instead("Use Replace, or NormalizeDiacritics for accents.")],
    ),
    sync("Where", &[]),
    sync("Select", &[]),
    sync("With", &[]),
    sync("IsEmpty", &[instead("Use IsNullOrEmpty.")]),
    sync(
        "ItemOrNull",
        &[instead("Use Item, which fails where there is no such value.")],
    ),
    sync("PadLeft", &[]),
    sync("PadRight", &[]),
    sync("CertExtensionOids", &[]),
    sync("CertFormat", &[]),
    sync("CertFriendlyName", &[]),
    sync("CertHashString", &[]),
    sync("CertIssuer", &[]),
    sync("CertIssuerDN", &[]),
    sync("CertIssuerOid", &[]),
    sync("CertKeyAlgorithm", &[]),
    sync("CertKeyAlgorithmParams", &[]),
    sync("CertNameInfo", &[]),
    sync("CertNotAfter", &[]),
    sync("CertNotBefore", &[]),
    sync("CertPublicKeyOid", &[]),
    sync("CertPublicKeyParametersOid", &[]),
    sync("CertSerialNumber", &[]),
    sync("CertSignatureAlgorithmOid", &[]),
    sync("CertSubject", &[]),
    sync("CertSubjectNameDN", &[]),
    sync("CertSubjectNameOid", &[]),
    sync("CertThumbprint", &[]),
    sync("CertVersion", &[]),
];
