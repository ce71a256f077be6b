//! What a step shows, with the setup's values.
//!
//! Sentences are our own; labels, values and marker numbers are those of
//! Talkdesk's guide.
//! Source: <https://docs.talkdesk.com/docs/scim-user-management-for-microsoft-entra-id>.

use provisioning::diagnostics::MappingDiagnostic;
use provisioning::entra::labels::PortalLabel;
use provisioning::talkdesk::{ROLES, TEAMS};

use crate::checklist::{ChecklistStep, ROLES_STEP, TEAMS_STEP};
use crate::input::GuideInput;
use crate::rich_text::{RichText, rich};
use crate::screen::{PortalScreen, StepMarker};
use crate::status::enters_mappings;

mod application;
mod assign;
mod connect;
mod edit_attribute;
mod mappings;
mod prepare;
mod roles_and_teams;
mod table;

/// One open step.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepContent {
    /// What the step does and why, in a sentence or two.
    pub lead: RichText,
    /// Why there are no instructions.
    pub blocked: Option<BlockedStep>,
    /// What to do, in order.
    pub clicks: Vec<StepClick>,
    pub screen: Option<PortalScreen>,
    /// Whether the field for the Talkdesk region is shown.
    pub has_region_field: bool,
    /// Notes of Talkdesk's guide.
    pub notes: Vec<RichText>,
    /// What Talkdesk's guide has that this setup does otherwise.
    pub published: Vec<PublishedText>,
    /// What Talkdesk's guide leaves out.
    pub additions: Vec<SourcedText>,
    pub disputes: Vec<SourceDispute>,
    /// For "My portal looks different".
    pub other_labels: Vec<&'static PortalLabel>,
    /// Pages outside the app.
    pub links: Vec<StepLink>,
    /// The page of this app that prepares or verifies the step.
    pub page: Option<StepLink>,
}

/// Errors in the mappings that come first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BlockedStep {
    pub message: String,
    pub errors: Vec<MappingDiagnostic>,
}

/// One thing to click or type.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StepClick {
    pub marker: Option<StepMarker>,
    pub text: RichText,
    /// What is typed or chosen there.
    pub values: Vec<CopyableValue>,
    /// Names that it is done for, one after the other.
    pub names: Vec<String>,
    /// Whether it is a remark on the click before and nothing to do.
    pub is_hint: bool,
}

/// A value with a copy button.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CopyableValue {
    /// What it is, for the button's name.
    pub name: String,
    /// Its text, or what is missing, in a sentence.
    pub text: Result<String, String>,
    pub is_expression: bool,
}

/// Text of Talkdesk's guide that differs from this setup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublishedText {
    pub text: RichText,
    pub value: Option<CopyableValue>,
}

/// A statement with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourcedText {
    pub text: RichText,
    pub source: &'static str,
}

/// A fact on which sources differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SourceDispute {
    pub about: &'static str,
    /// One statement, with its source.
    pub one: &'static str,
    /// The other statement, with its source.
    pub other: &'static str,
    /// How to be safe or find out.
    pub resolution: &'static str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepLink {
    pub text: &'static str,
    pub href: &'static str,
}

