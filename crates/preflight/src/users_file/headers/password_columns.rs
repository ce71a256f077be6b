//! Columns that hold passwords. Their values are dropped when a file is read,
//! so that none is shown, sent to the page or exported.

use provisioning::entra::is_password;

use super::split_words;

/// Words for a password, in lower case and without blanks.
const WORDS: [&str; 27] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
    "temporaryaccesspass",
    "zugangscode",
    "accesscode",
    "passwort",
    "kennwort",
    "motdepasse",
    "contraseña",
    "contrasena",
    "palavrapasse",
    "senha",
    "parolachiave",
    "wachtwoord",
    "lösenord",
    "adgangskode",
    "passord",
    "salasana",
    "hasło",
    "heslo",
    "jelszó",
    "şifre",
    "пароль",
    "パスワード",
    "密码",
];

/// What columns about passwords have in their headers that hold none.
const ABOUT: [&str; 24] = [
    "policies",
    "policy",
    "neverexpire",
    "expired",
    "expires",
    "expiry",
    "expiration",
    "lastset",
    "lastchange",
    "lastpassword",
    "passwordchange",
    "changepassword",
    "badpassword",
    "badpwd",
    "strongpassword",
    "notrequired",
    "hashfunction",
    "passwordage",
    "resetregistered",
    "läuftab",
    "ablauf",
    "abgelaufen",
    "läuftnieab",
    "geändert",
];

/// Words of their own that stand for a password, in a header of several words.
const OWN_WORDS: [&str; 9] = [
    "pass",
    "pw",
    "pwd",
    "passw",
    "tap",
    "pin",
    "secret",
    "secrets",
    "geheimnis",
];

/// Beginnings of words for a password that somebody was given. Such a column
/// holds it, whatever else its header says.
const GIVEN: [&str; 8] = [
    "temp",
    "initial",
    "default",
    "onetime",
    "einmal",
    "generated",
    "new",
    "current",
];

/// Whether a column with this header holds passwords. A doubtful one counts as
/// one that does.
pub(crate) fn holds_passwords(header: &str) -> bool {
    if is_password(header) {
        return true;
    }
    // `Initial password [passwordProfile] Required`
    let inner = header.split_once('[').map(|(_, rest)| rest);
    if let Some((inner, _)) = inner.and_then(|rest| rest.split_once(']'))
        && is_password(inner)
    {
        return true;
    }
    // A remark does not change what the column holds: `Password (expires …)`.
    let remarks = ['(', ':', ','];
    let before = header.split(" - ").next().unwrap_or(header);
    let before = before.split(remarks).next().unwrap_or(before);
    names_password(header) || names_password(before)
}

fn names_password(header: &str) -> bool {
    let folded: String = header
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == 'ー')
        .flat_map(char::to_lowercase)
        .collect();
    let split_words = split_words(header, char::is_alphabetic);
    let is_one = folded.ends_with("pwd")
        || ["credential", "credentials"].contains(&folded.as_str())
        || split_words
            .iter()
            .any(|word| OWN_WORDS.contains(&word.as_str()));
    let is_named = is_one || WORDS.iter().any(|word| folded.contains(word));
    let begins = |word: &String| GIVEN.iter().any(|begin| word.starts_with(begin));
    is_named
        && (split_words.iter().any(begins) || !ABOUT.iter().any(|about| folded.contains(about)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_known_by_their_header() {
        for header in [
            "Initial password [passwordProfile] Required",
            "Password",
            "Password [Required]",
            "passwordProfile.password",
            "PasswordProfile",
            "Temporary password",
            "Initial Password",
            "New password",
            "Kennwort",
            "Mot de passe",
            "Contraseña",
            "user_password",
            "AccountPassword",
            "initialPwd",
            "Password Hash",
            "Temp pass",
            "Default Pass",
            "Temporary Access Pass",
            "TAP",
            "pw_initial",
            "TempPwd1",
            "Login secret",
            "secret",
            "Zugangscode",
            "PIN",
            "Credential",
            "Password (expires 30 days)",
            "Temporary password expires",
            "Password - must change at policy",
        ] {
            assert!(holds_passwords(header), "{header}");
        }
        for header in [
            "PasswordPolicies",
            "Password never expires",
            "PasswordLastSet",
            "Last password change time stamp",
            "Strong password required",
            "Change Password at Next Sign-In",
            "Password Hash Function [UPLOAD ONLY]",
            "badPwdCount",
            "userPrincipalName",
            "Compass",
            "Passwort läuft ab",
            "Last password change",
            "Block credential",
            "Secretary",
        ] {
            assert!(!holds_passwords(header), "{header}");
        }
    }
}
