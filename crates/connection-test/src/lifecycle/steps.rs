//! The steps of a lifecycle test, as data.

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
    Step::get(StepId::CheckAbsent, FILTER, "The address is free")
        .expects("Status 200 and an empty list. Otherwise nothing is created."),
    Step::new(StepId::ProbeDelete, Method::Delete, DELETE, "This page can delete")
        .expects("Status 404, because no user has this random ID. If the request doesn’t get through, nothing is created, because this page couldn’t delete it."),
    Step::new(StepId::Create, Method::Post, CREATE, "Create the user")
        .expects("Status 201 and the user with its ID."),
    Step::get(StepId::Find, FILTER, "Find it as Entra does")
        .expects("Status 200 and a list with this one user. Entra looks for the user like this before each update: by externalId if this setup matches by that first, otherwise by userName."),
    Step::get(StepId::Read, READ, "Read it by its ID")
        .expects("Status 200 and the user, with the roles and teams that were sent."),
    patch(StepId::Extend(PatchStyle::Default), "Update name, roles and teams, without the flag")
        .expects("Status 200 or 204. The operation is “Replace” with an uppercase letter, once for each attribute. The paths of roles and teams start with a URN."),
    Step::get(StepId::ExtendRead(PatchStyle::Default), READ, "Read name, roles and teams, without the flag")
        .expects("Status 200 and all values that were sent."),
    patch(StepId::Update(PatchStyle::Default), "Rename it, without the flag")
        .expects("Status 200 or 204. The operation is “Replace” with an uppercase letter, once for each attribute."),
    Step::get(StepId::UpdateRead(PatchStyle::Default), READ, "Read the new name, without the flag")
        .expects("Status 200 and both new names."),
    patch(StepId::Extend(PatchStyle::Flag), "Update name, roles and teams, with the flag")
        .expects("Status 200 or 204. The operation is “replace”, once for all attributes and without a path."),
    Step::get(StepId::ExtendRead(PatchStyle::Flag), READ, "Read name, roles and teams, with the flag")
        .expects("Status 200 and all values that were sent."),
    patch(StepId::ExtendAlone, "Update one attribute of the extension, with the flag")
        .expects("Status 200 or 204. With the flag, a change of a single attribute has a path, which starts with a URN here."),
    Step::get(StepId::ExtendAloneRead, READ, "Read that attribute, with the flag")
        .expects("Status 200 and the value that was sent."),
    patch(StepId::Update(PatchStyle::Flag), "Rename it, with the flag")
        .expects("Status 200 or 204. The operation is “replace”, once for both attributes and without a path."),
    Step::get(StepId::UpdateRead(PatchStyle::Flag), READ, "Read the new name, with the flag")
        .expects("Status 200 and both new names."),
    patch(StepId::Deactivate(PatchStyle::Default), "Deactivate it, without the flag")
        .expects("Status 200 or 204. The value is \"False\", in quotes."),
    Step::get(StepId::DeactivateRead(PatchStyle::Default), READ, "Check that it’s inactive, without the flag")
        .expects("Status 200 and active is false."),
    patch(StepId::Activate(PatchStyle::Default), "Reactivate it, without the flag")
        .expects("Status 200 or 204. The value is \"True\", in quotes."),
    Step::get(StepId::ActivateRead(PatchStyle::Default), READ, "Check that it’s active, without the flag")
        .expects("Status 200 and active is true."),
    patch(StepId::Deactivate(PatchStyle::Flag), "Deactivate it, with the flag")
        .expects("Status 200 or 204. The value is false, without quotes."),
    Step::get(StepId::DeactivateRead(PatchStyle::Flag), READ, "Check that it’s inactive, with the flag")
        .expects("Status 200 and active is false."),
    patch(StepId::Activate(PatchStyle::Flag), "Reactivate it, with the flag")
        .expects("Status 200 or 204. The value is true, without quotes."),
    Step::get(StepId::ActivateRead(PatchStyle::Flag), READ, "Check that it’s active, with the flag")
        .expects("Status 200 and active is true."),
    Step::get(StepId::LookUp, FILTER, "Look for it by its address")
        .expects("Runs only if it isn’t clear whether the user exists or which user it is. Status 200 and a list that shows whether there is a user to delete."),
    Step::get(StepId::ReadBack, READ, "Check that it’s still the test user")
        .expects("Runs only if the last response didn’t show this. Status 200 and the user with this ID and this address. No other user is deleted."),
    Step::new(StepId::Delete, Method::Delete, DELETE, "Delete it").expects("Status 204."),
    Step::get(StepId::VerifyDeleted, DELETE, "Check that its ID is gone").expects("Status 404."),
    Step::get(StepId::VerifyUnlisted, FILTER, "Check that its address finds no user")
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