/// What to do, in a few imperative words. Reads no expression.
pub fn title(step: &ChecklistStep, input: &GuideInput) -> String {
    let set = &input.setup.mapping;
    match step.number {
        "0.1" => "Check region, limits and licenses".to_owned(),
        "0.3" => "Get an STS token".to_owned(),
        "1.1" => "Start a new application".to_owned(),
        "1.4" => "Create the application".to_owned(),
        "2.1" => "Start a new configuration".to_owned(),
        "2.3" => "Enter Tenant URL and token".to_owned(),
        "2.5a" => "Set scope and email".to_owned(),
        "2.6" => "Turn off group mapping".to_owned(),
        "2.8" => "Turn on user mapping".to_owned(),
        "2.10" => match input.deleted_targets().len() {
            0 => "Keep only supported mappings".to_owned(),
            1 => "Delete 1 default mapping".to_owned(),
            count => format!("Delete {count} default mappings"),
        },
        "2.12" => "Map active".to_owned(),
        "2.13" => "Map externalId".to_owned(),
        "2.13a" | "2.17a" => "Save the mappings".to_owned(),
        "2.14" => match (set.maps(ROLES), set.maps(TEAMS)) {
            (true, false) => "Add the role attribute".to_owned(),
            (false, true) => "Add the team attribute".to_owned(),
            _ => "Add role and team attributes".to_owned(),
        },
        "2.15a" => "Create the app roles".to_owned(),
        ROLES_STEP => "Map rolesString".to_owned(),
        TEAMS_STEP => "Map teamsString".to_owned(),
        "2.18" => "Assign users".to_owned(),
        "2.19a" => "Check your users".to_owned(),
        _ => "Try one user, then start".to_owned(),
    }
}

/// All of a step. While a mapping has an error, the steps that enter mappings
/// give no instructions.
pub fn content(step: &ChecklistStep, input: &GuideInput) -> StepContent {
    let mut content = match step.number {
        "0.1" => prepare::limits(input),
        "0.3" => prepare::token(),
        "1.1" => application::new_application(),
        "1.4" => application::create(input),
        "2.1" => connect::new_configuration(input),
        "2.3" => connect::credentials(input),
        "2.5a" => connect::settings(input),
        "2.6" => mappings::groups(input),
        "2.8" => mappings::users(input),
        "2.10" => table::supported(input),
        "2.12" => mappings::active(input),
        "2.13" => mappings::external_id(input),
        "2.13a" => mappings::save(input, false),
        "2.14" => roles_and_teams::attribute_list(input),
        "2.15a" => roles_and_teams::app_roles(input),
        ROLES_STEP => roles_and_teams::map(ROLES, input),
        TEAMS_STEP => roles_and_teams::map(TEAMS, input),
        "2.17a" => mappings::save(input, true),
        "2.18" => assign::users(input),
        "2.19a" => assign::check(input),
        _ => assign::start(input),
    };
    if enters_mappings(step)
        && let Some(message) = input.mappings.blocked_message()
    {
        content.blocked = Some(BlockedStep {
            message: format!(
                "{message}. Fix this in Mappings before you change anything in Entra."
            ),
            errors: input.mappings.errors().to_vec(),
        });
        content.clicks.clear();
        content.screen = None;
        content.published.clear();
    }
    content
}

/// A click of Talkdesk's guide.
fn click(number: u8, template: &str, values: &[&str]) -> StepClick {
    StepClick {
        marker: Some(StepMarker::new(number)),
        ..unmarked(template, values)
    }
}

/// A click that Talkdesk's guide leaves out.
fn unmarked(template: &str, values: &[&str]) -> StepClick {
    StepClick {
        text: rich(template, values),
        ..StepClick::default()
    }
}

fn hint(template: &str, values: &[&str]) -> StepClick {
    StepClick {
        is_hint: true,
        ..unmarked(template, values)
    }
}

impl StepClick {
    fn with_value(mut self, value: CopyableValue) -> Self {
        self.values.push(value);
        self
    }
}

fn value(name: impl Into<String>, text: impl Into<String>) -> CopyableValue {
    CopyableValue {
        name: name.into(),
        text: Ok(text.into()),
        is_expression: false,
    }
}

fn sourced(template: &str, source: &'static str) -> SourcedText {
    SourcedText {
        text: rich(template, &[]),
        source,
    }
}

fn published(template: &str) -> PublishedText {
    PublishedText {
        text: rich(template, &[]),
        value: None,
    }
}

const fn link(text: &'static str, href: &'static str) -> StepLink {
    StepLink { text, href }
}

#[cfg(test)]
mod tests;
