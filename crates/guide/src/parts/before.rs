//! What has to be at hand before the first click.

use crate::step::{GuideStep, STEP, SourceDispute, StepBlock, proof};
use provisioning::talkdesk::links;

pub const STEPS: &[GuideStep] = &[
    GuideStep {
        number: "0.1",
        title: "Read Talkdesk’s SCIM API page",
        blocks: &[
            StepBlock::Text(
                "Check Talkdesk’s limits first. These are the ones that most often block a rollout.",
            ),
            StepBlock::Link("SCIM API, Talkdesk documentation", links::SCIM_API),
            StepBlock::Link(
                "The published guide that this checklist follows",
                links::GUIDE,
            ),
            StepBlock::Added {
                text: "Talkdesk accepts 4 requests per second; beyond that it returns 429 and Entra retries. Assign users in batches. Groups and Talkdesk Phone users can’t be provisioned.",
                source: "Talkdesk, SCIM API, Notes",
            },
            StepBlock::Disputed(SourceDispute {
                about: "Is the SCIM API available to all customers?",
                one: "Some Talkdesk pages limit it to Early Access; your Customer Success Manager can enroll you.",
                other: "Other versions of the same pages don’t mention Early Access.",
                resolution: "If the connection test returns 403, ask your Customer Success Manager.",
            }),
        ],
        ..STEP
    },
    GuideStep {
        number: "0.2",
        title: "Find the region of the Talkdesk account",
        blocks: &[
            StepBlock::Text(
                "The region decides the Tenant URL. Choose it once; each step uses it.",
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
        title: "Get an STS token",
        blocks: &[
            StepBlock::Text(
                "Entra signs in to Talkdesk with an STS token. It comes from an OAuth client with the scope `scim`, and works for as long as it is used.",
            ),
            StepBlock::Text(
                "In Talkdesk: Builder > OAuth Clients > New OAuth Client. Request a token with the client ID and secret, in your own terminal. Never paste the client secret into a web page, including this one.",
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
        title: "Check that there are enough licenses",
        blocks: &[
            StepBlock::Text(
                "Each user is active as soon as it is created and uses one license. Compare the number of users you will assign with the free licenses in Talkdesk under Admin > Billing.",
            ),
            StepBlock::Added {
                text: "If new users appear as Deactivated, you have probably run out of licenses.",
                source: "Talkdesk, SCIM API, Pre-requisites",
            },
        ],
        ..STEP
    },
    GuideStep {
        number: "0.5",
        title: "Create the roles and teams in Talkdesk",
        blocks: &[StepBlock::Text(
            "Provisioning assigns roles and teams that exist; it creates none. Names must match exactly.",
        )],
        ..STEP
    },
    GuideStep {
        number: "0.6",
        title: "Decide where roles and teams come from",
        is_added: true,
        blocks: &[
            StepBlock::Text(
                "One value for everyone, app roles, or a user attribute. Skip this and everyone gets the role Agent and no team.",
            ),
            StepBlock::Text(
                "Choose a source in Mappings and the role and team steps appear below.",
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
            text: "You need the role Application Administrator for provisioning and mappings, and Cloud Application Administrator or higher for app roles. To assign groups you need Entra ID P1. Members of nested groups aren’t included.",
            source: "Microsoft, application provisioning documentation",
        }],
        ..STEP
    },
];
