//! Steps 2.6 to 2.13: groups off, users on, the standard attributes.

use super::connect::MENU;
use crate::step::{
    Block, Condition, Dispute, Item, Need, Origin, Pane, Proof, STEP, Shown, Step, Value, act, then,
};
use provisioning::entra::labels;
use provisioning::mapping::{ACTIVE_EXPRESSION, EXTERNAL_ID_SOURCE};
use provisioning::talkdesk::links;

const USER_MAPPING: Pane = Pane {
    crumbs: &[
        "Enterprise applications",
        "{application}",
        "Attribute mapping (Preview)",
        "Provisioning Microsoft Entra ID Users",
    ],
    menu: MENU,
    current: "Provisioning",
    title: "Attribute Mapping",
    items: &[
        Item::Button("Save", Some(15)),
        Item::Tick("Enabled", true, Some(12)),
        Item::Operations(13),
        Item::Rows(14),
    ],
};

pub const STEPS: &[Step] = &[
    Step {
        number: "2.6",
        title: "Open the group mapping",
        blocks: &[Block::Do(&[
            act(7, "Go to Attribute mapping (Preview)."),
            act(8, "Click Provisioning Microsoft Entra ID Groups."),
        ])],
        pane: Some(Pane {
            crumbs: &["Enterprise applications", "{application}", "Provisioning"],
            menu: &[
                ("Overview", None),
                ("Connectivity", None),
                ("Attribute mapping (Preview)", Some(7)),
                ("Users and groups", None),
            ],
            current: "Attribute mapping (Preview)",
            title: "Attribute mapping (Preview)",
            items: &[
                Item::Link("Provisioning Microsoft Entra ID Groups", Some(8)),
                Item::Link("Provisioning Microsoft Entra ID Users", None),
            ],
        }),
        labels: &[&labels::ATTRIBUTE_MAPPING, &labels::PROVISION_OBJECTS],
        ..STEP
    },
    Step {
        number: "2.7",
        title: "Disable the group mapping and save",
        blocks: &[
            Block::Do(&[
                act(9, "Make sure that the mapping of groups is Disabled."),
                act(10, "Click Save."),
            ]),
            Block::Added {
                text: "Talkdesk’s SCIM API has users only. With the group mapping on, every group fails in every cycle.",
                source: "Talkdesk, SCIM API, Notes",
            },
        ],
        pane: Some(Pane {
            crumbs: &[
                "Enterprise applications",
                "{application}",
                "Attribute mapping (Preview)",
                "Provisioning Microsoft Entra ID Groups",
            ],
            menu: MENU,
            current: "Provisioning",
            title: "Attribute Mapping",
            items: &[
                Item::Button("Save", Some(10)),
                Item::Field("Enabled", Shown::Literal("Disabled"), Some(9)),
            ],
        }),
        ..STEP
    },
    Step {
        number: "2.8",
        title: "Open the user mapping",
        blocks: &[Block::Do(&[
            then("Go back to Attribute mapping."),
            act(11, "Click Provisioning Microsoft Entra ID Users."),
        ])],
        pane: Some(Pane {
            crumbs: &["Enterprise applications", "{application}", "Provisioning"],
            menu: &[
                ("Overview", None),
                ("Connectivity", None),
                ("Attribute mapping (Preview)", None),
                ("Users and groups", None),
            ],
            current: "Attribute mapping (Preview)",
            title: "Attribute mapping (Preview)",
            items: &[
                Item::Link("Provisioning Microsoft Entra ID Groups", None),
                Item::Link("Provisioning Microsoft Entra ID Users", Some(11)),
            ],
        }),
        labels: &[&labels::ATTRIBUTE_MAPPING, &labels::PROVISION_OBJECTS],
        ..STEP
    },
    Step {
        number: "2.9",
        title: "Enable it and choose the operations",
        blocks: &[
            Block::Do(&[
                act(12, "Make sure that the mapping is Enabled."),
                act(
                    13,
                    "Tick the operations that Entra may carry out in Talkdesk: Create, Update, Delete.",
                ),
            ]),
            Block::Added {
                text: "Without Update, leavers stay active. Delete only acts when a user is deleted for good in Entra; whether Talkdesk then deletes or deactivates is not documented.",
                source: "Microsoft, how application provisioning works",
            },
        ],
        pane: Some(USER_MAPPING),
        ..STEP
    },
    Step {
        number: "2.10",
        title: "Keep only the attributes that Talkdesk supports, and save",
        blocks: &[
            Block::Do(&[
                act(
                    14,
                    "Delete every mapping whose target is not in the list beside. Honorific prefix, for example, has to go.",
                ),
                act(15, "Click Save."),
            ]),
            Block::Text(
                "Mandatory are `userName`, `givenName` and `familyName`. Talkdesk refuses a user in whom one of them is empty.",
            ),
            Block::Link {
                text: "Create User: the supported fields, Talkdesk documentation",
                href: links::CREATE_USER,
            },
            Block::Added {
                text: "In a new application, delete these: displayName, title, emails, preferredLanguage, name.formatted, all addresses, all phoneNumbers, and the enterprise attributes employeeNumber, department and manager.",
                source: "the portal’s default mappings against Talkdesk’s schema",
            },
        ],
        pane: Some(USER_MAPPING),
        proof: Some(Proof {
            text: "See every mapping in Mappings",
            href: "#/mappings",
        }),
        ..STEP
    },
    Step {
        number: "2.10a",
        title: "Check that userName is an e-mail address and the match",
        origin: Origin::Added,
        blocks: &[
            Block::Do(&[
                then("Open the mapping with the target userName."),
                then("Its source has to hold an e-mail address for everybody you assign."),
                then("Match objects using this attribute: Yes. Matching precedence: 1."),
            ]),
            Block::Copy(Value::Mapped("userName")),
            Block::Added {
                text: "Entra looks a user up by the matching attribute before it creates one. If userPrincipalName is not the address that Talkdesk knows, people are created twice or refused; then map mail.",
                source: "Talkdesk, Create User; Microsoft, customize attribute mappings",
            },
        ],
        pane: Some(Pane {
            crumbs: &["Attribute mapping (Preview)", "Edit Attribute"],
            menu: MENU,
            current: "Provisioning",
            title: "Edit Attribute",
            items: &[
                Item::Field(
                    "Source attribute",
                    Shown::Filled(Value::Mapped("userName")),
                    None,
                ),
                Item::Field("Target attribute", Shown::Literal("userName"), None),
                Item::Field(
                    "Match objects using this attribute",
                    Shown::Literal("Yes"),
                    None,
                ),
                Item::Field("Matching precedence", Shown::Literal("1"), None),
            ],
        }),
        proof: Some(Proof {
            text: "Choose the source of userName in Mappings",
            href: "#/mappings/userName",
        }),
        ..STEP
    },
    Step {
        number: "2.11",
        title: "Add mappings for active and externalId",
        need: Need::When(Condition::ActiveOrExternalId),
        blocks: &[
            Block::Do(&[act(
                16,
                "Click Add New Mapping for each of the two. The next two steps fill them in.",
            )]),
            Block::Note(
                "If active is not mapped, Talkdesk tries to create the user with `active=true`.",
            ),
            Block::Added {
                text: "A new application usually has both rows already: edit the row if it is there, add it if it is not.",
                source: "the portal’s default mappings",
            },
            Block::Disputed(Dispute {
                about: "Must active be sent?",
                one: "Talkdesk’s API description: active is required on creation and replacement.",
                other: "Talkdesk’s guide: without it the user is created as active.",
                find_out: "Map it. Then both are satisfied, and leavers are deactivated.",
            }),
        ],
        pane: Some(Pane {
            crumbs: &[
                "Attribute mapping (Preview)",
                "Provisioning Microsoft Entra ID Users",
            ],
            menu: MENU,
            current: "Provisioning",
            title: "Attribute Mapping",
            items: &[Item::Rows(14), Item::Link("Add New Mapping", Some(16))],
        }),
        ..STEP
    },
    Step {
        number: "2.12",
        title: "Map active with an expression",
        need: Need::When(Condition::Active),
        blocks: &[
            Block::Do(&[
                act(17, "Set Mapping type to Expression."),
                act(18, "Enter the expression."),
                act(19, "Choose active as Target attribute."),
                act(20, "Click Ok."),
            ]),
            Block::Copy(Value::Mapped("active")),
            Block::Text("It turns “was this user removed?” round into “is this user active?”."),
            Block::Published {
                target: "active",
                what: "Published expression",
                text: ACTIVE_EXPRESSION,
            },
        ],
        pane: Some(Pane {
            crumbs: &["Attribute mapping (Preview)", "Edit Attribute"],
            menu: MENU,
            current: "Provisioning",
            title: "Edit Attribute",
            items: &[Item::Mapping(&["active"], [17, 18, 19, 20])],
        }),
        proof: Some(Proof {
            text: "Change it in Mappings",
            href: "#/mappings/active",
        }),
        ..STEP
    },
    Step {
        number: "2.13",
        title: "Map externalId from objectId",
        need: Need::When(Condition::ExternalId),
        blocks: &[
            Block::Do(&[
                act(21, "Set Mapping type to Direct."),
                act(22, "Choose objectId as Source attribute."),
                act(23, "Choose externalId as Target attribute."),
                act(24, "Click Ok."),
            ]),
            Block::Copy(Value::Mapped("externalId")),
            Block::Text("objectId never changes. A new application maps mailNickname, which does."),
            Block::Published {
                target: "externalId",
                what: "Published source",
                text: EXTERNAL_ID_SOURCE,
            },
        ],
        pane: Some(Pane {
            crumbs: &["Attribute mapping (Preview)", "Edit Attribute"],
            menu: MENU,
            current: "Provisioning",
            title: "Edit Attribute",
            items: &[Item::Mapping(&["externalId"], [21, 22, 23, 24])],
        }),
        proof: Some(Proof {
            text: "Change it in Mappings",
            href: "#/mappings/externalId",
        }),
        ..STEP
    },
];
