//! Steps 2.1 to 2.5: address, token and the portal's own test.

use crate::step::{
    FieldContent, GuideStep, GuideValue, PaneItem, PortalPane, STEP, SourceDispute, StepBlock, act,
    proof, then,
};
use provisioning::entra::labels;
use provisioning::talkdesk::links;

pub const MENU: &[&str] = &[
    "Overview",
    "Users and groups",
    "Provisioning",
    "Provisioning logs",
];

/// A page of the provisioning of the application, to be built upon.
pub const PROVISIONING: PortalPane = PortalPane {
    crumbs: &["Enterprise applications", "{application}", "Provisioning"],
    menu: MENU,
    current: "Provisioning",
    marker: None,
    title: "",
    items: &[],
};

const CREDENTIALS: PortalPane = PortalPane {
    crumbs: &[
        "Enterprise applications",
        "{application}",
        "New provisioning configuration",
    ],
    title: "New provisioning configuration",
    items: &[
        PaneItem::Field(
            "Tenant URL",
            FieldContent::FilledValue(GuideValue::TenantUrl),
            Some(3),
        ),
        PaneItem::Field(
            "Secret token",
            FieldContent::Literal("your STS token"),
            Some(4),
        ),
        PaneItem::Button("Test connection", Some(5)),
        PaneItem::Primary("Create", Some(6)),
    ],
    ..PROVISIONING
};

pub const STEPS: &[GuideStep] = &[
    GuideStep {
        number: "2.1",
        title: "Open “{application}”",
        blocks: &[
            StepBlock::Text(
                "Open Enterprise applications > All Applications > {application}. If you have just created the app, you are already there.",
            ),
            StepBlock::Copy(GuideValue::Application),
        ],
        pane: Some(PortalPane {
            crumbs: &["Enterprise applications", "All Applications"],
            menu: &["Overview", "All applications"],
            current: "All applications",
            marker: None,
            title: "All Applications",
            items: &[
                PaneItem::Field(
                    "Search",
                    FieldContent::FilledValue(GuideValue::Application),
                    None,
                ),
                PaneItem::Link("{application}", None),
            ],
        }),
        labels: &[&labels::ENTERPRISE_APPLICATIONS],
        ..STEP
    },
    GuideStep {
        number: "2.2",
        title: "Start a new provisioning configuration",
        blocks: &[StepBlock::Do(&[
            act(1, "Go to Provisioning."),
            act(2, "Click New configuration."),
        ])],
        pane: Some(PortalPane {
            crumbs: &["Enterprise applications", "{application}"],
            marker: Some(1),
            title: "Provisioning",
            items: &[
                PaneItem::Button("New configuration", Some(2)),
                PaneItem::Text("No configuration yet."),
            ],
            ..PROVISIONING
        }),
        labels: &[&labels::NEW_CONFIGURATION],
        ..STEP
    },
    GuideStep {
        number: "2.3",
        title: "Enter the Tenant URL",
        blocks: &[
            StepBlock::Do(&[act(3, "Enter this address in the field Tenant URL.")]),
            StepBlock::Copy(GuideValue::TenantUrl),
            StepBlock::Text(
                "Your region decides the host. This setup: {region}. For the United States it is `https://api.talkdeskapp.com/scim/v2`.",
            ),
            StepBlock::Link(
                "App and Talkdesk Regions, Talkdesk documentation",
                links::REGIONS,
            ),
        ],
        pane: Some(CREDENTIALS),
        labels: &[&labels::CREDENTIALS],
        ..STEP
    },
    GuideStep {
        number: "2.4",
        title: "Paste the STS token as Secret token",
        blocks: &[
            StepBlock::Do(&[act(
                4,
                "Paste the STS token in the field Secret token, without the word Bearer.",
            )]),
            StepBlock::Link(
                "How to get an STS token, Talkdesk documentation",
                links::STS_TOKEN,
            ),
            StepBlock::Disputed(SourceDispute {
                about: "Does the word Bearer belong before an STS token?",
                one: "Talkdesk’s STS page says to leave the word out of the header.",
                other: "Microsoft: Entra always adds “Bearer”; you can’t turn that off.",
                resolution: "Paste only the token. The connection test sends it as Entra does and shows whether Talkdesk accepts it.",
            }),
            StepBlock::Added {
                text: "A very long token can pass the test and still fail to save with “Size of input ExternalSecret data is invalid”.",
                source: "reported by admins, 2019",
            },
        ],
        pane: Some(CREDENTIALS),
        labels: &[&labels::CREDENTIALS],
        ..STEP
    },
    GuideStep {
        number: "2.5",
        title: "Test the connection and create",
        blocks: &[
            StepBlock::Do(&[
                act(5, "Click Test connection and wait for the result."),
                act(6, "Click Create."),
            ]),
            StepBlock::Added {
                text: "Newer portals lock the pages for mappings and scope until this test has passed.",
                source: "reported by admins",
            },
        ],
        pane: Some(CREDENTIALS),
        labels: &[&labels::CREDENTIALS],
        proof: Some(proof("Run the same test in Connection", "#/connection")),
        ..STEP
    },
    GuideStep {
        number: "2.5a",
        title: "Set the scope and a notification email",
        is_added: true,
        blocks: &[
            StepBlock::Do(&[
                then("Under Provisioning, open Settings."),
                then(
                    "Select “Send an email notification when a failure occurs” and enter a monitored mailbox.",
                ),
                then("Set Scope to “Sync only assigned users and groups”."),
                then("Click Save."),
            ]),
            StepBlock::Added {
                text: "With “Sync all users and groups”, every user in the tenant would be created and use a license, and app roles wouldn’t work.",
                source: "Microsoft, application provisioning documentation",
            },
        ],
        pane: Some(PortalPane {
            title: "Settings",
            items: &[
                PaneItem::Tick(
                    "Send an email notification when a failure occurs",
                    true,
                    None,
                ),
                PaneItem::Field(
                    "Notification Email",
                    FieldContent::Literal("a monitored mailbox"),
                    None,
                ),
                PaneItem::Field(
                    "Scope",
                    FieldContent::Literal("Sync only assigned users and groups"),
                    None,
                ),
                PaneItem::Button("Save", None),
            ],
            ..PROVISIONING
        }),
        ..STEP
    },
];
