//! Headers of columns that say whether an account may sign in, or whether it
//! is deleted, in other words than the attribute's own.

use super::columns::{Rank, folded};
use super::split_words;
use crate::users_file::Meaning;
use crate::users_file::meaning::boolean_words::{Word, is_status, word};
use provisioning::entra::{ENABLED, SOFT_DELETED};

/// Beginnings of words that say that an account may not be used.
const BLOCKS: [&str; 25] = [
    "block",
    "disabl",
    "suspend",
    "deactivat",
    "inactive",
    "gesperrt",
    "blockier",
    "deaktiviert",
    "inaktiv",
    "bloqu",
    "suspendu",
    "désactiv",
    "bloccat",
    "geblokkeerd",
    "blokker",
    "desactiv",
    "desativ",
    "deshabilit",
    "desabilit",
    "disabilit",
    "disattiv",
    "suspendid",
    "sospes",
    "uitgeschakeld",
    "opgeschort",
];

/// Other words that such a header can have. With any further word it may say
/// something else: `Blocked by`, `Disabled licenses`, `Days inactive`.
const BESIDE: [&str; 75] = [
    "account",
    "accounts",
    "user",
    "users",
    "sign",
    "signin",
    "signing",
    "in",
    "log",
    "login",
    "logon",
    "credential",
    "credentials",
    "access",
    "is",
    "has",
    "been",
    "be",
    "status",
    "state",
    "flag",
    "entra",
    "aad",
    "azure",
    "ad",
    "the",
    "a",
    "for",
    "from",
    "to",
    "yes",
    "no",
    "true",
    "false",
    "required",
    "currently",
    "konto",
    "benutzer",
    "anmeldung",
    "compte",
    "anmeldeinformationen",
    "ist",
    "connexion",
    "utilisateur",
    "informations",
    "identification",
    "les",
    "des",
    "d",
    "l",
    "la",
    "est",
    "cuenta",
    "usuario",
    "inicio",
    "de",
    "del",
    "sesión",
    "sesion",
    "el",
    "acceso",
    "credencial",
    "credenciales",
    "conta",
    "usuário",
    "utilizador",
    "início",
    "sessão",
    "entrada",
    "acesso",
    "accesso",
    "utente",
    "gebruiker",
    "aanmelding",
    "credenziali",
];

/// Headers of a status whose words say by themselves who is enabled, as
/// [`folded`] writes them.
const STATUS: [&str; 11] = [
    "signinstatus",
    "signinallowed",
    "signinenabled",
    "accountstatus",
    "accountstate",
    "accountactive",
    "active",
    "isactive",
    "isenabled",
    "enabledstatus",
    "enabled",
];

/// Headers of the time of a deletion, likewise.
const DELETIONS: [&str; 24] = [
    "deleteddatetime",
    "softdeletiontimestamp",
    "softdeletiontime",
    "softdeletiondate",
    "softdeleteddatetime",
    "softdeletedtime",
    "softdeletedtimestamp",
    "softdeletedon",
    "softdeletedat",
    "softdeleted",
    "deletiontimestamp",
    "deletiontime",
    "deletiondate",
    "deletiondatetime",
    "deleteddate",
    "deletedtime",
    "deletedtimestamp",
    "deletedon",
    "deletedat",
    "datedeleted",
    "whendeleted",
    "whensoftdeleted",
    "isdeleted",
    "deleted",
];

/// The attribute that a header of this kind is about, and how its values are
/// read.
pub(super) fn state(header: &str) -> Option<(&'static str, Meaning, Rank)> {
    let (before, bracket) = parts(header);
    if blocks(before)
        && bracket.is_none_or(|name| !is_name(name) || folded(name) == folded(ENABLED))
    {
        return Some((ENABLED, Meaning::Inverted, Rank::Alias));
    }
    // `Block sign in for … [accountEnabled]`, whatever else it says.
    let of_enabled = bracket.is_some_and(|name| folded(name) == folded(ENABLED));
    let has_block = split_words(before, char::is_alphanumeric)
        .iter()
        .any(|word| is_block(word));
    if of_enabled && has_block {
        return Some((ENABLED, Meaning::Inverted, Rank::Alias));
    }
    let folded = folded(before);
    // The bulk template says `Block sign in` there, in any language.
    if of_enabled && !folded.is_empty() && !says_enabled(&folded) {
        return Some((ENABLED, Meaning::Unknown, Rank::Alias));
    }
    match folded.as_str() {
        "useraccountcontrol" => Some((ENABLED, Meaning::AccountControl, Rank::Ambiguous)),
        "status" | "userstatus" => Some((ENABLED, Meaning::SameAsAttribute, Rank::ByValues)),
        "newstatus" => Some((ENABLED, Meaning::SameAsAttribute, Rank::ByValuesLast)),
        name if STATUS.contains(&name) => Some((ENABLED, Meaning::SameAsAttribute, Rank::Alias)),
        name if DELETIONS.contains(&name) => {
            Some((SOFT_DELETED, Meaning::DeletionTime, Rank::Alias))
        }
        // With further words only somebody who knows the file can tell.
        _ if bracket.is_none() && has_block => {
            Some((ENABLED, Meaning::Unknown, Rank::ByValuesLast))
        }
        _ => None,
    }
}

