//! Columns that hold passwords. Their values are dropped when a file is read,
//! so that none is shown, sent to the page or exported.

use crate::entra::is_password;

/// Words for a password, in lower case and without blanks.
const WORDS: [&str; 24] = [
    "password",
    "passwd",
    "passphrase",
    "passcode",
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
const ABOUT: [&str; 19] = [
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
    let folded: String = header
        .chars()
        .filter(|c| c.is_alphanumeric() || *c == 'ー')
        .flat_map(char::to_lowercase)
        .collect();
    let is_one = folded == "pwd" || folded == "pw" || folded == "pass" || folded.ends_with("pwd");
    let named = is_one || WORDS.iter().any(|word| folded.contains(word));
    named && !ABOUT.iter().any(|about| folded.contains(about))
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
        ] {
            assert!(!holds_passwords(header), "{header}");
        }
    }
}
