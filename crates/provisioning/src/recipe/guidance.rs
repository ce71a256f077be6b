//! What an admin should know about a mapping, as data with its sources.
//!
//! A disputed fact shows both sides and a way to find out.

use crate::entra::links::EXPRESSION_REFERENCE;
use crate::recipe::RecipeKind;
use crate::talkdesk::links::{CREATE_USER, GUIDE};
use crate::talkdesk::{
    ACTIVE, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, ROLES, TEAMS, TargetAttribute, USER_NAME,
};

#[derive(Debug, PartialEq, Eq)]
pub struct Guidance {
    /// The fact, or the question that is disputed.
    pub text: &'static str,
    pub dispute: Option<DisputedFact>,
    pub source: Option<&'static str>,
}

/// Two sources that disagree.
#[derive(Debug, PartialEq, Eq)]
pub struct DisputedFact {
    pub sides: [&'static str; 2],
    pub find_out: &'static str,
}

const fn note(text: &'static str, source: Option<&'static str>) -> Guidance {
    Guidance {
        text,
        dispute: None,
        source,
    }
}

const fn disputed(
    text: &'static str,
    sides: [&'static str; 2],
    find_out: &'static str,
) -> Guidance {
    Guidance {
        text,
        dispute: Some(DisputedFact { sides, find_out }),
        source: None,
    }
}

const EDIT_OR_ADD: Guidance = note(
    "A new application usually has a row for this attribute. Edit that row; add one only if there is none.",
    None,
);
const EMAIL: Guidance = note(
    "Talkdesk expects the user’s email address.",
    Some(CREATE_USER),
);
const MATCHING: Guidance = note(
    "Entra finds existing users by this value, so it must be unique. Special characters in it can make the search fail.",
    None,
);
const GUESTS: Guidance = note(
    "For guests, Entra sends userPrincipalName without “#EXT#” and the domain. If you provision guests, use mail.",
    None,
);
const NULLS: Guidance = note(
    "Entra never sends a missing value. Talkdesk rejects users without this value, and clearing it in Entra doesn’t clear it in Talkdesk.",
    None,
);
const LEAVERS: Guidance = note(
    "Entra sends False when a user is unassigned, leaves the scope, is deleted or is blocked from signing in. Until then, the user holds a license.",
    None,
);
const ACTIVE_NEED: Guidance = disputed(
    "Whether Talkdesk needs this attribute",
    [
        "The API reference lists it as required.",
        "The setup guide says that a user without it is created as active.",
    ],
    "Map it: that satisfies both, and leavers are deactivated.",
);
const STABLE: Guidance = note(
    "Entra’s default is mailNickname, which can change. Talkdesk’s guide uses objectId, which never does.",
    Some(GUIDE),
);
const ROLE_EXISTS: Guidance = note(
    "Each role must exist in Talkdesk before you provision the first user. A user without a value gets the role Agent.",
    Some(GUIDE),
);
const TEAM_EXISTS: Guidance = note(
    "Each team must exist in Talkdesk before you provision the first user. A user without a value has no team.",
    Some(GUIDE),
);
const SEMICOLONS: Guidance = note(
    "Separate names with semicolons. Talkdesk doesn’t document whether case and spaces matter, so write names exactly as they are there.",
    Some(CREATE_USER),
);
const CUSTOM_FIRST: Guidance = note(
    "This is a custom attribute. Add it under “Edit attribute list” before you add the mapping.",
    Some(GUIDE),
);
const ONE_APP_ROLE: Guidance = note(
    "Give each user exactly one app role. A user in two assigned groups with different roles has two. Set the scope to “Sync only assigned users and groups”.",
    Some(EXPRESSION_REFERENCE),
);
const TWO_APP_ROLES: Guidance = disputed(
    "What happens to a user with two app roles",
    [
        "Microsoft’s reference says that Entra picks one of them, and doesn’t say which.",
        "Admins report the error “No more than one app role assignment was expected”.",
    ],
    "Give each user one role. Provision on demand shows what your tenant does.",
);
const DISPLAY_OR_VALUE: Guidance = disputed(
    "Whether the function gives the app role’s display name or its value",
    [
        "Some sources say the display name.",
        "Others say the value, which can’t contain spaces.",
    ],
    "Give both the same name, or list both in a table. Provision on demand shows which one arrives.",
);
const SWITCH_OR_IIF: Guidance = disputed(
    "Whether Switch is safe when only other attributes change",
    [
        "Microsoft’s reference warns that in an incremental cycle a Switch whose source didn’t change can return nothing, and suggests IIF.",
        "Microsoft’s own default for active is such a Switch.",
    ],
    "You can choose either form here. Change an unrelated attribute of a test user and check the provisioning log.",
);
const EXACT_KEYS: Guidance = note(
    "Matching is exact, including case and spaces. Everyone else gets the default; without a default, Entra sends nothing.",
    Some(EXPRESSION_REFERENCE),
);

/// What to know about a target and the recipe chosen for it.
pub fn notes(target: &TargetAttribute, kind: RecipeKind) -> Vec<&'static Guidance> {
    let mut notes: Vec<&'static Guidance> = match target.name {
        USER_NAME => vec![&EMAIL, &MATCHING, &GUESTS, &EDIT_OR_ADD],
        GIVEN_NAME | FAMILY_NAME => vec![&NULLS, &EDIT_OR_ADD],
        ACTIVE => vec![&LEAVERS, &ACTIVE_NEED, &EDIT_OR_ADD],
        EXTERNAL_ID => vec![&STABLE, &EDIT_OR_ADD],
        ROLES => vec![&ROLE_EXISTS, &CUSTOM_FIRST, &SEMICOLONS],
        TEAMS => vec![&TEAM_EXISTS, &CUSTOM_FIRST, &SEMICOLONS],
        _ => Vec::new(),
    };
    match kind {
        RecipeKind::AppRole => notes.extend([&ONE_APP_ROLE, &TWO_APP_ROLES, &DISPLAY_OR_VALUE]),
        RecipeKind::AppRoleTable => notes.extend([
            &EXACT_KEYS,
            &ONE_APP_ROLE,
            &TWO_APP_ROLES,
            &DISPLAY_OR_VALUE,
            &SWITCH_OR_IIF,
        ]),
        RecipeKind::AttributeTable => notes.extend([&EXACT_KEYS, &SWITCH_OR_IIF]),
        _ => {}
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talkdesk::TARGETS;

    #[test]
    fn every_target_has_notes_and_app_roles_show_both_sides() {
        for target in &TARGETS {
            assert!(
                !notes(target, RecipeKind::NotMapped).is_empty(),
                "{}",
                target.short
            );
        }
        let app_role = notes(&TARGETS[5], RecipeKind::AppRole);
        assert!(app_role.contains(&&DISPLAY_OR_VALUE));
    }
}
