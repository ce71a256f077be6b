//! The last column of the glossary, as far as a program can look for it.

/// Where a word must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WordScope {
    /// In identifiers and comments: it has no other use in this field.
    Everywhere,
    /// In identifiers; plain English has the word too.
    Identifiers,
    /// As the whole name of a type.
    Type,
    /// As the whole name of a function.
    Function,
    /// As the first word of an identifier.
    First,
}

use WordScope::{Everywhere, First, Function, Identifiers, Type};

/// Words, where they must not be, and what to write instead. `El` and `several`
/// join them when the pages are written with `view!`.
#[rustfmt::skip]
pub const WORDS: [(&[&str], WordScope, &str); 32] = [
    (&["desk", "desks", "ward", "wards", "papers"], Everywhere, "…State"),
    (&["place", "places"], Identifiers, "page, section, folder, position or path"),
    (&["told"], Identifiers, "message, response or notify"),
    (&["hear", "hears", "heard", "news"], Everywhere, "event, on_message or response"),
    (&["ask", "asks", "asked", "asking"], Identifiers, "request"),
    (&["job", "jobs"], Identifiers, "request; a job is Entra's synchronization job"),
    (&["answer", "answers", "answered"], Identifiers, "response"),
    (&["said"], Identifiers, "message or announce"),
    (&["words"], Function, "message or Display"),
    (&["fault", "faults"], Identifiers, "Diagnostic or Error"),
    (&["mistake", "mistakes", "trouble", "troubles", "damage"], Everywhere, "Diagnostic or Error"),
    (&["problem", "problems"], Identifiers, "Diagnostic"),
    (&["mend", "mends", "mended", "mending"], Everywhere, "fix"),
    (&["standing", "standings"], Everywhere, "status or Availability"),
    (&["kept"], Identifiers, "persisted, stored or retained"),
    (&["lasting"], Everywhere, "app scope"),
    (&["judge", "judges", "judged"], Everywhere, "evaluate, validate or diagnose"),
    (&["most"], First, "MAX_…"),
    (&["grade", "grades"], Identifiers, "severity"),
    (&["aim", "aims", "wish", "wishes"], Identifiers, "target or options"),
    (&["turn", "turns"], Identifiers, "trigger, tab_lock, conversion or page, as it is meant"),
    (&["shelf", "aside", "workbench"], Identifiers, "KeyValueStorage, UnreadableRecord, page data"),
    (&["farewell"], Everywhere, "delete_on_unload"),
    (&["leftover", "leftovers"], Identifiers, "orphaned_user"),
    (&["vacant", "rehearse"], Identifiers, "CheckAbsent, ProbeDelete"),
    (&["found"], Type, "Diagnostic"),
    (&["splice", "spot", "crowd"], Type, "TextEdit, LineCol, Limit"),
    (&["got", "way"], Type, "FetchResult, ProbeMode"),
    (&["remains", "gone", "unlisted"], Type, "Cleanup, VerifyDeleted, VerifyUnlisted"),
    (&["brought", "given"], Type, "SharedLink, MappedValue or DroppedFile"),
    (&["seal", "seals", "sealed"], Everywhere, "harden"),
    (&["sitting", "paint", "paints"], Identifiers, "edit_session, highlight"),
];

/// Folders, and names of modules in them before and after.
type Renames = (
    &'static [&'static str],
    &'static [(&'static str, &'static str)],
);

