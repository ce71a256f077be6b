//! All lints, in the order in which a page explains them.

use super::context::{LintContext, LintDiagnostics};
use super::{
    arguments, arity, attributes, dates, functions, never_matches, replace, result, roles, switch,
    text,
};
use crate::Severity;
use crate::functions::REFERENCE;

/// A kind of error, with its explanation.
pub struct Lint {
    /// Its stable name.
    pub code: &'static str,
    /// How bad it is, as a rule.
    pub severity: Severity,
    /// Why the language or the service objects.
    pub why: &'static str,
    /// Where that is known from.
    pub source: &'static str,
    pub(super) run: Run,
}

type Run = fn(&LintContext<'_>, &mut LintDiagnostics);

const fn error(code: &'static str, why: &'static str, source: &'static str, run: Run) -> Lint {
    Lint {
        code,
        severity: Severity::Error,
        why,
        source,
        run,
    }
}

const fn warning(code: &'static str, why: &'static str, source: &'static str, run: Run) -> Lint {
    Lint {
        severity: Severity::Warning,
        ..error(code, why, source, run)
    }
}

const fn info(code: &'static str, why: &'static str, source: &'static str, run: Run) -> Lint {
    Lint {
        severity: Severity::Info,
        ..error(code, why, source, run)
    }
}

pub(super) const LINTS: &[Lint] = &[
    error(
        "too-long",
        "Entra accepts expressions of at most 10,000 characters.",
        REFERENCE,
        text::too_long,
    ),
    error(
        "wrong-case-function",
        "Function names are case-sensitive.",
        REFERENCE,
        functions::wrong_case_function,
    ),
    error(
        "unknown-function",
        "Entra rejects names that aren’t in its list.",
        REFERENCE,
        functions::unknown_function,
    ),
    error(
        "connect-sync-function",
        "Entra Connect Sync has its own language. Its functions aren’t part of app provisioning.",
        "Microsoft's function reference of Entra Connect Sync",
        functions::connect_sync_function,
    ),
    warning(
        "not-in-app-provisioning",
        "It may work in your tenant, but it isn’t documented for app provisioning. Test with Provision on demand.",
        "Microsoft's cloud sync reference and Microsoft Graph's list of functions",
        functions::not_in_app_provisioning,
    ),
    warning(
        "cloud-sync-macro",
        "Cloud sync replaces macros between percent signs. App provisioning has no macros.",
        "Microsoft's cloud sync default mappings",
        text::cloud_sync_macro,
    ),
    error(
        "placeholder",
        "In instructions, angle brackets mark a placeholder that you replace.",
        "Seen in copied expressions",
        attributes::placeholder,
    ),
    error(
        "call-in-brackets",
        "Everything in brackets is read as the name of an attribute, parentheses included.",
        REFERENCE,
        attributes::call_in_brackets,
    ),
    error(
        "attribute-whitespace",
        "The space is read as part of the attribute's name.",
        "Inferred: names are taken literally",
        attributes::attribute_whitespace,
    ),
    error(
        "wrong-case-attribute",
        "Attribute names are case-sensitive. In the wrong case, the portal reports SchemaInvalid.",
        "Reports on Microsoft's forums",
        attributes::wrong_case_attribute,
    ),
    error(
        "not-offered-attribute",
        "The attribute exists in the directory, but provisioning can’t read it, so the portal \
            reports SchemaInvalid.",
        "Reports on Microsoft's forums",
        attributes::not_offered_attribute,
    ),
    warning(
        "unknown-attribute",
        "Newer tenants have attributes that aren’t in the list, so the name may be right. If the \
            source doesn’t have it, the portal reports SchemaInvalid. Directory extensions are \
            called extension_<application ID without dashes>_<name>.",
        "Reports on Microsoft's forums",
        attributes::unknown_attribute,
    ),
    error(
        "arity",
        "Arguments are identified by position, so each required one must be in its own position.",
        REFERENCE,
        arity::arity,
    ),
    error(
        "switch-odd-arguments",
        "The second argument of Switch is its default, before the first key. Without it, the first \
            key becomes the default, and keys and values trade places.",
        REFERENCE,
        switch::switch_odd_arguments,
    ),
    warning(
        "switch-duplicate-key",
        "Switch uses the first key that matches, so a repeated key is never reached.",
        REFERENCE,
        switch::switch_duplicate_key,
    ),
    warning(
        "never-matches",
        "Case matters in Switch and IIF. Attributes such as IsSoftDeleted are True or False, and \
            ToLower and ToUpper return only lowercase or only uppercase.",
        REFERENCE,
        never_matches::never_matches,
    ),
    warning(
        "switch-null-test-source",
        "The reference warns that IsPresent, IsNull and IsNullOrEmpty don’t work as the source of \
            Switch, although Microsoft's guides use them. A Switch on the value itself does the same: \
            its key \"\" matches an empty or missing value.",
        REFERENCE,
        switch::switch_null_test_source,
    ),
    info(
        "switch-unchanged-source",
        "The reference warns that in an incremental cycle a Switch whose source hasn’t changed can \
            return null, and suggests IIF instead. The default mapping of active is such a Switch and \
            works in most tenants: both are in use.",
        REFERENCE,
        switch::switch_unchanged_source,
    ),
    info(
        "iif-null-check",
        "The reference says that the condition of IIF fails for an empty or missing source and \
            lists these tests as unsupported, but Microsoft ships mappings that use them. A Switch \
            with the key \"\" is documented to match empty and missing values.",
        REFERENCE,
        switch::iif_null_check,
    ),
    warning(
        "join-separator-is-attribute",
        "The first argument of Join is the separator. An attribute there goes between the other \
            values.",
        REFERENCE,
        arguments::join_separator_is_attribute,
    ),
    error(
        "replace-no-mode",
        "Replace works in five ways: oldValue with replacementValue; oldValue with template; \
            regexPattern with replacementValue; regexPattern with regexGroupName and replacementValue; \
            regexPattern with regexGroupName and replacementAttributeName. Keep the commas of the \
            arguments that you leave out.",
        REFERENCE,
        replace::replace_no_mode,
    ),
    error(
        "bad-regex",
        "Patterns are .NET regular expressions. An invalid one fails for every user.",
        REFERENCE,
        replace::bad_regex,
    ),
    warning(
        "slashed-pattern",
        ".NET patterns have no delimiters, so slashes match only slashes in the value. Replace \
            always replaces every match. To ignore case, put (?i) at the start.",
        "Microsoft's documentation of .NET regular expressions",
        replace::slashed_pattern,
    ),
    error(
        "missing-regex-group",
        "A group is written (?<name>…) in the pattern; its name is case-sensitive.",
        REFERENCE,
        replace::missing_regex_group,
    ),
    warning(
        "backslash-reference",
        "In a .NET replacement, $1 or ${1} inserts what group 1 matched. A backslash is just a \
            backslash there.",
        "Microsoft's documentation of substitutions in .NET regular expressions",
        replace::backslash_reference,
    ),
    warning(
        "unknown-escape",
        "Only \\\\ and \\\" are escapes. Microsoft's own pages have others, such as \\+ and \\,, and \
            the backslash is kept. A doubled backslash always gives the same value.",
        REFERENCE,
        text::unknown_escape,
    ),
    warning(
        "format-stray-space",
        "A space in a date format is part of the date: an input format with an extra space doesn’t \
            match, and an output format sends it.",
        "MicrosoftDocs/azure-docs issue 104947",
        dates::format_stray_space,
    ),
    warning(
        "minutes-for-months",
        "In .NET date formats, MM is the month and mm is the minute.",
        "Microsoft's documentation of custom date and time format strings",
        dates::minutes_for_months,
    ),
    error(
        "date-styles",
        "The second argument of FormatDateTime names DateTimeStyles such as AllowWhiteSpaces and is \
            nearly always empty. The input format is the third.",
        REFERENCE,
        dates::date_styles,
    ),
    warning(
        "input-format-mismatch",
        "CDate, DateAdd, DateFromNum and Now return values like 8/25/2021 5:41:18 PM. Other input \
            formats don’t match them. For example, hh needs two digits where they have one.",
        "Microsoft's reference prints these results; .NET's ParseExact decides what fits",
        dates::input_format_mismatch,
    ),
    error(
        "bad-interval",
        "The intervals are yyyy, m, d, ww, h, n (minutes) and s, in lowercase.",
        REFERENCE,
        dates::bad_interval,
    ),
    error(
        "randomstring-range",
        "The length can be at most 256, and the minimums together can’t exceed it.",
        REFERENCE,
        arguments::randomstring_range,
    ),
    error(
        "start-below-one",
        "Characters and values are counted from 1, not from 0 as in most programming languages.",
        REFERENCE,
        arguments::start_below_one,
    ),
    error(
        "empty-search",
        "An empty value matches everywhere, so .NET neither replaces it nor splits at it.",
        "Inferred from .NET's String.Replace and String.Split",
        arguments::empty_search,
    ),
    error(
        "wrong-type",
        "Where a whole number is expected, text must contain one.",
        REFERENCE,
        arguments::wrong_type,
    ),
    error(
        "keyword-place",
        "vbBinaryCompare and vbTextCompare are for the last argument of InStr; \
            IgnoreAttributeFlow and IgnoreObjectFlow are values of IIF.",
        REFERENCE,
        arguments::keyword_position,
    ),
    warning(
        "not-approleassignments",
        "Roles are in the attribute appRoleAssignments and in no other.",
        REFERENCE,
        roles::not_approleassignments,
    ),
    error(
        "raw-app-roles",
        "The attribute appRoleAssignments holds objects, not names. Only SingleAppRoleAssignment, \
            AppRoleAssignmentsComplex and AssertiveAppRoleAssignmentsComplex turn them into values.",
        REFERENCE,
        roles::raw_app_roles,
    ),
    error(
        "selectuniquevalue-nested",
        "SelectUniqueValue is a top-level function and can’t be inside another one.",
        REFERENCE,
        functions::select_unique_nested,
    ),
    error(
        "selectuniquevalue-app",
        "SelectUniqueValue asks Active Directory whether a value is taken. It’s supported only \
            from Workday, SuccessFactors or API-driven provisioning into Active Directory.",
        REFERENCE,
        functions::select_unique_for_apps,
    ),
    warning(
        "unstable-value",
        "Provisioning compares the result with the last one and sends every change. A value that \
            is new in every cycle updates every user every time. Apply such a mapping only during \
            object creation.",
        "Follows from the functions' descriptions",
        result::unstable_value,
    ),
    info(
        "split-keeps-blank",
        "The reference prints a result without the space after a comma, but .NET's Split keeps \
            it. It isn’t known which of the two Entra does.",
        "Microsoft's reference contradicts .NET's String.Split",
        arguments::split_keeps_blank,
    ),
    warning(
        "quoted-attribute",
        "Everything in quotes is sent as is, brackets included.",
        "Follows from the grammar",
        attributes::quoted_attribute,
    ),
    warning(
        "sync-keyword-text",
        "Entra Connect Sync has keywords such as AuthoritativeNull and NULL that clear an \
            attribute. App provisioning has none of them, and in quotes any word is text.",
        "Microsoft's function reference of Entra Connect Sync",
        text::sync_keyword_text,
    ),
    warning(
        "quoted-expression",
        "Everything in quotes is sent as is. Functions in it don’t run.",
        "Follows from the grammar",
        text::quoted_expression,
    ),
    warning(
        "result-type",
        "The target attribute's type decides how the value is sent. The application rejects or \
            ignores other kinds of values.",
        "SCIM attribute types, RFC 7643 section 2.3",
        result::result_type,
    ),
    warning(
        "active-account-enabled",
        "accountEnabled says whether the account in Entra ID is enabled. IsSoftDeleted is also \
            True when a user is no longer assigned to the application, so only IsSoftDeleted deactivates those users.",
        "Microsoft's description of deprovisioning; reported for SCIM applications",
        result::active_account_enabled,
    ),
];
