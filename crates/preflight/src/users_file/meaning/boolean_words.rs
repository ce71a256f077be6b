//! Words for true and false in spreadsheets, scripts and admin portals.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Word {
    /// True or false: it says whether the header holds.
    Truth(bool),
    /// Enabled or disabled. Below a header such as `Block sign-in` that can
    /// mean the block or the account.
    Switch(bool),
    /// Whether an account may sign in, whatever the header is.
    Account(bool),
}

/// Pairs for true and false. The languages are those whose Excel translates
/// TRUE and FALSE.
const TRUTHS: [(&str, &str); 21] = [
    ("true", "false"),
    ("yes", "no"),
    ("1", "0"),
    ("on", "off"),
    ("y", "n"),
    ("t", "f"),
    ("$true", "$false"),
    ("wahr", "falsch"),
    ("ja", "nein"),
    ("ein", "aus"),
    ("vrai", "faux"),
    ("oui", "non"),
    ("verdadero", "falso"),
    ("sí", "no"),
    ("si", "no"),
    ("verdadeiro", "falso"),
    ("sim", "não"),
    ("vero", "falso"),
    ("sì", "no"),
    ("waar", "onwaar"),
    ("ja", "nee"),
];

/// Pairs for a thing that is switched on or off.
const SWITCHES: [(&str, &str); 20] = [
    ("enabled", "disabled"),
    ("active", "inactive"),
    ("activated", "deactivated"),
    ("enable", "disable"),
    ("aktiviert", "deaktiviert"),
    ("aktiv", "inaktiv"),
    ("activé", "désactivé"),
    ("active", "désactive"),
    ("actif", "inactif"),
    ("habilitado", "deshabilitado"),
    ("activado", "desactivado"),
    ("activo", "inactivo"),
    ("habilitado", "desabilitado"),
    ("ativado", "desativado"),
    ("ativo", "inativo"),
    ("abilitato", "disabilitato"),
    ("attivato", "disattivato"),
    ("attivo", "inattivo"),
    ("ingeschakeld", "uitgeschakeld"),
    ("actief", "inactief"),
];

/// Pairs for an account that may sign in or may not.
const ACCOUNTS: [(&str, &str); 16] = [
    ("allowed", "blocked"),
    ("sign-in allowed", "sign-in blocked"),
    ("sign in allowed", "sign in blocked"),
    ("sign-in enabled", "sign-in disabled"),
    ("unblocked", "blocked"),
    ("not blocked", "blocked"),
    ("not suspended", "suspended"),
    // Okta.
    ("active", "deprovisioned"),
    ("active", "deleted"),
    ("zugelassen", "blockiert"),
    ("erlaubt", "gesperrt"),
    ("autorisé", "bloqué"),
    ("permitido", "bloqueado"),
    ("consentito", "bloccato"),
    ("toegestaan", "geblokkeerd"),
    ("autorisée", "bloquée"),
];

/// What a text says, if it is one of the words. `active` belongs to the
/// switches, because it also stands below other headers.
pub(crate) fn word(text: &str) -> Option<Word> {
    let folded = text.trim().to_lowercase();
    let found = |pairs: &[(&str, &str)]| {
        pairs.iter().find_map(|(yes, no)| {
            if *yes == folded {
                Some(true)
            } else if *no == folded {
                Some(false)
            } else {
                None
            }
        })
    };
    let truth = found(&TRUTHS).map(Word::Truth);
    let switch = || found(&SWITCHES).map(Word::Switch);
    let account = || found(&ACCOUNTS).map(Word::Account);
    truth.or_else(switch).or_else(account)
}

/// States of accounts in other directories that are neither enabled nor
/// disabled in Entra's sense. They are known, so that the column is, and they
/// are reported. Source: the user statuses of Okta.
const OTHER_STATES: [&str; 10] = [
    "staged",
    "provisioned",
    "recovery",
    "password_expired",
    "locked_out",
    "locked",
    "password_reset",
    "pending_user_action",
    "pending",
    "archived",
];

/// Whether a text can stand in a column for the status of accounts.
pub(crate) fn is_status(text: &str) -> bool {
    let folded = text.trim().to_lowercase().replace(' ', "_");
    word(text).is_some() || OTHER_STATES.contains(&folded.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_words_of_each_pair_are_known_and_none_is_its_own_opposite() {
        for pairs in [&TRUTHS[..], &SWITCHES, &ACCOUNTS] {
            for (yes, no) in pairs {
                let value = |text: &str| match word(text) {
                    Some(Word::Truth(value) | Word::Switch(value) | Word::Account(value)) => value,
                    None => panic!("{text}"),
                };
                assert!(value(yes), "{yes}");
                assert!(!value(no), "{no}");
                assert!(value(&yes.to_uppercase()) && !value(&format!(" {no} ")));
            }
        }
    }

    #[test]
    fn words_of_other_kinds_are_not_guessed() {
        for text in ["", "perhaps", "gone", "LOCKED_OUT", "2", "Full time"] {
            assert_eq!(word(text), None, "{text}");
        }
        assert!(is_status("LOCKED_OUT") && is_status("Active") && is_status("Locked out"));
        assert!(!is_status("Full time"));
    }
}
