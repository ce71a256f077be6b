//! Steps 2.14 to 2.17: roles and teams.

use provisioning::entra::{labels, links};
use provisioning::mapping::{APP_ROLE_EXPRESSION, Source};
use provisioning::talkdesk::{DEFAULT_ROLE, ROLES, TEAMS};

use super::edit_attribute::{self, row_or};
use super::mappings::ok_hint;
use super::{
    SourceDispute, StepClick, StepContent, click, hint, link, published, sourced, unmarked, value,
};
use crate::input::GuideInput;
use crate::rich_text::rich;
use crate::screen::{
    self, ControlKind, PortalScreen, StepMarker, button, check_box, control, crumbs, section,
};

/// The targets that the setup maps, or both if it maps none.
fn targets(input: &GuideInput) -> Vec<&'static str> {
    let set = &input.setup.mapping;
    let all = [ROLES, TEAMS];
    match set.maps_roles_or_teams() {
        true => all.into_iter().filter(|name| set.maps(name)).collect(),
        false => all.to_vec(),
    }
}

fn noun(target: &str) -> &'static str {
    if target == ROLES { "Role" } else { "Team" }
}

pub(super) fn attribute_list(input: &GuideInput) -> StepContent {
    let targets = targets(input);
    let add = match targets.as_slice() {
        [one] => click(
            27,
            "Scroll to the end of the page and add the {} attribute, with the type *String*:",
            &[&noun(one).to_ascii_lowercase()],
        ),
        _ => click(
            27,
            "Scroll to the end of the page and add the role and team attributes, both with the type *String*:",
            &[],
        ),
    };
    let names = targets.iter();
    let values = names.map(|name| value(format!("{} attribute", noun(name)), *name));
    let rows = targets
        .iter()
        .map(|name| [(*name).to_owned(), "String".to_owned()]);
    StepContent {
        lead: rich(
            "Entra offers an attribute as a target only after it is in this list.",
            &[],
        ),
        clicks: vec![
            click(25, "Select *Show advanced options*.", &[]),
            click(26, "Choose *Edit attribute list for customappsso*.", &[]),
            hint(
                "If the link is missing, open the portal once through this address, then return to the mapping:",
                &[],
            )
            .with_value(value("Portal address", links::FORCE_SCHEMA_EDITOR)),
            StepClick {
                values: values.collect(),
                ..add
            },
            hint(
                "Leave *Multi-Value?* and *Required?* cleared. Several roles or teams go into one value, separated by semicolons.",
                &[],
            ),
            click(28, "Choose *Save*.", &[]),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&[input.setup.application(), "Attribute mapping", "Edit Attribute List"]),
            menu: Vec::new(),
            behind: Some(section(
                "Attribute Mapping",
                vec![
                    check_box("Show advanced options", true).marked(25),
                    screen::link("Edit attribute list for Microsoft Entra ID"),
                    screen::link("Edit attribute list for customappsso").marked(26),
                ],
            )),
            front: section(
                "Edit Attribute List",
                vec![
                    button("Save").marked(28),
                    control(
                        "",
                        ControlKind::Table {
                            head: ["Name", "Type"],
                            rows: rows.collect(),
                        },
                    )
                    .marked(27),
                ],
            ),
        }),
        published: match targets.as_slice() {
            [_] => vec![published(&format!(
                "Talkdesk’s guide adds both attributes: `{ROLES}` for the role name and `{TEAMS}` for the team name."
            ))],
            _ => Vec::new(),
        },
        other_labels: vec![&labels::EDIT_ATTRIBUTE_LIST],
        links: vec![link(
            "Open the portal with the schema editor",
            links::FORCE_SCHEMA_EDITOR,
        )],
        page: Some(link("Attribute names in Mappings", "#/mappings/rolesString")),
        ..StepContent::default()
    }
}

