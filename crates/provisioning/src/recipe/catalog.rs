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
    "Written by hand",
    "Any mapping type and any expression. What a recipe could have written opens in that recipe the next time.",
);

const UNMAPPED_NAME: RecipeChoice = choice(
    "none",
    RecipeKind::NotMapped,
    "Not mapped",
    "Talkdesk refuses every user without it.",
);
const TITLE_CASE: RecipeChoice = choice(
    "title-case",
    RecipeKind::TitleCase,
    "First letters as capitals",
    "PCase makes Ana Silva of ANA SILVA. It also makes Mcdonald of McDonald.",
);
const PLAIN_LETTERS: RecipeChoice = choice(
    "plain-letters",
    RecipeKind::PlainLetters,
    "Without accents",
    "NormalizeDiacritics makes Jose of José and Muller of Müller.",
);
const OR_TEXT: RecipeChoice = choice(
    "or-text",
    RecipeKind::OrText,
    "With a text where it is missing",
    "Coalesce sends a fixed text for users who have no value, so that Talkdesk does not refuse them. It steps in for a missing value, not for an empty text.",
);
const FIRST_OF: RecipeChoice = choice(
    "first-of",
    RecipeKind::FirstOf,
    "The first attribute that has a value",
    "Coalesce tries several attributes in order. It skips missing values, not empty texts.",
);

static USER_NAME_CHOICES: [RecipeChoice; 5] = [
    preset(
        "userPrincipalName",
        "The portal’s default. Right when everybody signs in with their e-mail address.",
    ),
    preset(
        "mail",
        "The mailbox address. Users without one are skipped.",
    ),
    choice(
        "first-of",
        RecipeKind::FirstOf,
        "mail, else userPrincipalName",
        "Coalesce takes the first of these attributes that has a value, so that users without a mailbox are provisioned as well. Reported in 2018: the portal refuses such a row as the matching attribute (SchemaInvalid, more than one SourceName). Save it in the portal first; if it is refused, use userPrincipalName.",
    ),
    choice(
        "attribute",
        RecipeKind::Attribute,
        "Another attribute",
        "Any attribute that holds the e-mail address and is different for every user.",
    ),
    UNMAPPED_NAME,
];

static GIVEN_NAME_CHOICES: [RecipeChoice; 7] = [
    preset(
        "givenName",
        "The portal’s default. Talkdesk refuses users whose first name is missing.",
    ),
    TITLE_CASE,
    PLAIN_LETTERS,
    OR_TEXT,
    FIRST_OF,
    choice(
        "attribute",
        RecipeKind::Attribute,
        "Another attribute",
        "For a directory that keeps the name people go by somewhere else.",
    ),
    UNMAPPED_NAME,
];

static FAMILY_NAME_CHOICES: [RecipeChoice; 7] = [
    preset(
        "surname",
        "The portal’s default. Talkdesk refuses users whose last name is missing.",
    ),
    TITLE_CASE,
    PLAIN_LETTERS,
    OR_TEXT,
    FIRST_OF,
    choice(
        "attribute",
        RecipeKind::Attribute,
        "Another attribute",
        "For a directory that keeps the last name somewhere else.",
    ),
    UNMAPPED_NAME,
];

static ACTIVE_CHOICES: [RecipeChoice; 3] = [
    choice(
        "switch",
        RecipeKind::SwitchDeleted,
        "Switch over IsSoftDeleted",
        "The expression of Talkdesk’s guide and the portal’s default. Users who are unassigned, out of scope, deleted or blocked from signing in become inactive.",
    ),
    choice(
        "not",
        RecipeKind::NotDeleted,
        "Not(IsSoftDeleted)",
        "The same values from a shorter expression.",
    ),
    choice(
        "none",
        RecipeKind::NotMapped,
        "Not mapped",
        "Talkdesk creates every user as active, and leavers stay active and keep their licence.",
    ),
];

static EXTERNAL_ID_CHOICES: [RecipeChoice; 3] = [
    preset(
        "objectId",
        "What Talkdesk’s guide sets up. It never changes, whatever happens to names and addresses.",
    ),
    choice(
        "attribute",
        RecipeKind::Attribute,
        "Another attribute",
        "An identifier that your other systems know, such as employeeId.",
    ),
    choice(
        "none",
        RecipeKind::NotMapped,
        "Not mapped",
        "Talkdesk does not need it. Delete the portal’s default row for it.",
    ),
];

static ROLES_CHOICES: [RecipeChoice; 7] = [
    choice(
        "none",
        RecipeKind::NotMapped,
        "Not mapped",
        "New users get Talkdesk’s default role, Agent. Roles are then managed in Talkdesk.",
    ),
    choice(
        "constant",
        RecipeKind::Names,
        "The same for everybody",
        "One or several role names that every assigned user gets.",
    ),
    choice(
        "app-role",
        RecipeKind::AppRole,
        "The app role, as it is",
        "Each user has one app role of the application, named exactly like the role in Talkdesk.",
    ),
    choice(
        "app-role-table",
        RecipeKind::AppRoleTable,
        "By app role, through a table",
        "For app roles that are named differently from the roles in Talkdesk, or stand for several of them.",
    ),
    choice(
        "attribute-table",
        RecipeKind::AttributeTable,
        "By an attribute, through a table",
        "Department, job title or another attribute decides which roles a user gets.",
    ),
    choice(
        "attribute",
        RecipeKind::Attribute,
        "An attribute, as it is",
        "An attribute already holds the role names, with semicolons between several of them.",
    ),
    choice(
        "joined",
        RecipeKind::Joined,
        "Several attributes, joined",
        "Each attribute holds one role name; Join puts semicolons between them and skips the empty ones.",
    ),
];

static TEAMS_CHOICES: [RecipeChoice; 6] = [
    choice(
        "none",
        RecipeKind::NotMapped,
        "Not mapped",
        "New users are in no team. Teams are then managed in Talkdesk.",
    ),
    choice(
        "constant",
        RecipeKind::Names,
        "The same for everybody",
        "One or several team names that every assigned user gets.",
    ),
    choice(
        "attribute-table",
        RecipeKind::AttributeTable,
        "By an attribute, through a table",
        "Department, city or another attribute decides which teams a user is in.",
    ),
    choice(
        "app-role-table",
        RecipeKind::AppRoleTable,
        "By app role, through a table",
        "Each user has one app role of the application, and it decides about the teams as well.",
    ),
    choice(
        "attribute",
        RecipeKind::Attribute,
        "An attribute, as it is",
        "An attribute already holds the team names, with semicolons between several of them.",
    ),
    choice(
        "joined",
        RecipeKind::Joined,
        "Several attributes, joined",
        "Each attribute holds one team name; Join puts semicolons between them and skips the empty ones.",
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
