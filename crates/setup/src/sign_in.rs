//! The customer's own registration for the sign-in to Microsoft, as typed. It is
//! no secret. The first view has no use for it, so [`Setup`] carries it unread.

use serde_json::{Map, Value};

use super::Setup;

/// The member of a record that holds it; each text is a leaf.
const MEMBER: &str = "signIn";
const TENANT: &str = "tenant";
const CLIENT_ID: &str = "clientId";

/// The longest text, in bytes. A domain has at most 253.
const MAX_BYTES: usize = 300;

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignInSettings {
    /// The tenant's ID or a verified domain.
    pub tenant: String,
    pub client_id: String,
}

impl Setup {
    pub fn sign_in_settings(&self) -> SignInSettings {
        let stored = self.rest.get(MEMBER);
        let text = |name: &str| {
            let text = stored.and_then(|stored| stored.get(name)?.as_str());
            text.filter(|text| text.len() <= MAX_BYTES)
                .unwrap_or_default()
                .to_owned()
        };
        SignInSettings {
            tenant: text(TENANT),
            client_id: text(CLIENT_ID),
        }
    }

    pub fn set_sign_in_settings(&mut self, settings: SignInSettings) {
        let mut stored = match self.rest.remove(MEMBER) {
            Some(Value::Object(stored)) => stored,
            _ => Map::new(),
        };
        for (name, text) in [(TENANT, settings.tenant), (CLIENT_ID, settings.client_id)] {
            let _ = match text.is_empty() || text.len() > MAX_BYTES {
                true => stored.remove(name),
                false => stored.insert(name.to_owned(), text.into()),
            };
        }
        if !stored.is_empty() {
            let _ = self.rest.insert(MEMBER.to_owned(), stored.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{SetupId, Timestamp, record};

    #[test]
    fn settings_survive_the_record_and_can_be_removed() {
        let created = Timestamp("2026-11-23T19:00:00.000Z".to_owned());
        let mut setup = Setup::new(SetupId("a1".to_owned()), String::new(), created);
        assert_eq!(setup.sign_in_settings(), SignInSettings::default());
        let settings = SignInSettings {
            tenant: "contoso.onmicrosoft.com".to_owned(),
            client_id: "5b0d6a1e-7f8e-4f0c-8f0e-2a4c9d3b0003".to_owned(),
        };
        setup.set_sign_in_settings(settings.clone());
        let text = record::text(&record::write(&setup));
        let read = record::read(&text).expect("a record");
        assert_eq!(read.sign_in_settings(), settings);
        setup.set_sign_in_settings(SignInSettings::default());
        assert!(!record::text(&record::write(&setup)).contains(MEMBER));
    }

    #[test]
    fn a_text_of_another_form_or_length_does_not_count() {
        let created = Timestamp("2026-11-23T19:00:00.000Z".to_owned());
        let mut setup = Setup::new(SetupId("a1".to_owned()), String::new(), created);
        for stored in [
            serde_json::json!({"tenant": 1, "clientId": null}),
            serde_json::json!({"tenant": "a".repeat(MAX_BYTES + 1)}),
            serde_json::json!("contoso"),
        ] {
            let _ = setup.rest.insert(MEMBER.to_owned(), stored);
            assert_eq!(setup.sign_in_settings(), SignInSettings::default());
        }
    }
}
