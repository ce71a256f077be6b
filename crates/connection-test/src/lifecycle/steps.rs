//! The steps of a life-cycle test, as data.

use crate::http::request::Method;
use crate::steps::step::{SpecReference, Step, StepKind};
use provisioning::scim_request::PatchStyle;

/// Both forms, in the order in which they are tried.
pub const PATCH_FORMS: [PatchStyle; 2] = [PatchStyle::Default, PatchStyle::Flag];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepId {
    CheckAbsent,
    ProbeDelete,
    Create,
    Find,
    Read,
    Extend(PatchStyle),
    ExtendRead(PatchStyle),
    ExtendAlone,
    ExtendAloneRead,
    Update(PatchStyle),
    UpdateRead(PatchStyle),
    Deactivate(PatchStyle),
    DeactivateRead(PatchStyle),
    Activate(PatchStyle),
    ActivateRead(PatchStyle),
    LookUp,
    ReadBack,
    Delete,
    VerifyDeleted,
    VerifyUnlisted,
}

impl StepKind for StepId {
    const STEPS: &'static [Step<StepId>] = &STEPS;
}

const FILTER: SpecReference = SpecReference {
    title: "RFC 7644 section 3.4.2.2",
    url: "https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2.2",
};
const CREATE: SpecReference = SpecReference {
    title: "RFC 7644 section 3.3; Talkdesk: Create User",
    url: "https://docs.talkdesk.com/reference/create-user",
};
const READ: SpecReference = SpecReference {
    title: "RFC 7644 section 3.4.1",
    url: "https://www.rfc-editor.org/rfc/rfc7644#section-3.4.1",
};
const PATCH: SpecReference = SpecReference {
    title: "Microsoft: flags to alter the SCIM behavior; RFC 7644 section 3.5.2",
    url: "https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-config-problem-scim-compatibility#flags-to-alter-the-scim-behavior",
};
const DELETE: SpecReference = SpecReference {
    title: "RFC 7644 section 3.6",
    url: "https://www.rfc-editor.org/rfc/rfc7644#section-3.6",
};

const fn patch(id: StepId, name: &'static str) -> Step<StepId> {
    Step::new(id, Method::Patch, PATCH, name)
}

const STEPS: [Step<StepId>; 28] = [
    Step::get(StepId::CheckAbsent, FILTER, "Nobody has this address yet")
        .expects("Status 200 and an empty list. Otherwise nothing is created."),
    Step::new(StepId::ProbeDelete, Method::Delete, DELETE, "This page may delete there")
        .expects("Status 404: the id is random and nobody’s. If the request does not get through, nothing is created, because nothing could be removed."),
    Step::new(StepId::Create, Method::Post, CREATE, "Create the user")
        .expects("Status 201 and the user with its id."),
    Step::get(StepId::Find, FILTER, "Find it as Entra does")
        .expects("Status 200 and a list with this one user. Entra looks for it so before each update: by externalId if this setup matches by that first, and else by userName."),
    Step::get(StepId::Read, READ, "Read it by its id")
        .expects("Status 200 and the user, with the roles and teams that were sent."),
    patch(StepId::Extend(PatchStyle::Default), "Change its name, roles and teams, default form")
        .expects("Status 200 or 204. The operation is “Replace” with a capital letter, once for each attribute; roles and teams have a path that begins with a URN."),
    Step::get(StepId::ExtendRead(PatchStyle::Default), READ, "Does it have the new name, roles and teams?")
        .expects("Status 200 and all values that were sent."),
    patch(StepId::Update(PatchStyle::Default), "Rename it, default form")
        .expects("Status 200 or 204. The operation is “Replace” with a capital letter, once for each attribute."),
    Step::get(StepId::UpdateRead(PatchStyle::Default), READ, "Does it have the new name?")
        .expects("Status 200 and both new names."),
    patch(StepId::Extend(PatchStyle::Flag), "Change its name, roles and teams, form of the flag")
        .expects("Status 200 or 204. The operation is “replace”, once for all attributes and without a path."),
    Step::get(StepId::ExtendRead(PatchStyle::Flag), READ, "Does it have the newer name, roles and teams?")
        .expects("Status 200 and all values that were sent."),
    patch(StepId::ExtendAlone, "Change one attribute of the extension, form of the flag")
        .expects("Status 200 or 204. With the flag, a change of a single attribute has a path, which begins with a URN here."),
    Step::get(StepId::ExtendAloneRead, READ, "Does it have the value that was sent alone?")
        .expects("Status 200 and the value that was sent."),
    patch(StepId::Update(PatchStyle::Flag), "Rename it, form of the flag")
        .expects("Status 200 or 204. The operation is “replace”, once for both attributes and without a path."),
    Step::get(StepId::UpdateRead(PatchStyle::Flag), READ, "Does it have the newer name?")
        .expects("Status 200 and both newer names."),
    patch(StepId::Deactivate(PatchStyle::Default), "Deactivate it, default form")
        .expects("Status 200 or 204. The value is the text \"False\"."),
    Step::get(StepId::DeactivateRead(PatchStyle::Default), READ, "Is it inactive?")
        .expects("Status 200 and active is false."),
    patch(StepId::Activate(PatchStyle::Default), "Reactivate it, default form")
        .expects("Status 200 or 204. The value is the text \"True\"."),
    Step::get(StepId::ActivateRead(PatchStyle::Default), READ, "Is it active again?")
        .expects("Status 200 and active is true."),
    patch(StepId::Deactivate(PatchStyle::Flag), "Deactivate it, form of the flag")
        .expects("Status 200 or 204. The value is the boolean false."),
    Step::get(StepId::DeactivateRead(PatchStyle::Flag), READ, "Is it inactive this time?")
        .expects("Status 200 and active is false."),
    patch(StepId::Activate(PatchStyle::Flag), "Reactivate it, form of the flag")
        .expects("Status 200 or 204. The value is the boolean true."),
    Step::get(StepId::ActivateRead(PatchStyle::Flag), READ, "Is it active once more?")
        .expects("Status 200 and active is true."),
    Step::get(StepId::LookUp, FILTER, "Look for the user by its address")
        .expects("Made only when it is unclear whether the user exists or which user it is: status 200, and a list that shows whether there is a user to remove."),
    Step::get(StepId::ReadBack, READ, "Is it still the test user?")
        .expects("Made only when the last answer did not show this: status 200 and the user with this id and this address. No other user is deleted."),
    Step::new(StepId::Delete, Method::Delete, DELETE, "Delete it").expects("Status 204."),
    Step::get(StepId::VerifyDeleted, DELETE, "Its id is gone").expects("Status 404."),
    Step::get(StepId::VerifyUnlisted, FILTER, "Its address finds nobody")
        .expects("Status 200 and an empty list."),
];

