//! What Mappings, Expressions and Preflight store with a setup.
//!
//! The first view has no use for it, so [`Setup`] carries it unread among the
//! members that it does not know, and only those pages load what reads it.

use provisioning::user::SourceUser;
use serde_json::{Map, Value};

use super::Setup;

/// The member of a record that holds it.
pub(crate) const MEMBER: &str = "workbench";

/// What the pages store. Members that this version does not know stay.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct PageData {
    /// The user whose values are shown beside expressions and mappings.
    pub sample_user: Option<SourceUser>,
    /// A user that somebody made, while another one is looked at.
    pub own_user: Option<SourceUser>,
    /// The user after a change that somebody made by hand.
    pub changed_user: Option<SourceUser>,
    /// What happens to the user, for what an update would send: the key of a
    /// change that is offered, or what `mapping/change.rs` writes.
    pub change: String,
    pub expression: String,
    /// Roles that exist in Talkdesk, one in each line, as typed.
    pub talkdesk_roles: String,
    /// Teams that exist in Talkdesk, one in each line, as typed.
    pub talkdesk_teams: String,
    rest: Map<String, Value>,
}

impl PageData {
    /// The users by the names of their members.
    fn users(&mut self) -> [(&'static str, &mut Option<SourceUser>); 3] {
        [
            ("sampleUser", &mut self.sample_user),
            ("ownUser", &mut self.own_user),
            ("changedUser", &mut self.changed_user),
        ]
    }

    /// The texts by the names of their members.
    fn texts(&mut self) -> [(&'static str, &mut String); 4] {
        [
            ("change", &mut self.change),
            ("expression", &mut self.expression),
            ("talkdeskRoles", &mut self.talkdesk_roles),
            ("talkdeskTeams", &mut self.talkdesk_teams),
        ]
    }

    fn read(member: Option<Value>) -> Self {
        let mut data = Self::default();
        let Some(Value::Object(mut members)) = member else {
            return data;
        };
        for (name, user) in data.users() {
            if let Some(value @ Value::Object(_)) = members.remove(name) {
                *user = Some(SourceUser::from(value));
            }
        }
        for (name, text) in data.texts() {
            if let Some(Value::String(value)) = members.remove(name) {
                *text = value;
            }
        }
        data.rest = members;
        data
    }

    fn write(mut self) -> Value {
        let mut members = std::mem::take(&mut self.rest);
        for (name, user) in self.users() {
            if let Some(user) = user.take() {
                let _ = members.insert(name.to_owned(), user.into());
            }
        }
        for (name, text) in self.texts() {
            if !text.is_empty() {
                let _ = members.insert(name.to_owned(), std::mem::take(text).into());
            }
        }
        Value::Object(members)
    }
}

impl Setup {
    pub fn page_data(&self) -> PageData {
        PageData::read(self.rest.get(MEMBER).cloned())
    }

    pub fn edit_page_data(&mut self, change: impl FnOnce(&mut PageData)) {
        let mut page_data = PageData::read(self.rest.remove(MEMBER));
        change(&mut page_data);
        let _ = self.rest.insert(MEMBER.to_owned(), page_data.write());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{read, write};
    use crate::{SetupId, Timestamp};
    use serde_json::json;

    fn empty() -> Setup {
        Setup::new(
            SetupId("00c0ffee00c0ffee".to_owned()),
            "Contoso".to_owned(),
            Timestamp("2026-11-23T19:00:00.000Z".to_owned()),
        )
    }

    #[test]
    fn page_data_is_written_and_read_back() {
        let mut setup = empty();
        assert_eq!(setup.page_data(), PageData::default());
        setup.edit_page_data(|data| {
            data.expression = "[mail]".to_owned();
            data.sample_user = Some(SourceUser::of(&[("mail", "ana@contoso.com")]));
            data.own_user = Some(SourceUser::of(&[("mail", "own@contoso.com")]));
            data.change = "role".to_owned();
        });
        let again = read(&write(&setup).to_string()).expect("still a setup");
        assert_eq!(again.page_data(), setup.page_data());
        assert_eq!(again.page_data().expression, "[mail]");
    }

    #[test]
    fn what_is_damaged_or_unknown_harms_nothing() {
        let mut setup = empty();
        let data =
            json!({"expression": 7, "sampleUser": [], "talkdeskTeams": "Sales", "colour": "teal"});
        let _ = setup.rest.insert(MEMBER.to_owned(), data);
        assert_eq!(setup.page_data().expression, "");
        assert_eq!(setup.page_data().sample_user, None);
        setup.edit_page_data(|data| data.talkdesk_roles = "Agent".to_owned());
        let expected =
            json!({"talkdeskRoles": "Agent", "talkdeskTeams": "Sales", "colour": "teal"});
        assert_eq!(setup.rest[MEMBER], expected);
    }
}
