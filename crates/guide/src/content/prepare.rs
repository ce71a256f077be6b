//! What to know and have before the first click.

use provisioning::talkdesk::links;

use super::{SourceDispute, StepContent, link, sourced, unmarked};
use crate::input::GuideInput;
use crate::rich_text::rich;

pub(super) fn limits(input: &GuideInput) -> StepContent {
    let tenant_url = input.setup.tenant.url();
    let region = match &tenant_url {
        Some(url) => unmarked(
            "The region of your Talkdesk account decides the Tenant URL. This setup: {}, `{}`.",
            &[input.setup.tenant.name(), url],
        ),
        None => unmarked(
            "Choose the region of your Talkdesk account. It decides the Tenant URL.",
            &[],
        ),
    };
    StepContent {
        lead: rich(
            "Read Talkdesk’s SCIM API page before you start. These are the limits that most often block a rollout.",
            &[],
        ),
        has_region_field: true,
        clicks: vec![
            region,
            unmarked(
                "Count the users you will assign. Each user is active as soon as it is created and uses one license. Compare with the free licenses in Talkdesk under *Admin* > *Billing*.",
                &[],
            ),
            unmarked(
                "Create the roles and teams in Talkdesk. Provisioning assigns roles and teams that exist; it creates none. Names must match exactly.",
                &[],
            ),
            unmarked(
                "Decide where roles and teams come from: one value for everyone, app roles, or a user attribute. Skip this and everyone gets the role Agent and no team.",
                &[],
            ),
            unmarked(
                "Check your permissions in Entra. You need *Application Administrator* for provisioning and mappings, and *Cloud Application Administrator* or higher for app roles.",
                &[],
            ),
        ],
        additions: vec![
            sourced(
                "Talkdesk accepts 4 requests per second; beyond that it returns 429 and Entra retries. Assign users in batches. Groups and Talkdesk Phone users can’t be provisioned.",
                "Talkdesk, SCIM API, Notes",
            ),
            sourced(
                "If new users appear as Deactivated, you have probably run out of licenses.",
                "Talkdesk, SCIM API, Pre-requisites",
            ),
            sourced(
                "To assign groups you need Entra ID P1. Members of nested groups aren’t included.",
                "Microsoft, application provisioning documentation",
            ),
        ],
        disputes: vec![SourceDispute {
            about: "Is the SCIM API available to all customers?",
            one: "Some Talkdesk pages limit it to Early Access; your Customer Success Manager can enroll you.",
            other: "Other versions of the same pages don’t mention Early Access.",
            resolution: "If the connection test returns 403, ask your Customer Success Manager.",
        }],
        links: vec![
            link("SCIM API, Talkdesk documentation", links::SCIM_API),
            link(
                "SCIM User Management for Microsoft Entra ID: the Talkdesk guide that these steps follow, to connect the SCIM application in Microsoft Entra ID to Talkdesk",
                links::GUIDE,
            ),
            link(
                "App and Talkdesk Regions, Talkdesk documentation",
                links::REGIONS,
            ),
        ],
        page: Some(link("Choose sources in Mappings", "#/mappings")),
        ..StepContent::default()
    }
}

pub(super) fn token() -> StepContent {
    StepContent {
        lead: rich(
            "Entra signs in to Talkdesk with an STS token. It comes from an OAuth client with the scope `scim` and works for as long as it is used.",
            &[],
        ),
        clicks: vec![
            unmarked(
                "In Talkdesk, open *Builder* > *OAuth Clients* > *New OAuth Client* and give it the scope `scim`.",
                &[],
            ),
            unmarked(
                "Request a token with the client ID and secret, in your own terminal. Talkdesk’s page has the command.",
                &[],
            ),
            super::hint(
                "Never paste the client secret into a web page, including this one.",
                &[],
            ),
        ],
        links: vec![link(
            "Client Credentials – STS, Talkdesk documentation",
            links::STS_TOKEN,
        )],
        page: Some(link("Try the token in Connection", "#/connection")),
        ..StepContent::default()
    }
}
