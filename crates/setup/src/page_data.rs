//! What Mappings, Expressions and Preflight store with a set-up.
//!
//! The first view has no use for it, so [`Setup`] carries it unread among the
//! members that it does not know, and only those pages load what reads it.

use provisioning::user::SourceUser;
use serde_json::{Map, Value};

use super::Setup;

/// The member of a record that holds it.
const MEMBER: &str = "workbench";
const SAMPLE_USER: &str = "sampleUser";
const CHANGED_USER: &str = "changedUser";
const OWN_USER: &str = "ownUser";
const CHANGE: &str = "change";
const EXPRESSION: &str = "expression";
const TALKDESK_ROLES: &str = "talkdeskRoles";
const TALKDESK_TEAMS: &str = "talkdeskTeams";

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
    /// The text of the expression editor.
    pub expression: String,
    /// Roles that exist in Talkdesk, one in each line, as typed.
    pub talkdesk_roles: String,
    /// Teams that exist in Talkdesk, one in each line, as typed.
    pub talkdesk_teams: String,
    rest: Map<String, Value>,
}

impl PageData {
    fn read(member: Option<Value>) -> Self {
        let mut rest = match member {
            Some(Value::Object(members)) => members,
            _ => Map::new(),
        };
        let mut user = |name: &str| match rest.remove(name) {
            Some(user @ Value::Object(_)) => Some(SourceUser::from(user)),
            _ => None,
        };
        let (sample_user, own_user) = (user(SAMPLE_USER), user(OWN_USER));
        let changed_user = user(CHANGED_USER);
        let mut text = |name: &str| match rest.remove(name) {
            Some(Value::String(text)) => text,
            _ => String::new(),
        };
        Self {
            sample_user,
            own_user,
            changed_user,
            change: text(CHANGE),
            expression: text(EXPRESSION),
            talkdesk_roles: text(TALKDESK_ROLES),
            talkdesk_teams: text(TALKDESK_TEAMS),
            rest,
        }
    }

    fn write(self) -> Value {
        let mut members = self.rest;
        let users = [
            (SAMPLE_USER, self.sample_user),
            (OWN_USER, self.own_user),
            (CHANGED_USER, self.changed_user),
        ];
        for (name, user) in users {
            if let Some(user) = user {
                let _ = members.insert(name.to_owned(), user.into());
            }
        }
        let texts = [
            (CHANGE, self.change),
            (EXPRESSION, self.expression),
            (TALKDESK_ROLES, self.talkdesk_roles),
            (TALKDESK_TEAMS, self.talkdesk_teams),
        ];
        for (name, text) in texts {
            if !text.is_empty() {
                let _ = members.insert(name.to_owned(), text.into());
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
        let again = read(&write(&setup).to_string()).expect("still a set-up");
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
