//! What the guide is made of.
//!
//! Texts may hold `{application}` and `{region}`, which are filled from the
//! set-up, and words between back-ticks, which are shown as code.

use provisioning::entra::labels::Label;
use provisioning::talkdesk::{ROLES, TEAMS};
use setup::Setup;

/// A part of the guide.
#[derive(Debug)]
pub struct Part {
    /// Its number, as the steps' numbers begin.
    pub number: &'static str,
    /// Its heading.
    pub title: &'static str,
    /// What the published heading says, where that needs a word.
    pub remark: Option<&'static str>,
    /// Its steps, in groups that belong together.
    pub groups: &'static [&'static [Step]],
}

impl Part {
    /// Its steps in order.
    pub fn steps(&self) -> Vec<&'static Step> {
        let mut all = Vec::new();
        for group in self.groups {
            all.extend(group.iter());
        }
        all
    }
}

/// Where a step comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// The published guide has it.
    Published,
    /// The published guide leaves it out.
    Added,
}

/// Whether a set-up needs a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Everybody does it.
    Always,
    /// It can be left out; the admin says so.
    Optional,
    /// It follows from what the set-up maps.
    When(Condition),
}

/// What a step depends on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Condition {
    /// `active` or `externalId` is mapped.
    ActiveOrExternalId,
    /// `active` is mapped.
    Active,
    /// `externalId` is mapped.
    ExternalId,
    /// Roles or teams are mapped.
    RolesOrTeams,
    /// A mapping reads app roles.
    AppRoles,
}

impl Condition {
    /// Whether a set-up meets it.
    pub fn holds(self, setup: &Setup) -> bool {
        let mapping = &setup.mapping;
        match self {
            Condition::ActiveOrExternalId => mapping.maps("active") || mapping.maps("externalId"),
            Condition::Active => mapping.maps("active"),
            Condition::ExternalId => mapping.maps("externalId"),
            Condition::RolesOrTeams => mapping.maps_roles_or_teams(),
            Condition::AppRoles => [ROLES, TEAMS].iter().any(|target| {
                mapping
                    .row(target)
                    .is_some_and(|row| row.source.text().contains("appRoleAssignments"))
            }),
        }
    }

    /// Why a step is greyed out when it does not hold.
    pub fn why_not(self) -> &'static str {
        match self {
            Condition::ActiveOrExternalId => "This set-up maps neither active nor externalId.",
            Condition::Active => "This set-up does not map active.",
            Condition::ExternalId => "This set-up does not map externalId.",
            Condition::RolesOrTeams => "This set-up maps neither roles nor teams.",
            Condition::AppRoles => "No mapping of this set-up reads app roles.",
        }
    }
}

/// One row of the checklist.
#[derive(Debug)]
pub struct Step {
    /// The published number, such as `2.12`; added steps have a letter behind.
    pub number: &'static str,
    /// What to do, in a few imperative words.
    pub title: &'static str,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether a set-up needs it.
    pub need: Need,
    /// What the open step says.
    pub blocks: &'static [Block],
    /// The drawn portal.
    pub pane: Option<Pane>,
    /// What other portals show.
    pub labels: &'static [&'static Label],
    /// The place of this app that proves or prepares the step.
    pub proof: Option<Proof>,
}

/// A step without anything, to be built upon.
pub const STEP: Step = Step {
    number: "",
    title: "",
    origin: Origin::Published,
    need: Need::Always,
    blocks: &[],
    pane: None,
    labels: &[],
    proof: None,
};

/// A link to where a step is proved.
#[derive(Debug, Clone, Copy)]
pub struct Proof {
    /// What the link says.
    pub text: &'static str,
    /// Where it leads within the app.
    pub href: &'static str,
}

/// One piece of an open step.
#[derive(Debug)]
pub enum Block {
    /// A paragraph.
    Text(&'static str),
    /// What to click or type, with the published marker numbers.
    Do(&'static [Action]),
    /// A value with a copy button.
    Copy(Value),
    /// What the published guide fills a target with, shown when the set-up
    /// fills it otherwise: target, what the value is, the published value.
    Published {
        /// Full name of the target.
        target: &'static str,
        /// What the value is, for the copy button.
        what: &'static str,
        /// The published value.
        text: &'static str,
    },
    /// A note of the published guide.
    Note(&'static str),
    /// Something the published guide does not say, and who says it.
    Added {
        /// The text.
        text: &'static str,
        /// Who says it.
        source: &'static str,
    },
    /// A fact on which sources differ.
    Disputed(Dispute),
    /// A page elsewhere.
    Link {
        /// What the link says.
        text: &'static str,
        /// Its address.
        href: &'static str,
    },
    /// The field that chooses the region.
    RegionField,
}

/// One action within a step.
#[derive(Debug, Clone, Copy)]
pub struct Action {
    /// The published marker, if it has one.
    pub marker: Option<u8>,
    /// What to do.
    pub text: &'static str,
}

/// Shorthand for an action with a marker.
pub const fn act(marker: u8, text: &'static str) -> Action {
    Action {
        marker: Some(marker),
        text,
    }
}

/// Shorthand for an action without one.
pub const fn then(text: &'static str) -> Action {
    Action { marker: None, text }
}

/// A fact on which sources differ.
#[derive(Debug, Clone, Copy)]
pub struct Dispute {
    /// What it is about.
    pub about: &'static str,
    /// One side, with who says it.
    pub one: &'static str,
    /// The other side, with who says it.
    pub other: &'static str,
    /// How to be safe or find out.
    pub find_out: &'static str,
}

/// A value that the set-up fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// The Tenant URL.
    TenantUrl,
    /// The name of the application.
    Application,
    /// What fills a target, by its full name.
    Mapped(&'static str),
    /// The same for everybody: its name and its text.
    Fixed(&'static str, &'static str),
}

/// A portal page as drawn beside a step.
#[derive(Debug)]
pub struct Pane {
    /// The path on top of the portal page.
    pub crumbs: &'static [&'static str],
    /// The portal's menu: label and marker.
    pub menu: &'static [(&'static str, Option<u8>)],
    /// The current entry of the menu.
    pub current: &'static str,
    /// The heading.
    pub title: &'static str,
    /// What is on the page, from top to bottom.
    pub items: &'static [Item],
}

/// One thing on a portal page.
#[derive(Debug)]
pub enum Item {
    /// A button.
    Button(&'static str, Option<u8>),
    /// The button that ends the page.
    Primary(&'static str, Option<u8>),
    /// A link.
    Link(&'static str, Option<u8>),
    /// A field with a value: label, value, marker.
    Field(&'static str, Shown, Option<u8>),
    /// A tick box or radio button: label, whether it is ticked, marker.
    Tick(&'static str, bool, Option<u8>),
    /// The three operations, as the set-up has them, with one marker.
    Operations(u8),
    /// The mapping rows of the set-up, with one marker.
    Rows(u8),
    /// The form of one mapping, filled from the row of the first target that
    /// the set-up maps: targets; markers of type, value, target and Ok.
    Mapping(&'static [&'static str], [u8; 4]),
    /// The names and types of the custom attributes, with one marker.
    CustomAttributes(u8),
    /// Plain text.
    Text(&'static str),
}

/// What a field shows.
#[derive(Debug, Clone, Copy)]
pub enum Shown {
    /// Always this.
    Literal(&'static str),
    /// A value of the set-up.
    Filled(Value),
}
