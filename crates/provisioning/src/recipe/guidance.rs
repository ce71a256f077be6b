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
    "A new application usually has a row for this target. Edit that row; add one only if there is none.",
    None,
);
const EMAIL: Guidance = note(
    "Talkdesk wants the user’s e-mail address here.",
    Some(CREATE_USER),
);
const MATCHING: Guidance = note(
    "Entra finds existing users by this value, so it has to be different for every user. Special characters in it can make the search fail.",
    None,
);
const GUESTS: Guidance = note(
    "For guests, userPrincipalName is sent without “#EXT#” and the domain. If you provision guests, mail is the safer choice.",
    None,
);
const NULLS: Guidance = note(
    "Entra never sends a missing value. A user whose value is missing is refused by Talkdesk, and clearing a value in Entra does not clear it in Talkdesk.",
    None,
);
const LEAVERS: Guidance = note(
    "Entra sends False here when a user is unassigned, leaves the scope, is deleted or is blocked from signing in. A created user holds a licence until then.",
    None,
);
const ACTIVE_NEED: Guidance = disputed(
    "Whether Talkdesk needs this attribute",
    [
        "The API reference lists it as required.",
        "The set-up guide says that a user without it is created as active.",
    ],
    "Map it. Both sides are then content, and leavers are switched off.",
);
const STABLE: Guidance = note(
    "The portal’s default for this row is mailNickname, which changes when people marry or move. Talkdesk’s guide takes objectId.",
    Some(GUIDE),
);
const ROLE_EXISTS: Guidance = note(
    "Each role has to exist in Talkdesk before the first user is provisioned. Without a value the user gets the role Agent.",
    Some(GUIDE),
);
const TEAM_EXISTS: Guidance = note(
    "Each team has to exist in Talkdesk before the first user is provisioned. Without a value the user is in no team.",
    Some(GUIDE),
);
const SEMICOLONS: Guidance = note(
    "Semicolons separate several names. Talkdesk does not say whether capitals and blanks matter, so write names exactly as they are there.",
    Some(CREATE_USER),
);
const CUSTOM_FIRST: Guidance = note(
    "The target is a custom attribute. Add it under “Edit attribute list” before you make the row.",
    Some(GUIDE),
);
const ONE_APP_ROLE: Guidance = note(
    "Each user may have exactly one app role of the application. Somebody in two assigned groups with different roles has two. The scope has to be “Sync only assigned users and groups”.",
    Some(EXPRESSION_REFERENCE),
);
const TWO_APP_ROLES: Guidance = disputed(
    "What happens to a user with two app roles",
    [
        "Microsoft’s reference says that one of them is taken, and not which.",
        "Admins report the error “No more than one app role assignment was expected”.",
    ],
    "Give each user one role. Provision on demand shows what your tenant does.",
);
const DISPLAY_OR_VALUE: Guidance = disputed(
    "Whether the function gives the app role’s display name or its value",
    [
        "Some sources say the display name.",
        "Others say the value, which can have no blanks.",
    ],
    "Name both alike, or list both in a table. Provision on demand shows which one arrives.",
);
const SWITCH_OR_IIF: Guidance = disputed(
    "Whether Switch is safe when only other attributes change",
    [
        "Microsoft’s reference warns that in an incremental cycle a Switch whose source did not change can give nothing, and suggests IIF.",
        "Microsoft’s own default for active is such a Switch.",
    ],
    "Both forms are offered here. Change an unrelated attribute of a pilot user and look at the provisioning log.",
);
const EXACT_KEYS: Guidance = note(
    "Values are compared with capitals and blanks. Who is not in the table gets the default; without a default nothing is sent.",
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
