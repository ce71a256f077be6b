//! Part 1: the enterprise application.

use crate::step::{Block, Item, Pane, STEP, Shown, Step, Value, act};
use provisioning::entra::{labels, links};

const MENU: &[(&str, Option<u8>)] = &[
    ("Home", None),
    ("Users", None),
    ("Groups", None),
    ("Enterprise applications", None),
];

pub const STEPS: &[Step] = &[
    Step {
        number: "1.1",
        title: "Open Enterprise applications",
        blocks: &[
            Block::Do(&[act(
                1,
                "Sign in to the Entra portal and open Enterprise applications.",
            )]),
            Block::Link {
                text: "Enterprise applications in the Entra portal",
                href: links::ENTERPRISE_APPS,
            },
        ],
        pane: Some(Pane {
            crumbs: &["Microsoft Entra admin center"],
            menu: &[
                ("Home", None),
                ("Users", None),
                ("Groups", None),
                ("Enterprise applications", Some(1)),
            ],
            current: "Enterprise applications",
            title: "Microsoft Entra ID",
            items: &[Item::Text("Choose Enterprise applications in the menu.")],
        }),
        labels: &[&labels::ENTERPRISE_APPLICATIONS],
        ..STEP
    },
    Step {
        number: "1.2",
        title: "Start a new application",
        blocks: &[Block::Do(&[
            act(2, "Go to All applications."),
            act(3, "Click New application."),
        ])],
        pane: Some(Pane {
            crumbs: &["Enterprise applications"],
            menu: &[
                ("Overview", None),
                ("All applications", Some(2)),
                ("User settings", None),
            ],
            current: "All applications",
            title: "All applications",
            items: &[
                Item::Button("New application", Some(3)),
                Item::Field("Search", Shown::Literal("Search by application name"), None),
            ],
        }),
        ..STEP
    },
    Step {
        number: "1.3",
        title: "Create your own application",
        blocks: &[
            Block::Do(&[act(4, "Click Create your own application.")]),
            Block::Link {
                text: "The gallery in the Entra portal",
                href: links::APP_GALLERY,
            },
        ],
        pane: Some(Pane {
            crumbs: &["Enterprise applications", "Browse Microsoft Entra Gallery"],
            menu: MENU,
            current: "Enterprise applications",
            title: "Browse Microsoft Entra Gallery",
            items: &[Item::Button("Create your own application", Some(4))],
        }),
        labels: &[&labels::CREATE_APPLICATION],
        ..STEP
    },
    Step {
        number: "1.4",
        title: "Name it “{application}” and create it",
        blocks: &[
            Block::Do(&[
                act(5, "Give the application a name."),
                act(
                    6,
                    "Choose “Integrate any other application you don’t find in the gallery (Non-gallery)”.",
                ),
                act(7, "Click Create."),
            ]),
            Block::Copy(Value::Application),
            Block::Text(
                "Talkdesk’s guide suggests the name `Talkdesk SCIM App`. Any name will do; change it in the set-up, and the steps below follow.",
            ),
        ],
        pane: Some(Pane {
            crumbs: &["Enterprise applications", "Create your own application"],
            menu: MENU,
            current: "Enterprise applications",
            title: "Create your own application",
            items: &[
                Item::Field(
                    "What’s the name of your app?",
                    Shown::Filled(Value::Application),
                    Some(5),
                ),
                Item::Tick("Configure Application Proxy", false, None),
                Item::Tick(
                    "Register an application to integrate with Microsoft Entra ID",
                    false,
                    None,
                ),
                Item::Tick(
                    "Integrate any other application you don’t find in the gallery (Non-gallery)",
                    true,
                    Some(6),
                ),
                Item::Primary("Create", Some(7)),
            ],
        }),
        labels: &[&labels::CREATE_APPLICATION],
        ..STEP
    },
];
