//! Steps 2.1 to 2.5: address, token and the portal's own test.

use crate::step::{Block, Dispute, Item, Origin, Pane, Proof, STEP, Shown, Step, Value, act, then};
use provisioning::entra::labels;
use provisioning::talkdesk::links;

pub const MENU: &[(&str, Option<u8>)] = &[
    ("Overview", None),
    ("Users and groups", None),
    ("Provisioning", None),
    ("Provisioning logs", None),
];

const CREDENTIALS: Pane = Pane {
    crumbs: &[
        "Enterprise applications",
        "{application}",
        "New provisioning configuration",
    ],
    menu: MENU,
    current: "Provisioning",
    title: "New provisioning configuration",
    items: &[
        Item::Field("Tenant URL", Shown::Filled(Value::TenantUrl), Some(3)),
        Item::Field("Secret token", Shown::Literal("your STS token"), Some(4)),
        Item::Button("Test connection", Some(5)),
        Item::Primary("Create", Some(6)),
    ],
};

pub const STEPS: &[Step] = &[
    Step {
        number: "2.1",
        title: "Open “{application}”",
        blocks: &[
            Block::Text(
                "Open Enterprise applications > All Applications > {application}. Right after you created it, the portal is there already.",
            ),
            Block::Copy(Value::Application),
        ],
        pane: Some(Pane {
            crumbs: &["Enterprise applications", "All Applications"],
            menu: &[("Overview", None), ("All applications", None)],
            current: "All applications",
            title: "All Applications",
            items: &[
                Item::Field("Search", Shown::Filled(Value::Application), None),
                Item::Link("{application}", None),
            ],
        }),
        labels: &[&labels::ENTERPRISE_APPLICATIONS],
        ..STEP
    },
    Step {
        number: "2.2",
        title: "Start a new provisioning configuration",
        blocks: &[Block::Do(&[
            act(1, "Go to Provisioning."),
            act(2, "Click New configuration."),
        ])],
        pane: Some(Pane {
            crumbs: &["Enterprise applications", "{application}"],
            menu: &[
                ("Overview", None),
                ("Users and groups", None),
                ("Provisioning", Some(1)),
                ("Provisioning logs", None),
            ],
            current: "Provisioning",
            title: "Provisioning",
            items: &[
                Item::Button("New configuration", Some(2)),
                Item::Text("No configuration yet."),
            ],
        }),
        labels: &[&labels::NEW_CONFIGURATION],
        ..STEP
    },
    Step {
        number: "2.3",
        title: "Enter the Tenant URL",
        blocks: &[
            Block::Do(&[act(3, "Enter this address in the field Tenant URL.")]),
            Block::Copy(Value::TenantUrl),
            Block::Text(
                "Its host depends on the region of the account. This set-up: {region}. For the United States it is `https://api.talkdeskapp.com/scim/v2`.",
            ),
            Block::Link {
                text: "App and Talkdesk Regions, Talkdesk documentation",
                href: links::REGIONS,
            },
        ],
        pane: Some(CREDENTIALS),
        labels: &[&labels::CREDENTIALS],
        ..STEP
    },
    Step {
        number: "2.4",
        title: "Paste the STS token as Secret token",
        blocks: &[
            Block::Do(&[act(
                4,
                "Paste the STS token in the field Secret token, without the word Bearer.",
            )]),
            Block::Link {
                text: "How to get an STS token, Talkdesk documentation",
                href: links::STS_TOKEN,
            },
            Block::Disputed(Dispute {
                about: "Does the word Bearer belong before an STS token?",
                one: "Talkdesk’s STS page: the word is to be left out of the header.",
                other: "Microsoft: Entra always sends “Bearer” before the Secret token and cannot be told otherwise.",
                find_out: "Type the bare token here. The connection test sends it the way Entra does and tells whether Talkdesk takes it.",
            }),
            Block::Added {
                text: "A very long token can pass the test and still fail to be saved with “Size of input ExternalSecret data is invalid”.",
                source: "reported by admins, 2019",
            },
        ],
        pane: Some(CREDENTIALS),
        labels: &[&labels::CREDENTIALS],
        ..STEP
    },
    Step {
        number: "2.5",
        title: "Test the connection and create",
        blocks: &[
            Block::Do(&[
                act(5, "Click Test connection and wait for the portal’s answer."),
                act(6, "Click Create."),
            ]),
            Block::Added {
                text: "Newer portals keep the pages for mappings and scope locked until this test has passed.",
                source: "reported by admins",
            },
        ],
        pane: Some(CREDENTIALS),
        labels: &[&labels::CREDENTIALS],
        proof: Some(Proof {
            text: "Run the same test in Connection",
            href: "#/connection",
        }),
        ..STEP
    },
    Step {
        number: "2.5a",
        title: "Set the scope and a notification e-mail",
        origin: Origin::Added,
        blocks: &[
            Block::Do(&[
                then("Under Provisioning, open Settings."),
                then(
                    "Tick “Send an email notification when a failure occurs” and enter an address that somebody reads.",
                ),
                then("Set Scope to “Sync only assigned users and groups”."),
                then("Click Save."),
            ]),
            Block::Added {
                text: "With “Sync all users and groups” everybody in the tenant would be created and take a licence, and app roles would not work.",
                source: "Microsoft, application provisioning documentation",
            },
        ],
        pane: Some(Pane {
            crumbs: &["Enterprise applications", "{application}", "Provisioning"],
            menu: MENU,
            current: "Provisioning",
            title: "Settings",
            items: &[
                Item::Tick(
                    "Send an email notification when a failure occurs",
                    true,
                    None,
                ),
                Item::Field(
                    "Notification Email",
                    Shown::Literal("somebody who reads it"),
                    None,
                ),
                Item::Field(
                    "Scope",
                    Shown::Literal("Sync only assigned users and groups"),
                    None,
                ),
                Item::Button("Save", None),
            ],
        }),
        ..STEP
    },
];
