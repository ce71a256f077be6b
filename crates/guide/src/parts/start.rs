//! Steps 2.18 to 2.20: people, a last look, Start, and what comes after.

use super::connect::PROVISIONING;
use crate::step::{
    FieldContent, GuideStep, PaneItem, PortalPane, STEP, StepBlock, StepNeed, act, proof, then,
};
use provisioning::entra::labels;

pub const STEPS: &[GuideStep] = &[
    GuideStep {
        number: "2.18",
        title: "Open Users and groups",
        blocks: &[StepBlock::Do(&[
            act(34, "Go to Users and groups."),
            act(35, "Click Add user/group."),
        ])],
        pane: Some(PortalPane {
            crumbs: &["Enterprise applications", "{application}"],
            current: "Users and groups",
            marker: Some(34),
            title: "Users and groups",
            items: &[
                PaneItem::Button("Add user/group", Some(35)),
                PaneItem::Text("No users assigned yet."),
            ],
            ..PROVISIONING
        }),
        labels: &[&labels::USERS_AND_GROUPS],
        ..STEP
    },
    GuideStep {
        number: "2.19",
        title: "Assign users",
        blocks: &[
            StepBlock::Do(&[
                act(36, "Click None Selected."),
                act(37, "Select the desired users in the side panel."),
                act(38, "Click Select."),
                act(39, "After adding all users, click Assign."),
            ]),
            StepBlock::Added {
                text: "Assign in batches of a few hundred: Talkdesk accepts 4 requests per second, and a new user needs several. With app roles, choose one role for each assignment under Select a role.",
                source: "Talkdesk, SCIM API, Notes; Microsoft, assign users",
            },
        ],
        pane: Some(PortalPane {
            crumbs: &["{application}", "Users and groups", "Add Assignment"],
            menu: &["Users", "Select a role"],
            current: "Users",
            marker: None,
            title: "Add Assignment",
            items: &[
                PaneItem::Link("None Selected", Some(36)),
                PaneItem::Tick("Ana Silva", true, Some(37)),
                PaneItem::Tick("Ben Okafor", true, None),
                PaneItem::Button("Select", Some(38)),
                PaneItem::Primary("Assign", Some(39)),
            ],
        }),
        labels: &[&labels::USERS_AND_GROUPS],
        ..STEP
    },
    GuideStep {
        number: "2.19a",
        title: "Find out who would fail",
        is_added: true,
        need: StepNeed::Optional,
        blocks: &[StepBlock::Text(
            "Missing names, invalid addresses and duplicates are rejected one by one and retried for weeks. Find them before you start.",
        )],
        proof: Some(proof("Check a users file in Preflight", "#/preflight")),
        ..STEP
    },
    GuideStep {
        number: "2.19b",
        title: "Try one pilot user with Provision on demand",
        is_added: true,
        blocks: &[
            StepBlock::Do(&[
                then("Under Provisioning, open Provision on demand."),
                then("Choose one assigned user and click Provision."),
                then(
                    "Check the four results, then the user in Talkdesk: name, role, team, active.",
                ),
            ]),
            StepBlock::Added {
                text: "It uses a license as any other user does. It doesn’t work with the flag aadOptscim062020 in the Tenant URL.",
                source: "Microsoft, provision on demand",
            },
        ],
        pane: Some(PortalPane {
            crumbs: &["Enterprise applications", "{application}", "Provisioning"],
            menu: &["Overview", "Provision on demand", "Provisioning logs"],
            current: "Provision on demand",
            marker: None,
            title: "Provision on demand",
            items: &[
                PaneItem::Field(
                    "Selected user",
                    FieldContent::Literal("one assigned user"),
                    None,
                ),
                PaneItem::Primary("Provision", None),
            ],
        }),
        ..STEP
    },
    GuideStep {
        number: "2.20",
        title: "Start provisioning",
        blocks: &[
            StepBlock::Do(&[
                act(40, "Go to Overview."),
                act(41, "Click Start provisioning."),
            ]),
            StepBlock::Added {
                text: "The first cycle takes from 20 minutes to several hours; later ones run about every 40 minutes. If you change mappings, the next cycle is a full one again.",
                source: "Microsoft, how application provisioning works",
            },
        ],
        pane: Some(PortalPane {
            crumbs: &["Enterprise applications", "{application}", "Provisioning"],
            menu: &["Overview", "Provision on demand", "Provisioning logs"],
            current: "Overview",
            marker: Some(40),
            title: "Overview",
            items: &[
                PaneItem::Button("Start provisioning", Some(41)),
                PaneItem::Text("Provisioning hasn’t been started."),
            ],
        }),
        labels: &[&labels::START_PROVISIONING],
        proof: Some(proof(
            "Who would fail? Preflight, before you start",
            "#/preflight",
        )),
        ..STEP
    },
    GuideStep {
        number: "2.20a",
        title: "Watch the provisioning logs",
        is_added: true,
        blocks: &[
            StepBlock::Text(
                "Under Provisioning, open Provisioning logs and filter by the status Failure. Each entry names the user, the step and a code.",
            ),
            StepBlock::Added {
                text: "Entra retries users that fail after 6, 12 and 24 hours, then daily for 28 days. Too many failures put the job in quarantine: fix the cause, then choose Restart provisioning.",
                source: "Microsoft, quarantine status",
            },
        ],
        ..STEP
    },
    GuideStep {
        number: "2.20b",
        title: "Know what unassigning does",
        is_added: true,
        blocks: &[
            StepBlock::Added {
                text: "A user who is unassigned, disabled or deleted in Entra gets IsSoftDeleted, and the mapping of active deactivates them in Talkdesk. Thirty days after deletion Entra sends a delete request, if Delete is selected. A user who is unassigned first and deleted later never gets one.",
                source: "Microsoft, how application provisioning works",
            },
            StepBlock::Added {
                text: "Entra doesn’t send cleared values: clearing a team in Entra doesn’t clear it in Talkdesk.",
                source: "Microsoft, how application provisioning works",
            },
        ],
        ..STEP
    },
];
