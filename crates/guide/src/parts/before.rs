//! What has to be at hand before the first click.

use crate::step::{GuideStep, STEP, SourceDispute, StepBlock, proof};
use provisioning::talkdesk::links;

pub const STEPS: &[GuideStep] = &[
    GuideStep {
        number: "0.1",
        title: "Read Talkdesk’s SCIM API page",
        blocks: &[
            StepBlock::Text(
                "It says what the connection can do and where it stops. The points below are the ones that stop a set-up half-way.",
            ),
            StepBlock::Link("SCIM API, Talkdesk documentation", links::SCIM_API),
            StepBlock::Link(
                "The published guide that this checklist follows",
                links::GUIDE,
            ),
            StepBlock::Added {
                text: "At most 4 requests a second are answered; more get the status 429 and Entra tries again. Assign people in batches. Talkdesk Phone users cannot be created this way. Only users are provisioned, no groups.",
                source: "Talkdesk, SCIM API, Notes",
            },
            StepBlock::Disputed(SourceDispute {
                about: "Is the SCIM API open to everybody?",
                one: "Some reference pages: only customers of the Early Access programme, entered through the Customer Success Manager.",
                other: "Other revisions of the same pages do not mention Early Access.",
                resolution: "If the connection test answers 403, ask your Customer Success Manager about it.",
            }),
        ],
        ..STEP
    },
    GuideStep {
        number: "0.2",
        title: "Find the region of the Talkdesk account",
        blocks: &[
            StepBlock::Text(
                "The region decides the Tenant URL. Choose it here once; every step below uses it.",
            ),
            StepBlock::RegionField,
            StepBlock::Link(
                "App and Talkdesk Regions, Talkdesk documentation",
                links::REGIONS,
            ),
        ],
        ..STEP
    },
    GuideStep {
        number: "0.3",
        title: "Have an STS token at hand",
        blocks: &[
            StepBlock::Text(
                "Entra signs in to Talkdesk with an STS token. It comes from an OAuth client with the scope `scim`, and it keeps working as long as it is used.",
            ),
            StepBlock::Text(
                "In Talkdesk: Builder > OAuth Clients > New OAuth Client. Then ask for a token with the client’s id and secret, as Talkdesk’s page shows. Run that in your own terminal: the client secret belongs nowhere else.",
            ),
            StepBlock::Link(
                "Client Credentials – STS, Talkdesk documentation",
                links::STS_TOKEN,
            ),
        ],
        proof: Some(proof("Try the token in Connection", "#/connection")),
        ..STEP
    },
    GuideStep {
        number: "0.4",
        title: "Check that there are enough licences",
        blocks: &[
            StepBlock::Text(
                "A user is created active and takes a licence at once. Compare the number of people you will assign with the free licences in Talkdesk under Admin > Billing.",
            ),
            StepBlock::Added {
                text: "Users who turn up as “Deactivated” after provisioning usually mean that the licences ran out.",
                source: "Talkdesk, SCIM API, Pre-requisites",
            },
        ],
        ..STEP
    },
    GuideStep {
        number: "0.5",
        title: "Create the roles and teams in Talkdesk",
        blocks: &[StepBlock::Text(
            "Provisioning gives users the roles and teams that exist; it creates none. Each name you map has to be there already, spelled the same.",
        )],
        ..STEP
    },
    GuideStep {
        number: "0.6",
        title: "Decide where roles and teams come from",
        is_added: true,
        blocks: &[
            StepBlock::Text(
                "From a constant, from the app role a person is assigned with, or from an attribute of the user. If you decide nothing, everybody becomes an Agent without a team.",
            ),
            StepBlock::Text(
                "The steps for roles and teams further down appear as soon as Mappings says where they come from.",
            ),
        ],
        proof: Some(proof("Choose in Mappings", "#/mappings")),
        ..STEP
    },
    GuideStep {
        number: "0.7",
        title: "Check your own permissions in Entra",
        is_added: true,
        blocks: &[StepBlock::Added {
            text: "You need the role Application Administrator for provisioning and mappings, and Cloud Application Administrator or higher for app roles. Assigning groups needs Entra ID P1, and members of nested groups are left out.",
            source: "Microsoft, application provisioning documentation",
        }],
        ..STEP
    },
];
