//! Steps 2.6 to 2.13: groups off, users on, the standard attributes.

use super::connect::PROVISIONING;
use crate::step::{
    FieldContent, GuideStep, GuideValue, PaneItem, PortalPane, STEP, SourceDispute, StepBlock,
    StepCondition, StepNeed, act, proof, then,
};
use provisioning::entra::labels;
use provisioning::mapping::{ACTIVE_EXPRESSION, EXTERNAL_ID_SOURCE};
use provisioning::talkdesk::links;

const USER_MAPPING: PortalPane = PortalPane {
    crumbs: &[
        "Enterprise applications",
        "{application}",
        "Attribute mapping (Preview)",
        "Provisioning Microsoft Entra ID Users",
    ],
    title: "Attribute Mapping",
    items: &[
        PaneItem::Button("Save", Some(15)),
        PaneItem::Tick("Enabled", true, Some(12)),
        PaneItem::Operations(13),
        PaneItem::Rows(14),
    ],
    ..PROVISIONING
};

/// The rows of the user mapping, to be built upon.
pub const USER_ROWS: PortalPane = PortalPane {
    crumbs: &[
        "Attribute mapping (Preview)",
        "Provisioning Microsoft Entra ID Users",
    ],
    title: "Attribute Mapping",
    ..PROVISIONING
};

/// The form of one row, to be built upon.
pub const EDIT_ATTRIBUTE: PortalPane = PortalPane {
    crumbs: &["Attribute mapping (Preview)", "Edit Attribute"],
    title: "Edit Attribute",
    ..PROVISIONING
};

/// The list of mappings, to be built upon.
const ATTRIBUTE_MAPPING: PortalPane = PortalPane {
    menu: &[
        "Overview",
        "Connectivity",
        "Attribute mapping (Preview)",
        "Users and groups",
    ],
    current: "Attribute mapping (Preview)",
    title: "Attribute mapping (Preview)",
    ..PROVISIONING
};

/// What saves the mappings that were added.
pub const SAVE: &[StepBlock] = &[
    StepBlock::Do(&[
        then("On Attribute Mapping, click Save."),
        then("Confirm with Yes."),
    ]),
    StepBlock::Text("Ok only closes a pane. Without Save, the portal drops your new mappings."),
];

pub const SAVE_PANE: PortalPane = PortalPane {
    items: &[PaneItem::Button("Save", None)],
    ..USER_ROWS
};

