//! What the portal shows before anybody changed anything: the rows of a new
//! non-gallery SCIM application, and the targets that it offers.
//!
//! Microsoft prints neither list. The rows and their order are those that
//! independent public walk-throughs of such applications show; the types are
//! those of Microsoft's gallery tutorials.

use entra_expression::TargetType::{self, Boolean, Reference, String as Text};

use crate::mapping::{ACTIVE_EXPRESSION, MappingSet, Operations, Row, Source};
use crate::talkdesk;

/// Where the value of a default row comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DefaultSource {
    Attribute(&'static str),
    Expression(&'static str),
}

/// One row of the untouched mapping table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DefaultRow {
    pub from: DefaultSource,
    pub target: &'static str,
    pub matching: Option<u32>,
}

impl DefaultRow {
    pub fn row(&self) -> Row {
        let source = match self.from {
            DefaultSource::Attribute(name) => Source::Direct(name.to_owned()),
            DefaultSource::Expression(text) => Source::Expression(text.to_owned()),
        };
        Row {
            matching_precedence: self.matching,
            ..Row::new(self.target, source)
        }
    }
}

const fn attribute(name: &'static str, target: &'static str) -> DefaultRow {
    DefaultRow {
        from: DefaultSource::Attribute(name),
        target,
        matching: None,
    }
}

const fn expression(text: &'static str, target: &'static str) -> DefaultRow {
    DefaultRow {
        from: DefaultSource::Expression(text),
        target,
        matching: None,
    }
}

const fn matching(name: &'static str, target: &'static str) -> DefaultRow {
    DefaultRow {
        matching: Some(1),
        ..attribute(name, target)
    }
}

