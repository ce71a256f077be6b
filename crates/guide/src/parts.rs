//! The steps of the guide, in the published order with the published numbers
//! and markers. Sentences are our own; labels and values are exact.
//!
//! Source: <https://docs.talkdesk.com/docs/scim-user-management-for-microsoft-entra-id>.

mod application;
mod attributes;
mod before;
mod connect;
mod mapping;
mod start;

use super::step::{GuidePart, GuideStep};

pub static PARTS: [GuidePart; 3] = [
    GuidePart {
        number: "0",
        title: "Before you start",
        remark: None,
        groups: &[before::STEPS],
    },
    GuidePart {
        number: "1",
        title: "Create the SCIM application",
        remark: None,
        groups: &[application::STEPS],
    },
    GuidePart {
        number: "2",
        title: "Configure the provisioning",
        remark: None,
        groups: &[
            connect::STEPS,
            mapping::STEPS,
            attributes::STEPS,
            start::STEPS,
        ],
    },
];

pub fn steps() -> Vec<&'static GuideStep> {
    PARTS.iter().flat_map(GuidePart::steps).collect()
}

pub fn step(number: &str) -> Option<&'static GuideStep> {
    steps().into_iter().find(|step| step.number == number)
}
