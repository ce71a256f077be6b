//! The steps of a life-cycle test, as data.

use crate::http::request::Method;
use crate::steps::step::{SpecReference, Step, StepKind};
use provisioning::scim_request::PatchStyle;

/// Both forms, in the order in which they are tried.
pub const PATCH_FORMS: [PatchStyle; 2] = [PatchStyle::Default, PatchStyle::Flag];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StepId {
    /// Nobody has the address, and answers can be read.
    CheckAbsent,
    /// A deletion gets through, tried with an id that nobody has.
    ProbeDelete,
    /// Creates the user.
    Create,
    /// Finds it by name.
    Find,
    /// Reads it by id.
    Read,
    /// Changes its name, roles and teams in one request, as Entra does when
    /// several attributes changed.
    Extend(PatchStyle),
    /// Looks whether that took effect.
    ExtendRead(PatchStyle),
    /// Changes only its roles, or only its teams: the form of the flag has a
    /// path then, and none when several attributes changed.
    ExtendAlone,
    /// Looks whether that took effect.
    ExtendAloneRead,
    /// Changes its name, where no other request has.
    Update(PatchStyle),
    /// Looks whether that took effect.
    UpdateRead(PatchStyle),
    /// Deactivates it.
    Deactivate(PatchStyle),
    /// Looks whether that took effect.
    DeactivateRead(PatchStyle),
    /// Reactivates it.
    Activate(PatchStyle),
    /// Looks whether that took effect.
    ActivateRead(PatchStyle),
    /// Looks for a user whose id never came or was not its own.
    LookUp,
    /// Reads it by id before a deletion.
    ReadBack,
    /// Deletes it.
    Delete,
    /// Its id is not found any more.
    VerifyDeleted,
    /// Its name is not found any more.
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

const fn step(
    id: StepId,
    method: Method,
    source: SpecReference,
    name: &'static str,
    expected: &'static str,
) -> Step<StepId> {
    Step {
        id,
        name,
        method,
        expected,
        source,
    }
}

const STEPS: [Step<StepId>; 28] = [
    step(
        StepId::CheckAbsent,
        Method::Get,
        FILTER,
        "Nobody has this address yet",
        "Status 200 and an empty list. Otherwise nothing is created.",
    ),
    step(
        StepId::ProbeDelete,
        Method::Delete,
        DELETE,
        "This page may delete there",
        "Status 404: the id is random and nobody’s. If the request does not get through, nothing is created, because nothing could be removed.",
    ),
    step(
        StepId::Create,
        Method::Post,
        CREATE,
        "Create the user",
        "Status 201 and the user with its id.",
    ),
    step(
        StepId::Find,
        Method::Get,
        FILTER,
        "Find it as Entra does",
        "Status 200 and a list with this one user. Entra looks for it so before each update: by externalId if this setup matches by that first, and else by userName.",
    ),
    step(
        StepId::Read,
        Method::Get,
        READ,
        "Read it by its id",
        "Status 200 and the user, with the roles and teams that were sent.",
    ),
    step(
        StepId::Extend(PatchStyle::Default),
        Method::Patch,
        PATCH,
        "Change its name, roles and teams, default form",
        "Status 200 or 204. The operation is “Replace” with a capital letter, once for each attribute; roles and teams have a path that begins with a URN.",
    ),
    step(
        StepId::ExtendRead(PatchStyle::Default),
        Method::Get,
        READ,
        "Does it have the new name, roles and teams?",
        "Status 200 and all values that were sent.",
    ),
    step(
        StepId::Update(PatchStyle::Default),
        Method::Patch,
        PATCH,
        "Rename it, default form",
        "Status 200 or 204. The operation is “Replace” with a capital letter, once for each attribute.",
    ),
    step(
        StepId::UpdateRead(PatchStyle::Default),
        Method::Get,
        READ,
        "Does it have the new name?",
        "Status 200 and both new names.",
    ),
    step(
        StepId::Extend(PatchStyle::Flag),
        Method::Patch,
        PATCH,
        "Change its name, roles and teams, form of the flag",
        "Status 200 or 204. The operation is “replace”, once for all attributes and without a path.",
    ),
    step(
        StepId::ExtendRead(PatchStyle::Flag),
        Method::Get,
        READ,
        "Does it have the newer name, roles and teams?",
        "Status 200 and all values that were sent.",
    ),
    step(
        StepId::ExtendAlone,
        Method::Patch,
        PATCH,
        "Change one attribute of the extension, form of the flag",
        "Status 200 or 204. With the flag, a change of a single attribute has a path, which begins with a URN here.",
    ),
    step(
        StepId::ExtendAloneRead,
        Method::Get,
        READ,
        "Does it have the value that was sent alone?",
        "Status 200 and the value that was sent.",
    ),
    step(
        StepId::Update(PatchStyle::Flag),
        Method::Patch,
        PATCH,
        "Rename it, form of the flag",
        "Status 200 or 204. The operation is “replace”, once for both attributes and without a path.",
    ),
    step(
        StepId::UpdateRead(PatchStyle::Flag),
        Method::Get,
        READ,
        "Does it have the newer name?",
        "Status 200 and both newer names.",
    ),
    step(
        StepId::Deactivate(PatchStyle::Default),
        Method::Patch,
        PATCH,
        "Deactivate it, default form",
        "Status 200 or 204. The value is the text \"False\".",
    ),
    step(
        StepId::DeactivateRead(PatchStyle::Default),
        Method::Get,
        READ,
        "Is it inactive?",
        "Status 200 and active is false.",
    ),
    step(
        StepId::Activate(PatchStyle::Default),
        Method::Patch,
        PATCH,
        "Reactivate it, default form",
        "Status 200 or 204. The value is the text \"True\".",
    ),
    step(
        StepId::ActivateRead(PatchStyle::Default),
        Method::Get,
        READ,
        "Is it active again?",
        "Status 200 and active is true.",
    ),
    step(
        StepId::Deactivate(PatchStyle::Flag),
        Method::Patch,
        PATCH,
        "Deactivate it, form of the flag",
        "Status 200 or 204. The value is the boolean false.",
    ),
    step(
        StepId::DeactivateRead(PatchStyle::Flag),
        Method::Get,
        READ,
        "Is it inactive this time?",
        "Status 200 and active is false.",
    ),
    step(
        StepId::Activate(PatchStyle::Flag),
        Method::Patch,
        PATCH,
        "Reactivate it, form of the flag",
        "Status 200 or 204. The value is the boolean true.",
    ),
    step(
        StepId::ActivateRead(PatchStyle::Flag),
        Method::Get,
        READ,
        "Is it active once more?",
        "Status 200 and active is true.",
    ),
    step(
        StepId::LookUp,
        Method::Get,
        FILTER,
        "Look for the user by its address",
        "Made only when it is unclear whether the user exists or which user it is: status 200, and a list that shows whether there is a user to remove.",
    ),
    step(
        StepId::ReadBack,
        Method::Get,
        READ,
        "Is it still the test user?",
        "Made only when the last answer did not show this: status 200 and the user with this id and this address. No other user is deleted.",
    ),
    step(
        StepId::Delete,
        Method::Delete,
        DELETE,
        "Delete it",
        "Status 204.",
    ),
    step(
        StepId::VerifyDeleted,
        Method::Get,
        DELETE,
        "Its id is gone",
        "Status 404.",
    ),
    step(
        StepId::VerifyUnlisted,
        Method::Get,
        FILTER,
        "Its address finds nobody",
        "Status 200 and an empty list.",
    ),
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

    #[test]
    fn each_step_finds_itself() {
        for step in StepId::STEPS {
            assert_eq!(step.id.step(), step);
        }
    }
}
