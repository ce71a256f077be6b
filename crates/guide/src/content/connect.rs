//! Steps 2.1 to 2.5a: address, token, the portal's own test, and settings.

use provisioning::entra::labels;
use provisioning::talkdesk::links;
use provisioning::talkdesk::regions::Region;
use setup::ConnectionStatus;

use super::{
    CopyableValue, SourceDispute, StepContent, click, hint, link, sourced, unmarked, value,
};
use crate::input::GuideInput;
use crate::rich_text::rich;
use crate::screen::{
    MenuItem, PortalScreen, button, check_box, crumbs, drop_down, menu, note, primary, section,
    text_box,
};

/// The menu of an application, with its current entry.
pub(super) fn application_menu(current: &str, marker: Option<u8>) -> Vec<MenuItem> {
    let labels = [
        "Overview",
        "Users and groups",
        "Provisioning",
        "Provisioning logs",
    ];
    menu(&labels, current, marker)
}

pub(super) fn new_configuration(input: &GuideInput) -> StepContent {
    let application = input.setup.application();
    StepContent {
        lead: rich("All later steps are settings of this configuration.", &[]),
        clicks: vec![
            unmarked(
                "Open *Enterprise applications > All Applications > {}*. If you have just created the app, you are already there.",
                &[application],
            )
            .with_value(value("Application name", application)),
            click(1, "Go to *Provisioning*.", &[]),
            click(2, "Choose *New configuration*.", &[]),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&["Enterprise applications", application]),
            menu: application_menu("Provisioning", Some(1)),
            behind: None,
            front: section(
                "Provisioning",
                vec![
                    button("New configuration").marked(2),
                    note("No configuration yet."),
                ],
            ),
        }),
        other_labels: vec![
            &labels::ENTERPRISE_APPLICATIONS,
            &labels::NEW_CONFIGURATION,
        ],
        ..StepContent::default()
    }
}

pub(super) fn credentials(input: &GuideInput) -> StepContent {
    let setup = input.setup;
    let url = setup
        .tenant
        .url()
        .ok_or_else(|| "Choose the Talkdesk region first.".to_owned());
    let published = Region::UnitedStates.facts().tenant_url();
    let region = match &url {
        Ok(_) => hint(
            "Your region decides the host. This setup: {}. For the United States it is `{}`.",
            &[setup.tenant.name(), &published],
        ),
        Err(_) => hint(
            "Your region decides the host. You haven’t chosen a region yet. For the United States the URL is `{}`.",
            &[&published],
        ),
    };
    let after_test = match setup.connection_status() {
        ConnectionStatus::Passed(_) => "The same test passed in Connection.",
        ConnectionStatus::Failed(_) => {
            "The same test failed in Connection. If it fails here too, press Ctrl+V here with the portal’s message to see the cause."
        }
        _ => "If the test fails, copy the portal’s message and press Ctrl+V here to see the cause.",
    };
    StepContent {
        lead: rich(
            "Entra needs the address of Talkdesk’s SCIM API and a token for it.",
            &[],
        ),
        clicks: vec![
            click(3, "Enter the *Tenant URL*:", &[]).with_value(CopyableValue {
                name: "Tenant URL".to_owned(),
                text: url.clone(),
                is_expression: false,
            }),
            region,
            click(
                4,
                "Paste your STS token as *Secret token*, without the word Bearer.",
                &[],
            ),
            click(5, "Choose *Test connection* and wait for the result.", &[]),
            hint(after_test, &[]),
            click(6, "Choose *Create*.", &[]),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&[setup.application(), "New provisioning configuration"]),
            menu: application_menu("Provisioning", None),
            behind: None,
            front: section(
                "New provisioning configuration",
                vec![
                    text_box("Tenant URL", url).marked(3),
                    text_box("Secret token", Err("your STS token".to_owned())).marked(4),
                    button("Test connection").marked(5),
                    primary("Create").marked(6),
                ],
            ),
        }),
        additions: vec![
            sourced(
                "A very long token can pass the test and still fail to save with “Size of input ExternalSecret data is invalid”.",
                "reported by admins, 2019",
            ),
            sourced(
                "Newer portals lock the pages for mappings and scope until this test has passed.",
                "reported by admins",
            ),
        ],
        disputes: vec![SourceDispute {
            about: "Does the word Bearer belong before an STS token?",
            one: "Talkdesk’s STS page says to leave the word out of the header.",
            other: "Microsoft: Entra always adds “Bearer”; you can’t turn that off.",
            resolution: "Paste only the token. The connection test sends it as Entra does and shows whether Talkdesk accepts it.",
        }],
        other_labels: vec![&labels::CREDENTIALS],
        links: vec![
            link("Explain an error of this test", "#/connection/explain"),
            link(
                "App and Talkdesk Regions, Talkdesk documentation",
                links::REGIONS,
            ),
            link(
                "How to get an STS token, Talkdesk documentation",
                links::STS_TOKEN,
            ),
        ],
        page: Some(link("Run the same test in Connection", "#/connection")),
        ..StepContent::default()
    }
}

pub(super) fn settings(input: &GuideInput) -> StepContent {
    StepContent {
        lead: rich(
            "Entra provisions only the users you assign, and sends an email when something fails.",
            &[],
        ),
        clicks: vec![
            unmarked("Under *Provisioning*, open *Settings*.", &[]),
            unmarked(
                "Select *Send an email notification when a failure occurs* and enter a monitored mailbox.",
                &[],
            ),
            unmarked(
                "Select *Prevent accidental deletion* and enter a threshold, such as 500 users.",
                &[],
            ),
            unmarked("Set *Scope* to *Sync only assigned users and groups*.", &[]),
            unmarked("Choose *Save*.", &[]),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&[input.setup.application(), "Provisioning"]),
            menu: application_menu("Provisioning", None),
            behind: None,
            front: section(
                "Settings",
                vec![
                    check_box("Send an email notification when a failure occurs", true),
                    text_box("Notification Email", Err("a monitored mailbox".to_owned())),
                    check_box("Prevent accidental deletion", true),
                    text_box("Accidental deletion threshold", Ok("500".to_owned())),
                    drop_down("Scope", "Sync only assigned users and groups"),
                    button("Save"),
                ],
            ),
        }),
        additions: vec![sourced(
            "With *Sync all users and groups*, every user in the tenant would be created and use a license, and app roles wouldn’t work.",
            "Microsoft, application provisioning documentation",
        )],
        ..StepContent::default()
    }
}
