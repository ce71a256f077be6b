//! The last column of the glossary, as far as a program can look for it.

/// Where a word must not be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
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

use Scope::{Everywhere, First, Function, Identifiers, Type};

/// Words, where they must not be, and what to write instead. `El` and `several`
/// join them when the pages are written with `view!`.
#[rustfmt::skip]
pub const WORDS: [(&[&str], Scope, &str); 32] = [
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

/// Modules that the glossary renames: folders they were in, name, new name. The
/// folders are those of the plan; what the new crates took along counts too.
#[rustfmt::skip]
pub const MODULES: [(&[&str], &[&str]); 7] = [
    (&["src"], &["frame", "rail", "places", "listen", "notices", "crash", "dom", "ui"]),
    (&["crates/connection-test", "src/pages/connection", "src/browser"], &["narrow", "pace",
         "turn", "farewell", "engine", "lend", "describe", "nearest", "show", "terminal",
         "scrub", "codes", "course", "ready", "leftover", "desk", "ward", "judge"]),
    (&["src/pages/expressions"], &["asking", "queue", "mend", "written", "paint", "rows",
         "origin", "told", "kept", "texts"]),
    (&["src/pages/mappings"], &["standing", "waiting", "sitting", "left", "turn", "by_hand",
         "next", "choices", "draft", "adding", "notes", "clicks", "held_back", "asking",
         "finding", "problems"]),
    (&["crates/provisioning"], &["plan", "expected", "payload", "mistake", "apply", "change",
         "names", "default_rows", "schema_file"]),
    (&["crates/preflight", "src/pages/preflight"], &["ask", "kind", "signs", "truth", "slots",
         "seen", "pool", "opened", "existing", "join", "judge", "generate", "needed", "needs",
         "lock", "missing", "numbers"]),
    (&["crates/sync-schema"], &["find", "layout", "lists", "note", "row_edit", "look", "places"]),
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