/// Modules that the glossary renames: the folders they were in, and their names
/// before and after. The new crates took some along.
#[rustfmt::skip]
pub const MODULES: [Renames; 7] = [
    (
        &["src"],
        &[
            ("frame", "shell"), ("rail", "sidebar"), ("places", "lazy_routes"),
            ("listen", "global_events"), ("notices", "banners"), ("crash", "panic_hook"),
            ("dom", "element"), ("ui", "components"),
        ],
    ),
    (
        &["crates/connection-test", "src/pages/connection", "src/browser"],
        &[
            ("narrow", "cors_probe"), ("pace", "rate_limiter"), ("turn", "tab_lock"),
            ("farewell", "delete_on_unload"), ("engine", "paced_client"), ("lend", "acquire"),
            ("describe", "discovery"), ("nearest", "host_suggestion"), ("show", "http_text"),
            ("terminal", "shell_commands"), ("scrub", "redact"), ("codes", "provisioning_codes"),
            ("course", "run"), ("ready", "preconditions"), ("leftover", "orphaned_user"),
            ("desk", "state"), ("ward", "state"), ("judge", "evaluate"),
        ],
    ),
    (
        &["src/pages/expressions"],
        &[
            ("asking", "evaluation"), ("queue", "latest_only"), ("mend", "quick_fix"),
            ("written", "undoable_input"), ("paint", "highlight"), ("rows", "user_form"),
            ("origin", "source_row"), ("told", "value_text"), ("kept", "persistence"),
            ("texts", "format"),
        ],
    ),
    (
        &["src/pages/mappings"],
        &[
            ("standing", "row_status"), ("waiting", "blocked_rows"),
            ("held_back", "blocked_rows"), ("sitting", "edit_session"),
            ("left", "unsaved_drafts"), ("turn", "convert_source"), ("by_hand", "manual_source"),
            ("next", "next_action"), ("choices", "recipe_catalog"), ("draft", "recipe_form"),
            ("adding", "new_target"), ("notes", "guidance"), ("clicks", "portal_steps"),
            ("asking", "preview_client"), ("finding", "diagnostic"), ("problems", "diagnostic"),
        ],
    ),
    (
        &["crates/provisioning"],
        &[
            ("plan", "portal_diff"), ("expected", "predicted_response"),
            ("payload", "scim_request"), ("mistake", "diagnostics"), ("apply", "evaluate"),
            ("change", "user_diff"), ("names", "attribute_names"),
            ("default_rows", "default_mappings"), ("schema_file", "sync_schema"),
        ],
    ),
    (
        &["crates/preflight", "src/pages/preflight"],
        &[
            ("ask", "protocol"), ("kind", "finding_kind"), ("signs", "service_accounts"),
            ("truth", "booleans"), ("slots", "source_row"), ("seen", "first_index"),
            ("pool", "interner"), ("opened", "user_detail"), ("existing", "target_users"),
            ("join", "supplements"), ("judge", "map_user"), ("generate", "fixtures"),
            ("needed", "required_names"), ("needs", "required_names"), ("lock", "csp_lock"),
            ("missing", "blockers"), ("numbers", "format"),
        ],
    ),
    (
        &["crates/sync-schema"],
        &[
            ("find", "locate"), ("layout", "json_writer"), ("lists", "member_order"),
            ("note", "unsupported"), ("row_edit", "mapping_writer"), ("look", "sniff"),
            ("places", "byte_ranges"),
        ],
    ),
];

/// Uses of a word that are the field's own: word, file or folder, identifier
/// that has it (empty for any), reason.
#[rustfmt::skip]
pub const EXCEPTIONS: [(&str, &str, &str, &str); 9] = [
    ("job", "", "synchronization_job", "Microsoft Graph's synchronizationJob"),
    ("job", "", "job_id", "the id of Microsoft Graph's synchronizationJob"),
    ("job", "crates/sync-schema", "", "Entra's synchronization job"),
    ("jobs", "crates/sync-schema", "", "Microsoft Graph's path segment"),
    ("answer", "crates/guide", "", "the answer to a question of the guide"),
    ("answers", "crates/guide", "", "the answers to questions of the guide"),
    ("place", "", "in_place", "plain English, as in Rust's copy_in_place"),
    ("place", "", "place_of", "plain English: in place of"),
    ("place", "", "its_place", "plain English: in its place"),
];