impl StepId {
    /// Whether it belongs to cleaning up.
    pub fn is_clean_up(self) -> bool {
        matches!(
            self,
            StepId::LookUp
                | StepId::ReadBack
                | StepId::Delete
                | StepId::VerifyDeleted
                | StepId::VerifyUnlisted
        )
    }

    /// The step that shows whether this one took effect.
    pub fn reading(self) -> Option<StepId> {
        Some(match self {
            StepId::Create => StepId::Read,
            StepId::Extend(form) => StepId::ExtendRead(form),
            StepId::ExtendAlone => StepId::ExtendAloneRead,
            StepId::Update(form) => StepId::UpdateRead(form),
            StepId::Deactivate(form) => StepId::DeactivateRead(form),
            StepId::Activate(form) => StepId::ActivateRead(form),
            _ => return None,
        })
    }

    /// Whether it reads the user by id.
    pub fn reads_by_id(self) -> bool {
        self.takes_id() && self.step().method == Method::Get
    }

    /// Whether its request has the user's id in it.
    pub fn takes_id(self) -> bool {
        !matches!(
            self,
            StepId::CheckAbsent
                | StepId::ProbeDelete
                | StepId::Create
                | StepId::Find
                | StepId::LookUp
                | StepId::VerifyUnlisted
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The variant after one. Without `_`, so that a new one has to be added.
    fn variant_after(id: StepId) -> Option<StepId> {
        use PatchStyle::{Default, Flag};
        Some(match id {
            StepId::CheckAbsent => StepId::ProbeDelete,
            StepId::ProbeDelete => StepId::Create,
            StepId::Create => StepId::Find,
            StepId::Find => StepId::Read,
            StepId::Read => StepId::Extend(Default),
            StepId::Extend(Default) => StepId::Extend(Flag),
            StepId::Extend(Flag) => StepId::ExtendRead(Default),
            StepId::ExtendRead(Default) => StepId::ExtendRead(Flag),
            StepId::ExtendRead(Flag) => StepId::ExtendAlone,
            StepId::ExtendAlone => StepId::ExtendAloneRead,
            StepId::ExtendAloneRead => StepId::Update(Default),
            StepId::Update(Default) => StepId::Update(Flag),
            StepId::Update(Flag) => StepId::UpdateRead(Default),
            StepId::UpdateRead(Default) => StepId::UpdateRead(Flag),
            StepId::UpdateRead(Flag) => StepId::Deactivate(Default),
            StepId::Deactivate(Default) => StepId::Deactivate(Flag),
            StepId::Deactivate(Flag) => StepId::DeactivateRead(Default),
            StepId::DeactivateRead(Default) => StepId::DeactivateRead(Flag),
            StepId::DeactivateRead(Flag) => StepId::Activate(Default),
            StepId::Activate(Default) => StepId::Activate(Flag),
            StepId::Activate(Flag) => StepId::ActivateRead(Default),
            StepId::ActivateRead(Default) => StepId::ActivateRead(Flag),
            StepId::ActivateRead(Flag) => StepId::LookUp,
            StepId::LookUp => StepId::ReadBack,
            StepId::ReadBack => StepId::Delete,
            StepId::Delete => StepId::VerifyDeleted,
            StepId::VerifyDeleted => StepId::VerifyUnlisted,
            StepId::VerifyUnlisted => return None,
        })
    }

    #[test]
    fn every_step_is_in_the_table_once() {
        let first = Some(StepId::CheckAbsent);
        let all: Vec<StepId> = std::iter::successors(first, |id| variant_after(*id)).collect();
        for id in &all {
            assert_eq!(id.step().id, *id);
        }
        assert_eq!(StepId::STEPS.len(), all.len());
    }
}
