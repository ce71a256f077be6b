//! The faults that are planted.

use super::User;
use crate::preflight::kind::Kind;

/// One way to spoil a user. It has the user before, who is as it should be, and
/// tells the kinds of the user and those of the user before.
pub(super) type Fault = fn(&mut User, &User) -> (&'static [Kind], &'static [Kind]);

pub(super) const FAULTS: [Fault; 30] = [
    |user, _| {
        user.given.clear();
        (&[Kind::MandatoryMissing], &[])
    },
    |user, _| {
        user.role = "AGENT".to_owned();
        (&[Kind::RoleCase], &[])
    },
    |user, before| {
        user.upn = before.upn.to_uppercase();
        user.mail.clear();
        (&[Kind::Duplicate], &[Kind::Duplicate])
    },
    |user, _| {
        user.upn = user.upn.replace('@', ".");
        user.mail.clear();
        (&[Kind::NotEmail], &[])
    },
    |user, _| {
        user.surname.clear();
        (&[Kind::MandatoryMissing], &[])
    },
    |user, _| {
        user.role = "Agent\nSupervisor".to_owned();
        (&[Kind::TwoAppRoles], &[])
    },
    |user, _| {
        user.role = "Wizard".to_owned();
        (&[Kind::RoleUnknown], &[])
    },
    |user, _| {
        user.department = "Operations";
        user.team = "Moon base".to_owned();
        (&[Kind::TeamUnknown], &[])
    },
    |user, _| {
        user.upn.insert(1, '"');
        user.mail.clear();
        (&[Kind::BreaksFilter], &[])
    },
    |user, _| {
        user.department = "Operations";
        user.team = "sales".to_owned();
        (&[Kind::TeamCase], &[])
    },
    |user, _| {
        user.role = "Team  Lead".to_owned();
        (&[Kind::RoleBlanks], &[])
    },
    |user, _| {
        user.department = "Operations";
        user.team = "Sales; Support".to_owned();
        (&[Kind::TeamBlanks], &[])
    },
    |user, _| {
        user.given = "  ".to_owned();
        (&[Kind::OnlyBlanks], &[])
    },
    |user, _| {
        user.mail.insert_str(0, "x.");
        (&[Kind::UpnMailDiffer], &[])
    },
    |user, _| {
        user.upn.insert(1, '#');
        user.mail.clear();
        (&[Kind::RiskyFilter], &[])
    },
    |user, _| {
        user.surname = "Wolfeschlegelstein".repeat(6);
        (&[Kind::TooLong], &[])
    },
    |user, _| {
        user.given.push_str("\u{200B}a");
        (&[Kind::ControlCharacters], &[])
    },
    |user, _| {
        user.surname.push(' ');
        (&[Kind::OuterBlanks], &[])
    },
    // A Cyrillic letter before Latin ones.
    |user, _| {
        user.given.insert(0, '\u{410}');
        (&[Kind::MixedScripts], &[])
    },
    |user, _| {
        user.given = "JosÃ©".to_owned();
        (&[Kind::DamagedText], &[])
    },
    |user, _| {
        user.surname = "System.String[]".to_owned();
        (&[Kind::TypeName], &[])
    },
    |user, _| {
        user.beyond = true;
        (&[Kind::RaggedRow], &[])
    },
    |user, _| {
        user.role.clear();
        (&[Kind::DefaultRole], &[])
    },
    |user, _| {
        user.enabled = false;
        (&[Kind::Disabled], &[])
    },
    |user, _| {
        user.kind = "Guest";
        (&[Kind::Guest], &[])
    },
    |user, _| {
        user.upn = format!(
            "{}#EXT#@contoso.onmicrosoft.com",
            user.upn.replace('@', "_")
        );
        (&[Kind::Guest, Kind::NotEmail], &[])
    },
    |user, _| {
        user.upn.insert_str(0, "room-");
        user.mail.clear();
        (&[Kind::SharedMailbox], &[])
    },
    |user, _| {
        user.upn.insert_str(0, "svc-");
        user.mail.clear();
        (&[Kind::ServiceAccount], &[])
    },
    |user, _| {
        user.upn = user.upn.replace("contoso.com", "contoso.onmicrosoft.com");
        user.mail.clear();
        (&[Kind::InitialDomain], &[])
    },
    // The same user again: skipped, and no finding.
    |user, before| {
        *user = before.clone();
        (&[], &[])
    },
];