/// "Provision Microsoft Entra ID Users", in the portal's order. Applications
/// from before 2020 have `addresses[type eq "other"].formatted` in the tenth row.
pub const USER_ROWS: [DefaultRow; 22] = [
    matching("userPrincipalName", "userName"),
    expression(ACTIVE_EXPRESSION, "active"),
    attribute("displayName", "displayName"),
    attribute("jobTitle", "title"),
    attribute("mail", r#"emails[type eq "work"].value"#),
    attribute("preferredLanguage", "preferredLanguage"),
    attribute("givenName", "name.givenName"),
    attribute("surname", "name.familyName"),
    expression(r#"Join(" ", [givenName], [surname])"#, "name.formatted"),
    attribute(
        "physicalDeliveryOfficeName",
        r#"addresses[type eq "work"].formatted"#,
    ),
    attribute(
        "streetAddress",
        r#"addresses[type eq "work"].streetAddress"#,
    ),
    attribute("city", r#"addresses[type eq "work"].locality"#),
    attribute("state", r#"addresses[type eq "work"].region"#),
    attribute("postalCode", r#"addresses[type eq "work"].postalCode"#),
    attribute("country", r#"addresses[type eq "work"].country"#),
    attribute("telephoneNumber", r#"phoneNumbers[type eq "work"].value"#),
    attribute("mobile", r#"phoneNumbers[type eq "mobile"].value"#),
    attribute(
        "facsimileTelephoneNumber",
        r#"phoneNumbers[type eq "fax"].value"#,
    ),
    attribute("mailNickname", "externalId"),
    attribute(
        "employeeId",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber",
    ),
    attribute(
        "department",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department",
    ),
    attribute(
        "manager",
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
    ),
];

/// "Provision Microsoft Entra ID Groups", in the portal's order. Talkdesk takes
/// no groups, so this mapping is disabled.
pub const GROUP_ROWS: [DefaultRow; 3] = [
    matching("displayName", "displayName"),
    attribute("objectId", "externalId"),
    attribute("members", "members"),
];

pub fn user_rows() -> MappingSet {
    MappingSet {
        rows: USER_ROWS.iter().map(DefaultRow::row).collect(),
        operations: Operations::default(),
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortalTarget {
    pub name: &'static str,
    pub takes: TargetType,
}

const fn text(name: &'static str) -> PortalTarget {
    PortalTarget { name, takes: Text }
}

const fn of(name: &'static str, takes: TargetType) -> PortalTarget {
    PortalTarget { name, takes }
}

/// The targets that the portal offers for a SCIM application, in its order.
/// `roles` as such is not among them. Talkdesk's two are added by hand.
pub const PORTAL_TARGETS: [PortalTarget; 51] = [
    text("userName"),
    of("active", Boolean),
    text("displayName"),
    text("title"),
    text(r#"emails[type eq "work"].value"#),
    text("preferredLanguage"),
    text("name.givenName"),
    text("name.familyName"),
    text("name.formatted"),
    text("name.honorificPrefix"),
    text("name.honorificSuffix"),
    text(r#"addresses[type eq "work"].formatted"#),
    text(r#"addresses[type eq "work"].streetAddress"#),
    text(r#"addresses[type eq "work"].locality"#),
    text(r#"addresses[type eq "work"].region"#),
    text(r#"addresses[type eq "work"].postalCode"#),
    text(r#"addresses[type eq "work"].country"#),
    text(r#"phoneNumbers[type eq "work"].value"#),
    text(r#"phoneNumbers[type eq "mobile"].value"#),
    text(r#"phoneNumbers[type eq "fax"].value"#),
    text("externalId"),
    text("nickName"),
    text("userType"),
    text("locale"),
    text("timezone"),
    text(r#"emails[type eq "home"].value"#),
    text(r#"emails[type eq "other"].value"#),
    text(r#"phoneNumbers[type eq "home"].value"#),
    text(r#"phoneNumbers[type eq "other"].value"#),
    text(r#"phoneNumbers[type eq "pager"].value"#),
    text(r#"addresses[type eq "home"].streetAddress"#),
    text(r#"addresses[type eq "home"].locality"#),
    text(r#"addresses[type eq "home"].region"#),
    text(r#"addresses[type eq "home"].postalCode"#),
    text(r#"addresses[type eq "home"].country"#),
    text(r#"addresses[type eq "home"].formatted"#),
    text(r#"addresses[type eq "other"].streetAddress"#),
    text(r#"addresses[type eq "other"].locality"#),
    text(r#"addresses[type eq "other"].region"#),
    text(r#"addresses[type eq "other"].postalCode"#),
    text(r#"addresses[type eq "other"].country"#),
    text(r#"addresses[type eq "other"].formatted"#),
    text(r#"roles[primary eq "True"].display"#),
    text(r#"roles[primary eq "True"].type"#),
    text(r#"roles[primary eq "True"].value"#),
    text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:employeeNumber"),
    text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:costCenter"),
    text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:organization"),
    text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:division"),
    text("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department"),
    of(
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager",
        Reference,
    ),
];

/// What a target takes. A target that nobody knows takes a text, as the portal
/// proposes for a new attribute.
pub fn target_type(name: &str) -> TargetType {
    let known = PORTAL_TARGETS.iter().find(|target| target.name == name);
    known.map_or(Text, |target| target.takes)
}

/// Whether the portal knows a target without any help: it is in its list, or in
/// Talkdesk's part of the attribute list.
pub fn is_offered(name: &str) -> bool {
    PORTAL_TARGETS.iter().any(|target| target.name == name)
        || talkdesk::TARGETS.iter().any(|target| target.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rows_are_a_sound_table() {
        let set = user_rows();
        for (index, row) in set.rows.iter().enumerate() {
            assert!(is_offered(&row.target), "{}", row.target);
            assert!(
                !set.rows[..index]
                    .iter()
                    .any(|other| other.target == row.target),
                "{} once",
                row.target
            );
            if let Source::Expression(text) = &row.source {
                assert!(entra_expression::parse(text).is_sound(), "{text}");
            }
        }
        assert_eq!(set.row("userName").unwrap().matching_precedence, Some(1));
        assert_eq!(GROUP_ROWS[2].row().target, "members");
    }

    #[test]
    fn types_are_known_where_they_matter() {
        assert_eq!(target_type("active"), Boolean);
        assert_eq!(target_type("userName"), Text);
        assert_eq!(
            target_type("urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager"),
            Reference
        );
        assert_eq!(target_type("something"), Text);
        // The facts of Talkdesk say the same in the portal's words.
        for target in &talkdesk::TARGETS {
            let boolean = target.kind == "Boolean";
            assert_eq!(
                target_type(target.name) == Boolean,
                boolean,
                "{}",
                target.name
            );
        }
    }
}
