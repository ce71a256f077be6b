//! Part 1: the enterprise application.

use provisioning::entra::{DEFAULT_APPLICATION_NAME, labels, links};

use super::{StepContent, click, hint, link, value};
use crate::input::GuideInput;
use crate::rich_text::rich;
use crate::screen::{
    MenuItem, PortalScreen, StepMarker, button, crumbs, primary, radio_button, section, text_box,
};

pub(super) fn new_application() -> StepContent {
    let entry = |label: &str, marker: Option<u8>| MenuItem {
        label: label.to_owned(),
        is_current: label == "All applications",
        marker: marker.map(StepMarker::new),
    };
    StepContent {
        lead: rich("Talkdesk needs its own application in Entra.", &[]),
        clicks: vec![
            click(
                1,
                "Sign in to the Microsoft Entra admin center and open *Enterprise applications*.",
                &[],
            ),
            click(2, "Go to *All applications*.", &[]),
            click(3, "Choose *New application*.", &[]),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&["Microsoft Entra admin center", "Enterprise applications"]),
            menu: vec![
                entry("Enterprise applications", Some(1)),
                entry("Overview", None),
                entry("All applications", Some(2)),
            ],
            behind: None,
            front: section(
                "All applications",
                vec![
                    button("New application").marked(3),
                    text_box("Search", Ok(String::new())),
                ],
            ),
        }),
        other_labels: vec![&labels::ENTERPRISE_APPLICATIONS],
        links: vec![link(
            "Enterprise applications in the Entra admin center",
            links::ENTERPRISE_APPS,
        )],
        ..StepContent::default()
    }
}

pub(super) fn create(input: &GuideInput) -> StepContent {
    const NON_GALLERY: &str =
        "Integrate any other application you don’t find in the gallery (Non-gallery)";
    let application = input.setup.application();
    StepContent {
        lead: rich(
            "You create a custom (non-gallery) application for Talkdesk.",
            &[],
        ),
        clicks: vec![
            click(4, "Choose *Create your own application*.", &[]),
            click(5, "Give the application a name:", &[])
                .with_value(value("Application name", application)),
            click(6, "Select *{}*.", &[NON_GALLERY]),
            click(7, "Choose *Create*.", &[]),
            hint(
                "Talkdesk’s guide suggests the name `{}`. Any name works; change it in the setup and the steps follow.",
                &[DEFAULT_APPLICATION_NAME],
            ),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&["Enterprise applications", "Create your own application"]),
            menu: Vec::new(),
            behind: Some(section(
                "Browse Microsoft Entra Gallery",
                vec![button("Create your own application").marked(4)],
            )),
            front: section(
                "Create your own application",
                vec![
                    text_box("What’s the name of your app?", Ok(application.to_owned())).marked(5),
                    radio_button(
                        "Configure Application Proxy for secure remote access to an on-premises application",
                        false,
                    ),
                    radio_button(
                        "Register an application to integrate with Microsoft Entra ID (App you’re developing)",
                        false,
                    ),
                    radio_button(NON_GALLERY, true).marked(6),
                    primary("Create").marked(7),
                ],
            ),
        }),
        other_labels: vec![&labels::CREATE_APPLICATION],
        links: vec![link(
            "The gallery in the Entra admin center",
            links::APP_GALLERY,
        )],
        ..StepContent::default()
    }
}