pub(super) fn app_roles(input: &GuideInput) -> StepContent {
    StepContent {
        lead: rich(
            "Each app role represents a Talkdesk role. Users get theirs when you assign them.",
            &[],
        ),
        clicks: vec![
            unmarked(
                "Open *App registrations* > *{}* > *App roles*.",
                &[input.setup.application()],
            ),
            unmarked(
                "Create one app role for each Talkdesk role: a display name, allowed member types *Users/Groups*, a value without spaces, a description.",
                &[],
            ),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&["App registrations", input.setup.application(), "App roles"]),
            menu: screen::menu(&["Overview", "App roles", "Owners"], "App roles", None),
            behind: None,
            front: section(
                "Create app role",
                vec![
                    screen::text_box(
                        "Display name",
                        Err("name of the role in Talkdesk".to_owned()),
                    ),
                    screen::radio_button("Users/Groups", true),
                    screen::text_box("Value", Err("the same, without spaces".to_owned())),
                    screen::text_box("Description", Err("what the role is for".to_owned())),
                    check_box("Do you want to enable this app role?", true),
                    screen::primary("Apply"),
                ],
            ),
        }),
        additions: vec![
            sourced(
                "Each user must have exactly one app role. A user in two assigned groups with different roles has two, and provisioning then fails or picks one of them.",
                "Microsoft, customize attribute mappings, SingleAppRoleAssignment",
            ),
            sourced(
                "Don’t use `AppRoleAssignmentsComplex`: it sends a list of objects, which Talkdesk rejects.",
                "Talkdesk, Create User",
            ),
        ],
        disputes: vec![SourceDispute {
            about: "Does SingleAppRoleAssignment give the role’s display name or its value?",
            one: "Some of Microsoft’s examples show the display name.",
            other: "Others show the value, which can’t have spaces.",
            resolution: "Use the app role table in Mappings and list both spellings, or provision one pilot user and look.",
        }],
        page: Some(link("Open in Mappings", "#/mappings/rolesString")),
        ..StepContent::default()
    }
}

pub(super) fn map(target: &'static str, input: &GuideInput) -> StepContent {
    const MARKERS: edit_attribute::FormMarkers = [30, 31, 32, 33];
    const ADD: StepMarker = StepMarker::new(29);
    let is_roles = target == ROLES;
    let set = &input.setup.mapping;
    let row = row_or(set, target, Source::Constant(String::new()));
    let mut clicks = vec![click(29, "Choose *Add New Mapping*.", &[])];
    clicks.extend(edit_attribute::clicks(&row, MARKERS));
    clicks.push(ok_hint(is_roles && set.maps(TEAMS)));
    let (noun, plural) = if is_roles {
        ("role", "roles")
    } else {
        ("team", "teams")
    };
    let is_constant = matches!(row.source, Source::Constant(_));
    let mut guide_says = vec![published(
        "Values can come from custom attributes of the user, app roles or constants. For demonstration purposes, Talkdesk’s guide uses constant values: *Constant* with a *Constant Value*.",
    )];
    if is_constant || row.source.text() != APP_ROLE_EXPRESSION {
        guide_says.push(published(&format!(
            "For a role that comes from app roles, Talkdesk’s guide has the expression `{APP_ROLE_EXPRESSION}`. Choose it in Mappings and it appears here, ready to copy."
        )));
    }
    let notes = [
        format!(
            "The value of rolesString must be the name of a role that already exists in your Talkdesk account. If the role isn’t mapped, Talkdesk creates the user with the default role `{DEFAULT_ROLE}`."
        ),
        "The value of teamsString must be the name of a team that already exists in your Talkdesk account. If the team isn’t mapped, Talkdesk assigns the user to no team.".to_owned(),
    ];
    StepContent {
        lead: rich("Sets which {} each user has in Talkdesk.", &[plural]),
        clicks,
        screen: Some(edit_attribute::screen(input, &row, ADD, MARKERS)),
        notes: notes.iter().map(|note| rich(note, &[])).collect(),
        published: guide_says,
        additions: vec![sourced(
            &format!(
                "Several {plural} are one value with semicolons, such as `Student;Faculty`. Each {noun} must exist."
            ),
            "Talkdesk, Create User",
        )],
        other_labels: vec![&labels::ADD_MAPPING],
        page: Some(match is_roles {
            true => link("Open in Mappings", "#/mappings/rolesString"),
            false => link("Open in Mappings", "#/mappings/teamsString"),
        }),
        ..StepContent::default()
    }
}
