//! Steps 2.14 to 2.17: roles and teams.

use super::connect::PROVISIONING;
use super::mapping::{EDIT_ATTRIBUTE, SAVE, SAVE_PANE, USER_ROWS};
use crate::step::{
    GuideStep, GuideValue, PaneItem, PortalPane, STEP, SourceDispute, StepBlock, StepCondition,
    StepNeed, act, proof, then,
};
use provisioning::entra::{labels, links};
use provisioning::mapping::MappingSet;
use provisioning::talkdesk::{ROLES, TEAMS};

/// The published expression is shown and not offered to copy: the value to
/// copy is the setup's own, above it.
const ROLE_HINT: &str = "For a role that comes from the app role, the published guide has the expression `SingleAppRoleAssignment([appRoleAssignments])`. Choose it in Mappings and it appears here, ready to copy.";

const WHEN: StepNeed = StepNeed::When(StepCondition {
    holds: MappingSet::maps_roles_or_teams,
    reason: "This setup maps neither roles nor teams.",
});

fn reads_app_roles(mapping: &MappingSet) -> bool {
    let rows = [ROLES, TEAMS].map(|target| mapping.row(target));
    rows.into_iter()
        .flatten()
        .any(|row| row.source.text().contains("appRoleAssignments"))
}

pub const STEPS: &[GuideStep] = &[
    GuideStep {
        number: "2.14",
        title: "Open the attribute list",
        need: WHEN,
        blocks: &[StepBlock::Do(&[
            act(25, "Select Show advanced options."),
            act(26, "Click Edit attribute list for customappsso."),
        ])],
        pane: Some(PortalPane {
            items: &[
                PaneItem::Link("Add New Mapping", None),
                PaneItem::Tick("Show advanced options", true, Some(25)),
                PaneItem::Link("Edit attribute list for Microsoft Entra ID", None),
                PaneItem::Link("Edit attribute list for customappsso", Some(26)),
            ],
            ..USER_ROWS
        }),
        labels: &[&labels::EDIT_ATTRIBUTE_LIST],
        ..STEP
    },
    GuideStep {
        number: "2.14a",
        title: "If “Edit attribute list” is missing, turn it on",
        is_added: true,
        need: WHEN,
        blocks: &[
            StepBlock::Text(
                "Some portals hide the link. Open the portal once through the address below, then go back to the mapping. If the link was there, mark this step as not needed.",
            ),
            StepBlock::Copy(GuideValue::Fixed(
                "Portal address",
                links::FORCE_SCHEMA_EDITOR,
            )),
            StepBlock::Link(
                "Open the portal with the schema editor",
                links::FORCE_SCHEMA_EDITOR,
            ),
        ],
        ..STEP
    },
    GuideStep {
        number: "2.15",
        title: "Add the role and team attributes and save",
        need: WHEN,
        blocks: &[
            StepBlock::Do(&[
                act(
                    27,
                    "Scroll to the end of the page and add the two attributes, both with the type String.",
                ),
                act(28, "Click Save."),
            ]),
            StepBlock::Copy(GuideValue::Fixed("Role attribute", ROLES)),
            StepBlock::Copy(GuideValue::Fixed("Team attribute", TEAMS)),
            StepBlock::Added {
                text: "Leave “Multi-Value?” and “Required?” cleared. Several roles or teams go into one value, separated by semicolons.",
                source: "Talkdesk, Create User",
            },
        ],
        pane: Some(PortalPane {
            crumbs: &["Attribute mapping (Preview)", "Edit Attribute List"],
            title: "Edit Attribute List",
            items: &[
                PaneItem::Button("Save", Some(28)),
                PaneItem::CustomAttributes(27),
            ],
            ..PROVISIONING
        }),
        proof: Some(proof(
            "All custom attribute names in Mappings",
            "#/mappings/rolesString",
        )),
        ..STEP
    },
    GuideStep {
        number: "2.15a",
        title: "Create the app roles",
        is_added: true,
        need: StepNeed::When(StepCondition {
            holds: reads_app_roles,
            reason: "No mapping of this setup uses app roles.",
        }),
        blocks: &[
            StepBlock::Do(&[
                then("Open App registrations, then {application}, then App roles."),
                then(
                    "Create one app role for each Talkdesk role: a display name, allowed member types Users/Groups, a value without spaces, a description.",
                ),
                then("You choose the app role of each user in step 2.19."),
            ]),
            StepBlock::Added {
                text: "Each user must have exactly one app role. A user in two assigned groups with different roles has two, and provisioning then fails or picks one of them.",
                source: "Microsoft, customize attribute mappings, SingleAppRoleAssignment",
            },
            StepBlock::Added {
                text: "Don’t use AppRoleAssignmentsComplex: it sends a list of objects, which Talkdesk rejects.",
                source: "Talkdesk, Create User",
            },
            StepBlock::Disputed(SourceDispute {
                about: "Does SingleAppRoleAssignment give the role’s display name or its value?",
                one: "Some of Microsoft’s examples show the display name.",
                other: "Others show the value, which can’t have spaces.",
                resolution: "Use the app role table in Mappings and list both spellings, or provision one pilot user and look.",
            }),
        ],
        ..STEP
    },
    GuideStep {
        number: "2.16",
        title: "Start a mapping for the role and one for the team",
        need: WHEN,
        blocks: &[
            StepBlock::Do(&[act(29, "Click Add New Mapping, once for each attribute.")]),
            StepBlock::Text(
                "Values can come from custom attributes of the user, app roles or constants. For demonstration purposes, the published guide uses constant values.",
            ),
            StepBlock::Note(
                "The value of rolesString must be the name of a role that already exists in your Talkdesk account. If the role isn’t mapped, Talkdesk creates the user with the default role `Agent`.",
            ),
            StepBlock::Note(
                "The value of teamsString must be the name of a team that already exists in your Talkdesk account. If the team isn’t mapped, Talkdesk assigns the user to no team.",
            ),
        ],
        pane: Some(PortalPane {
            items: &[
                PaneItem::Rows(14),
                PaneItem::Link("Add New Mapping", Some(29)),
            ],
            ..USER_ROWS
        }),
        proof: Some(proof(
            "Choose the source of roles in Mappings",
            "#/mappings/rolesString",
        )),
        ..STEP
    },
    GuideStep {
        number: "2.17",
        title: "Fill in role and team",
        need: WHEN,
        blocks: &[
            StepBlock::Do(&[
                act(30, "Set Mapping type. The published guide uses Constant."),
                act(
                    31,
                    "Enter the value in Constant Value, or the expression in Expression.",
                ),
                act(
                    32,
                    "Choose the Target attribute: the role or the team attribute.",
                ),
                act(33, "Click Ok."),
            ]),
            StepBlock::Copy(GuideValue::Mapped(ROLES)),
            StepBlock::Copy(GuideValue::Mapped(TEAMS)),
            StepBlock::Text(ROLE_HINT),
            StepBlock::Added {
                text: "Several roles or teams are one value with semicolons, such as `Student;Faculty`.",
                source: "Talkdesk, Create User",
            },
        ],
        pane: Some(PortalPane {
            items: &[PaneItem::Mapping(&[ROLES, TEAMS], [30, 31, 32, 33])],
            ..EDIT_ATTRIBUTE
        }),
        proof: Some(proof("Change them in Mappings", "#/mappings/rolesString")),
        ..STEP
    },
    GuideStep {
        number: "2.17a",
        title: "Save the mappings",
        is_added: true,
        need: WHEN,
        blocks: SAVE,
        pane: Some(SAVE_PANE),
        ..STEP
    },
];
