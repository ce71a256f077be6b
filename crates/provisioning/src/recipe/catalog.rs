//! The recipes that each target offers, in the order of the page, with their
//! words.
//!
//! Several choices can share a kind: `userPrincipalName`, `mail` and another
//! attribute are all one attribute as it is.

use crate::recipe::{Recipe, RecipeKind};
use crate::talkdesk::{
    ACTIVE, EXTERNAL_ID, FAMILY_NAME, GIVEN_NAME, ROLES, TEAMS, TargetAttribute, USER_NAME,
};

#[derive(Debug, PartialEq, Eq)]
pub struct RecipeChoice {
    pub id: &'static str,
    pub kind: RecipeKind,
    /// The attribute, when the choice is for exactly this one.
    pub preset: Option<&'static str>,
    pub title: &'static str,
    /// When to take it and what follows, in a sentence or two.
    pub sentence: &'static str,
}

const fn choice(
    id: &'static str,
    kind: RecipeKind,
    title: &'static str,
    sentence: &'static str,
) -> RecipeChoice {
    RecipeChoice {
        id,
        kind,
        preset: None,
        title,
        sentence,
    }
}

const fn preset(attribute: &'static str, sentence: &'static str) -> RecipeChoice {
    RecipeChoice {
        id: attribute,
        kind: RecipeKind::Attribute,
        preset: Some(attribute),
        title: attribute,
        sentence,
    }
}

/// The choice that stands for a mapping no recipe writes.
pub static CUSTOM: RecipeChoice = choice(
    "custom",
    RecipeKind::Custom,
    "Custom",
    "Any mapping type and expression. If it matches a template, it opens as that template next time.",
);

const UNMAPPED_NAME: RecipeChoice = choice(
    "none",
    RecipeKind::NotMapped,
    "Not mapped",
    "Talkdesk rejects every user without it.",
);
const TITLE_CASE: RecipeChoice = choice(
    "title-case",
    RecipeKind::TitleCase,
    "Capitalize first letters",
    "PCase turns ANA SILVA into Ana Silva, but also McDonald into Mcdonald.",
);
const PLAIN_LETTERS: RecipeChoice = choice(
    "plain-letters",
    RecipeKind::PlainLetters,
    "Remove accents",
    "NormalizeDiacritics turns José into Jose and Müller into Muller.",
);
const OR_TEXT: RecipeChoice = choice(
    "or-text",
    RecipeKind::OrText,
    "Use a fallback value",
    "Coalesce sends a fixed value for users who have none, so Talkdesk doesn’t reject them. It replaces a missing value, not an empty one.",
);
const FIRST_OF: RecipeChoice = choice(
    "first-of",
    RecipeKind::FirstOf,
    "First attribute that has a value",
    "Coalesce tries several attributes in order. It skips missing values, not empty ones.",
);

static USER_NAME_CHOICES: [RecipeChoice; 5] = [
    preset(
        "userPrincipalName",
        "Entra’s default. Use it if everyone signs in with their email address.",
    ),
    preset(
        "mail",
        "The mailbox address. Entra skips users without one.",
    ),
    choice(
        "first-of",
        RecipeKind::FirstOf,
        "mail, or userPrincipalName if empty",
        "Coalesce uses the first of these attributes that has a value, so users without a mailbox are provisioned too. Reported in 2018: the portal rejects this as the matching attribute (SchemaInvalid, more than one SourceName). Save it in the portal first; if it’s rejected, use userPrincipalName.",
    ),
    choice(
        "attribute",
        RecipeKind::Attribute,
        "Another attribute",
        "Any attribute that holds the email address and is unique for every user.",
    ),
    UNMAPPED_NAME,
];

static GIVEN_NAME_CHOICES: [RecipeChoice; 7] = [
    preset(
        "givenName",
        "Entra’s default. Talkdesk rejects users without a first name.",
    ),
    TITLE_CASE,
    PLAIN_LETTERS,
    OR_TEXT,
    FIRST_OF,
    choice(
        "attribute",
        RecipeKind::Attribute,
        "Another attribute",
        "If your directory stores preferred names in another attribute.",
    ),
    UNMAPPED_NAME,
];

static FAMILY_NAME_CHOICES: [RecipeChoice; 7] = [
    preset(
        "surname",
        "Entra’s default. Talkdesk rejects users without a last name.",
    ),
    TITLE_CASE,
    PLAIN_LETTERS,
    OR_TEXT,
    FIRST_OF,
    choice(
        "attribute",
        RecipeKind::Attribute,
        "Another attribute",
        "If your directory stores last names in another attribute.",
    ),
    UNMAPPED_NAME,
];

static ACTIVE_CHOICES: [RecipeChoice; 3] = [
    choice(
        "switch",
        RecipeKind::SwitchDeleted,
        "Switch on IsSoftDeleted",
        "The expression in Talkdesk’s guide, and Entra’s default. Users who are unassigned, out of scope, deleted or blocked from signing in become inactive.",
    ),
    choice(
        "not",
        RecipeKind::NotDeleted,
        "Not(IsSoftDeleted)",
        "The same result with a shorter expression.",
    ),
    choice(
        "none",
        RecipeKind::NotMapped,
        "Not mapped",
        "Talkdesk creates every user as active. Leavers stay active and keep their license.",
    ),
];

