//! Part 1: the enterprise application.

use crate::step::{
    FieldContent, GuideStep, GuideValue, PaneItem, PortalPane, STEP, StepBlock, act,
};
use provisioning::entra::{labels, links};

const MENU: &[&str] = &["Home", "Users", "Groups", "Enterprise applications"];

pub const STEPS: &[GuideStep] = &[
    GuideStep {
        number: "1.1",
        title: "Open Enterprise applications",
        blocks: &[
            StepBlock::Do(&[act(
                1,
                "Sign in to the Entra portal and open Enterprise applications.",
            )]),
            StepBlock::Link(
                "Enterprise applications in the Entra portal",
                links::ENTERPRISE_APPS,
            ),
        ],
        pane: Some(PortalPane {
            crumbs: &["Microsoft Entra admin center"],
            menu: &["Home", "Users", "Groups", "Enterprise applications"],
            current: "Enterprise applications",
            marker: Some(1),
            title: "Microsoft Entra ID",
            items: &[PaneItem::Text(
                "Choose Enterprise applications in the menu.",
            )],
        }),
        labels: &[&labels::ENTERPRISE_APPLICATIONS],
        ..STEP
    },
    GuideStep {
        number: "1.2",
        title: "Start a new application",
        blocks: &[StepBlock::Do(&[
            act(2, "Go to All applications."),
            act(3, "Click New application."),
        ])],
        pane: Some(PortalPane {
            crumbs: &["Enterprise applications"],
            menu: &["Overview", "All applications", "User settings"],
            current: "All applications",
            marker: Some(2),
            title: "All applications",
            items: &[
                PaneItem::Button("New application", Some(3)),
                PaneItem::Field(
                    "Search",
                    FieldContent::Literal("Search by application name"),
                    None,
                ),
            ],
        }),
        ..STEP
    },
    GuideStep {
        number: "1.3",
        title: "Create your own application",
        blocks: &[
            StepBlock::Do(&[act(4, "Click Create your own application.")]),
            StepBlock::Link("The gallery in the Entra portal", links::APP_GALLERY),
        ],
        pane: Some(PortalPane {
            crumbs: &["Enterprise applications", "Browse Microsoft Entra Gallery"],
            menu: MENU,
            current: "Enterprise applications",
            marker: None,
            title: "Browse Microsoft Entra Gallery",
            items: &[PaneItem::Button("Create your own application", Some(4))],
        }),
        labels: &[&labels::CREATE_APPLICATION],
        ..STEP
    },
    GuideStep {
        number: "1.4",
        title: "Name it “{application}” and create it",
        blocks: &[
            StepBlock::Do(&[
                act(5, "Give the application a name."),
                act(
                    6,
                    "Choose “Integrate any other application you don’t find in the gallery (Non-gallery)”.",
                ),
                act(7, "Click Create."),
            ]),
            StepBlock::Copy(GuideValue::Application),
            StepBlock::Text(
                "Talkdesk’s guide suggests the name `Talkdesk SCIM App`. Any name works; change it in the setup and the steps follow.",
            ),
        ],
        pane: Some(PortalPane {
            crumbs: &["Enterprise applications", "Create your own application"],
            menu: MENU,
            current: "Enterprise applications",
            marker: None,
            title: "Create your own application",
            items: &[
                PaneItem::Field(
                    "What’s the name of your app?",
                    FieldContent::FilledValue(GuideValue::Application),
                    Some(5),
                ),
                PaneItem::Tick("Configure Application Proxy", false, None),
                PaneItem::Tick(
                    "Register an application to integrate with Microsoft Entra ID",
                    false,
                    None,
                ),
                PaneItem::Tick(
                    "Integrate any other application you don’t find in the gallery (Non-gallery)",
                    true,
                    Some(6),
                ),
                PaneItem::Primary("Create", Some(7)),
            ],
        }),
        labels: &[&labels::CREATE_APPLICATION],
        ..STEP
    },
];