pub const STEPS: &[GuideStep] = &[
    GuideStep {
        number: "2.6",
        title: "Open the group mapping",
        blocks: &[StepBlock::Do(&[
            act(7, "Go to Attribute mapping (Preview)."),
            act(8, "Click Provisioning Microsoft Entra ID Groups."),
        ])],
        pane: Some(PortalPane {
            marker: Some(7),
            items: &[
                PaneItem::Link("Provisioning Microsoft Entra ID Groups", Some(8)),
                PaneItem::Link("Provisioning Microsoft Entra ID Users", None),
            ],
            ..ATTRIBUTE_MAPPING
        }),
        labels: &[&labels::ATTRIBUTE_MAPPING, &labels::PROVISION_OBJECTS],
        ..STEP
    },
    GuideStep {
        number: "2.7",
        title: "Disable the group mapping and save",
        blocks: &[
            StepBlock::Do(&[
                act(9, "Make sure that the mapping of groups is Disabled."),
                act(10, "Click Save."),
            ]),
            StepBlock::Added {
                text: "Talkdesk doesn’t support groups. If group mapping stays on, every group fails in every cycle.",
                source: "Talkdesk, SCIM API, Notes",
            },
        ],
        pane: Some(PortalPane {
            crumbs: &[
                "Enterprise applications",
                "{application}",
                "Attribute mapping (Preview)",
                "Provisioning Microsoft Entra ID Groups",
            ],
            title: "Attribute Mapping",
            items: &[
                PaneItem::Button("Save", Some(10)),
                PaneItem::Field("Enabled", FieldContent::Literal("Disabled"), Some(9)),
            ],
            ..PROVISIONING
        }),
        ..STEP
    },
    GuideStep {
        number: "2.8",
        title: "Open the user mapping",
        blocks: &[StepBlock::Do(&[
            then("Go back to Attribute mapping."),
            act(11, "Click Provisioning Microsoft Entra ID Users."),
        ])],
        pane: Some(PortalPane {
            items: &[
                PaneItem::Link("Provisioning Microsoft Entra ID Groups", None),
                PaneItem::Link("Provisioning Microsoft Entra ID Users", Some(11)),
            ],
            ..ATTRIBUTE_MAPPING
        }),
        labels: &[&labels::ATTRIBUTE_MAPPING, &labels::PROVISION_OBJECTS],
        ..STEP
    },
    GuideStep {
        number: "2.9",
        title: "Enable it and choose the operations",
        blocks: &[
            StepBlock::Do(&[
                act(12, "Make sure that the mapping is Enabled."),
                act(
                    13,
                    "Select the operations that Entra may carry out in Talkdesk: Create, Update, Delete.",
                ),
            ]),
            StepBlock::Added {
                text: "Without Update, leavers stay active. Delete acts only when a user is permanently deleted in Entra; whether Talkdesk then deletes or deactivates isn’t documented.",
                source: "Microsoft, how application provisioning works",
            },
        ],
        pane: Some(USER_MAPPING),
        ..STEP
    },
    GuideStep {
        number: "2.10",
        title: "Keep only the attributes that Talkdesk supports, and save",
        blocks: &[
            StepBlock::Do(&[
                act(
                    14,
                    "On the same page, delete every mapping that isn’t listed here, for example Honorific prefix if present.",
                ),
                act(15, "Click Save."),
            ]),
            StepBlock::Text(
                "`userName`, `givenName` and `familyName` are required. Talkdesk rejects users with any of them empty.",
            ),
            StepBlock::Link(
                "Create User: the supported fields, Talkdesk documentation",
                links::CREATE_USER,
            ),
            StepBlock::Added {
                text: "In a new application, delete these: displayName, title, emails, preferredLanguage, name.formatted, all addresses, all phoneNumbers, and the enterprise attributes employeeNumber, department and manager.",
                source: "the portal’s default mappings against Talkdesk’s schema",
            },
        ],
        pane: Some(USER_MAPPING),
        proof: Some(proof("See every mapping in Mappings", "#/mappings")),
        ..STEP
    },
    GuideStep {
        number: "2.10a",
        title: "Check that userName is an email address and the matching attribute",
        is_added: true,
        blocks: &[
            StepBlock::Do(&[
                then("Open the mapping with the target userName."),
                then("Its source must hold an email address for each user you assign."),
                then("Match objects using this attribute: Yes. Matching precedence: 1."),
            ]),
            StepBlock::Copy(GuideValue::Mapped("userName")),
            StepBlock::Added {
                text: "Entra finds a user by the matching attribute before it creates one. If userPrincipalName isn’t the address that Talkdesk knows, users are created twice or rejected; then map mail.",
                source: "Talkdesk, Create User; Microsoft, customize attribute mappings",
            },
        ],
        pane: Some(PortalPane {
            items: &[
                PaneItem::Field(
                    "Source attribute",
                    FieldContent::FilledValue(GuideValue::Mapped("userName")),
                    None,
                ),
                PaneItem::Field("Target attribute", FieldContent::Literal("userName"), None),
                PaneItem::Field(
                    "Match objects using this attribute",
                    FieldContent::Literal("Yes"),
                    None,
                ),
                PaneItem::Field("Matching precedence", FieldContent::Literal("1"), None),
            ],
            ..EDIT_ATTRIBUTE
        }),
        proof: Some(proof(
            "Choose the source of userName in Mappings",
            "#/mappings/userName",
        )),
        ..STEP
    },
    GuideStep {
        number: "2.11",
        title: "Add mappings for active and externalId",
        need: StepNeed::When(StepCondition {
            holds: |mapping| mapping.maps("active") || mapping.maps("externalId"),
            reason: "This setup maps neither active nor externalId.",
        }),
        blocks: &[
            StepBlock::Do(&[act(
                16,
                "Click Add New Mapping for each of the two. The next two steps fill them in.",
            )]),
            StepBlock::Note(
                "If the active field isn’t mapped, Talkdesk tries to create the user with `active=true`.",
            ),
            StepBlock::Added {
                text: "A new application usually has both rows already: edit the row if it is there, add it if it isn’t.",
                source: "the portal’s default mappings",
            },
            StepBlock::Disputed(SourceDispute {
                about: "Must active be sent?",
                one: "Talkdesk’s API description: active is required to create and replace a user.",
                other: "Talkdesk’s guide: without it the user is created as active.",
                resolution: "Map it: that satisfies both, and leavers are deactivated.",
            }),
        ],
        pane: Some(PortalPane {
            items: &[
                PaneItem::Rows(14),
                PaneItem::Link("Add New Mapping", Some(16)),
            ],
            ..USER_ROWS
        }),
        ..STEP
    },
    GuideStep {
        number: "2.12",
        title: "Map active with an expression",
        need: StepNeed::When(StepCondition {
            holds: |mapping| mapping.maps("active"),
            reason: "This setup doesn’t map active.",
        }),
        blocks: &[
            StepBlock::Do(&[
                act(17, "Set Mapping type to Expression."),
                act(18, "Enter the expression."),
                act(19, "Choose active as Target attribute."),
                act(20, "Click Ok."),
            ]),
            StepBlock::Copy(GuideValue::Mapped("active")),
            StepBlock::Text("It turns Entra’s “removed” flag into Talkdesk’s “active”."),
            StepBlock::Published {
                target: "active",
                what: "Published expression",
                text: ACTIVE_EXPRESSION,
            },
        ],
        pane: Some(PortalPane {
            items: &[PaneItem::Mapping(&["active"], [17, 18, 19, 20])],
            ..EDIT_ATTRIBUTE
        }),
        proof: Some(proof("Change it in Mappings", "#/mappings/active")),
        ..STEP
    },
    GuideStep {
        number: "2.13",
        title: "Map externalId from objectId",
        need: StepNeed::When(StepCondition {
            holds: |mapping| mapping.maps("externalId"),
            reason: "This setup doesn’t map externalId.",
        }),
        blocks: &[
            StepBlock::Do(&[
                act(21, "Set Mapping type to Direct."),
                act(22, "Choose objectId as Source attribute."),
                act(23, "Choose externalId as Target attribute."),
                act(24, "Click Ok."),
            ]),
            StepBlock::Copy(GuideValue::Mapped("externalId")),
            StepBlock::Text(
                "objectId never changes. A new application maps mailNickname, which can.",
            ),
            StepBlock::Published {
                target: "externalId",
                what: "Published source",
                text: EXTERNAL_ID_SOURCE,
            },
        ],
        pane: Some(PortalPane {
            items: &[PaneItem::Mapping(&["externalId"], [21, 22, 23, 24])],
            ..EDIT_ATTRIBUTE
        }),
        proof: Some(proof("Change it in Mappings", "#/mappings/externalId")),
        ..STEP
    },
    GuideStep {
        number: "2.13a",
        title: "Save the mappings",
        is_added: true,
        need: StepNeed::When(StepCondition {
            holds: |mapping| mapping.maps("active") || mapping.maps("externalId"),
            reason: "This setup maps neither active nor externalId.",
        }),
        blocks: SAVE,
        pane: Some(SAVE_PANE),
        ..STEP
    },
];