static EXTERNAL_ID_CHOICES: [RecipeChoice; 3] = [
    preset(
        "objectId",
        "The attribute in Talkdesk’s guide. It never changes, even if names and addresses do.",
    ),
    choice(
        "attribute",
        RecipeKind::Attribute,
        "Another attribute",
        "An identifier that your other systems use, such as employeeId.",
    ),
    choice(
        "none",
        RecipeKind::NotMapped,
        "Not mapped",
        "Talkdesk doesn’t need it. Delete Entra’s default row for it.",
    ),
];

static ROLES_CHOICES: [RecipeChoice; 7] = [
    choice(
        "none",
        RecipeKind::NotMapped,
        "Not mapped",
        "New users get Talkdesk’s default role, Agent. You manage roles in Talkdesk.",
    ),
    choice(
        "constant",
        RecipeKind::Names,
        "Same for everyone",
        "One or more role names that every assigned user gets.",
    ),
    choice(
        "app-role",
        RecipeKind::AppRole,
        "App role, as is",
        "Each user has one app role, named exactly like the role in Talkdesk.",
    ),
    choice(
        "app-role-table",
        RecipeKind::AppRoleTable,
        "App role, renamed for Talkdesk",
        "For app roles whose names differ from the roles in Talkdesk, or that map to several of them.",
    ),
    choice(
        "attribute-table",
        RecipeKind::AttributeTable,
        "Attribute, renamed for Talkdesk",
        "Department, job title or another attribute decides which roles a user gets.",
    ),
    choice(
        "attribute",
        RecipeKind::Attribute,
        "Attribute, as is",
        "An attribute already holds the role names, separated by semicolons.",
    ),
    choice(
        "joined",
        RecipeKind::Joined,
        "Several attributes, joined",
        "Each attribute holds one role name. Join puts semicolons between them and skips empty ones.",
    ),
];

static TEAMS_CHOICES: [RecipeChoice; 6] = [
    choice(
        "none",
        RecipeKind::NotMapped,
        "Not mapped",
        "Users have no team. You manage teams in Talkdesk.",
    ),
    choice(
        "constant",
        RecipeKind::Names,
        "Same for everyone",
        "One or more team names that every assigned user gets.",
    ),
    choice(
        "attribute-table",
        RecipeKind::AttributeTable,
        "Attribute, renamed for Talkdesk",
        "Department, city or another attribute decides which teams a user is in.",
    ),
    choice(
        "app-role-table",
        RecipeKind::AppRoleTable,
        "App role, renamed for Talkdesk",
        "Each user has one app role, which also decides the teams.",
    ),
    choice(
        "attribute",
        RecipeKind::Attribute,
        "Attribute, as is",
        "An attribute already holds the team names, separated by semicolons.",
    ),
    choice(
        "joined",
        RecipeKind::Joined,
        "Several attributes, joined",
        "Each attribute holds one team name. Join puts semicolons between them and skips empty ones.",
    ),
];

pub fn of(target: &TargetAttribute) -> &'static [RecipeChoice] {
    match target.name {
        USER_NAME => &USER_NAME_CHOICES,
        GIVEN_NAME => &GIVEN_NAME_CHOICES,
        FAMILY_NAME => &FAMILY_NAME_CHOICES,
        ACTIVE => &ACTIVE_CHOICES,
        EXTERNAL_ID => &EXTERNAL_ID_CHOICES,
        ROLES => &ROLES_CHOICES,
        TEAMS => &TEAMS_CHOICES,
        _ => &[],
    }
}

pub fn find(target: &TargetAttribute, id: &str) -> Option<&'static RecipeChoice> {
    let all = of(target).iter().chain([&CUSTOM]);
    all.into_iter().find(|choice| choice.id == id)
}

/// The choice that a recipe opens in: the one made for exactly it, before the
/// general one of its kind.
pub fn opened_by(target: &TargetAttribute, recipe: &Recipe) -> &'static RecipeChoice {
    let fits = |choice: &&RecipeChoice| {
        choice.kind == recipe.kind()
            && match (choice.preset, recipe) {
                (Some(wanted), Recipe::Attribute(name)) => name == wanted,
                _ => true,
            }
    };
    of(target).iter().find(fits).unwrap_or(&CUSTOM)
}

/// The attribute that a target usually comes from, where there is one.
pub fn usual_source(target: &TargetAttribute) -> Option<&'static str> {
    of(target).iter().find_map(|choice| choice.preset)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::talkdesk::TARGETS;

    #[test]
    fn every_target_offers_choices_with_identities_of_their_own() {
        for target in &TARGETS {
            let choices = of(target);
            assert!(choices.len() > 2, "{}", target.short);
            for choice in choices {
                assert_eq!(find(target, choice.id), Some(choice), "{}", choice.id);
                assert_ne!(choice.kind, RecipeKind::Custom);
            }
        }
    }

    #[test]
    fn a_recipe_opens_in_the_choice_made_for_it() {
        let target = &TARGETS[0];
        for (name, id) in [
            ("mail", "mail"),
            ("userPrincipalName", "userPrincipalName"),
            ("extensionAttribute1", "attribute"),
        ] {
            let recipe = Recipe::Attribute(name.to_owned());
            assert_eq!(opened_by(target, &recipe).id, id);
        }
        assert_eq!(opened_by(target, &Recipe::AppRole).id, CUSTOM.id);
    }
}