/// What headers have in them that may be about the state of an account.
const HINTS: [&str; 18] = [
    "active", "enabled", "status", "state", "statut", "estado", "stato", "zustand", "konto",
    "compte", "cuenta", "conta", "account", "aktiv", "actif", "activo", "ativo", "attivo",
];

/// Whether a column that nobody knows may say who is enabled: its values are
/// words for the state of an account, or booleans below a header that
/// hints at one.
pub(crate) fn may_be_state(header: &str, samples: &[String]) -> bool {
    let folded = folded(header);
    let hints = HINTS.iter().any(|hint| folded.contains(hint));
    let is_state = |text: &String| match word(text) {
        Some(Word::Truth(_)) => hints,
        _ => is_status(text) || ENDED.contains(&text.trim().to_lowercase().as_str()),
    };
    !samples.is_empty() && samples.iter().all(is_state)
}

/// What people write of somebody who has left.
const ENDED: [&str; 9] = [
    "terminated",
    "left",
    "leaver",
    "former",
    "resigned",
    "retired",
    "gekündigt",
    "ausgeschieden",
    "on leave",
];

fn says_enabled(header: &str) -> bool {
    header == folded(ENABLED) || STATUS.contains(&header)
}

/// What stands before brackets, and in them.
fn parts(header: &str) -> (&str, Option<&str>) {
    match header.split_once('[') {
        Some((before, rest)) => (before, rest.split_once(']').map(|(name, _)| name)),
        None => (header, None),
    }
}

/// Whether brackets hold the name of a property rather than a remark in
/// capitals such as `READ ONLY`.
fn is_name(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

/// Whether a header says that an account may not be used, and nothing else.
fn blocks(header: &str) -> bool {
    let words = split_words(header, char::is_alphanumeric);
    words.iter().any(|word| is_block(word))
        && words
            .iter()
            .all(|word| is_block(word) || BESIDE.contains(&word.as_str()))
}

fn is_block(word: &str) -> bool {
    BLOCKS.iter().any(|begin| word.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_of_inverted_columns_are_known_in_every_spelling() {
        for header in [
            "Block credential",
            "BlockCredential",
            "blockCredential",
            "BLOCK CREDENTIAL",
            "Block sign in (Yes/No) [accountEnabled] Required",
            "Block sign-in [accountEnabled]",
            "Block sign-in",
            "Sign-in blocked",
            "SignInBlocked",
            "Sign in blocked?",
            "accountDisabled",
            "Account disabled",
            "account_disabled",
            "Disabled",
            "Is disabled",
            "Suspended",
            "suspended",
            "Is suspended",
            "User blocked",
            "Suspended [READ ONLY]",
        ] {
            let found = state(header).map(|(name, meaning, _)| (name, meaning));
            assert_eq!(found, Some((ENABLED, Meaning::Inverted)), "{header}");
        }
        for header in [
            "Blocked by",
            "Blocked domains",
            "Disabled plans",
            "Days inactive",
            "Not blocked",
            "Unblocked",
            "Block",
            "LockedOut",
            "Sign in",
            "Account",
        ] {
            let inverted = matches!(state(header), Some((_, Meaning::Inverted, _)));
            assert_eq!(inverted, header == "Block", "{header}");
        }
    }

    #[test]
    fn states_and_deletions_are_known() {
        use Meaning::{AccountControl, DeletionTime, SameAsAttribute};
        for (header, expected) in [
            ("Sign-in status", Some((ENABLED, SameAsAttribute))),
            ("Sign in status", Some((ENABLED, SameAsAttribute))),
            ("Account status", Some((ENABLED, SameAsAttribute))),
            ("Status [READ ONLY]", Some((ENABLED, SameAsAttribute))),
            ("New Status [UPLOAD ONLY]", Some((ENABLED, SameAsAttribute))),
            ("userAccountControl", Some((ENABLED, AccountControl))),
            ("deletedDateTime", Some((SOFT_DELETED, DeletionTime))),
            (
                "Soft deletion time stamp",
                Some((SOFT_DELETED, DeletionTime)),
            ),
            ("SoftDeletionTimestamp", Some((SOFT_DELETED, DeletionTime))),
            ("Deletion Time", Some((SOFT_DELETED, DeletionTime))),
            ("Permanent deletion date", None),
            ("State", None),
            ("accountEnabled", None),
            ("User name [userPrincipalName] Required", None),
        ] {
            let found = state(header).map(|(name, meaning, _)| (name, meaning));
            assert_eq!(found, expected, "{header}");
        }
    }
}
