//! What the guide is made of.
//!
//! Texts may hold `{application}` and `{region}`, which are filled from the
//! setup, and words between back-ticks, which are shown as code.

use provisioning::entra::labels::PortalLabel;
use provisioning::mapping::MappingSet;

#[derive(Debug)]
pub struct GuidePart {
    pub number: &'static str,
    pub title: &'static str,
    /// A remark about the published heading, where it needs one.
    pub remark: Option<&'static str>,
    /// Its steps, in groups that belong together.
    pub groups: &'static [&'static [GuideStep]],
}

impl GuidePart {
    pub fn steps(&self) -> Vec<&'static GuideStep> {
        self.groups.iter().copied().flatten().collect()
    }
}

#[derive(Debug, Clone, Copy)]
pub enum StepNeed {
    Always,
    Optional,
    /// It follows from what the setup maps.
    When(StepCondition),
}

/// What has to be mapped, so that a step is needed.
#[derive(Debug, Clone, Copy)]
pub struct StepCondition {
    pub holds: fn(&MappingSet) -> bool,
    /// Why the step is not needed otherwise.
    pub reason: &'static str,
}

/// One row of the checklist.
#[derive(Debug)]
pub struct GuideStep {
    /// The published number, such as `2.12`; added steps have a letter behind.
    pub number: &'static str,
    /// What to do, in a few imperative words.
    pub title: &'static str,
    /// Whether the published guide leaves it out.
    pub is_added: bool,
    pub need: StepNeed,
    pub blocks: &'static [StepBlock],
    pub pane: Option<PortalPane>,
    pub labels: &'static [&'static PortalLabel],
    /// The page of this app that verifies or prepares the step.
    pub proof: Option<ProofLink>,
}

/// A step without anything, to be built upon.
pub const STEP: GuideStep = GuideStep {
    number: "",
    title: "",
    is_added: false,
    need: StepNeed::Always,
    blocks: &[],
    pane: None,
    labels: &[],
    proof: None,
};

/// A link to where a step is proved.
#[derive(Debug, Clone, Copy)]
pub struct ProofLink {
    pub text: &'static str,
    /// Where it leads within the app.
    pub href: &'static str,
}

/// Shorthand for such a link.
pub const fn proof(text: &'static str, href: &'static str) -> ProofLink {
    ProofLink { text, href }
}

/// One piece of an open step.
#[derive(Debug)]
pub enum StepBlock {
    Text(&'static str),
    /// What to click or type, with the published marker numbers.
    Do(&'static [StepAction]),
    /// A value with a copy button.
    Copy(GuideValue),
    /// What the published guide fills a target with, shown when the setup
    /// fills it otherwise: target, what the value is, the published value.
    Published {
        /// Full name of the target.
        target: &'static str,
        /// What the value is, for the copy button.
        what: &'static str,
        text: &'static str,
    },
    /// A note of the published guide.
    Note(&'static str),
    /// Something that the published guide lacks, with its source.
    Added {
        text: &'static str,
        source: &'static str,
    },
    /// A fact on which sources differ.
    Disputed(SourceDispute),
    /// Its text and address.
    Link(&'static str, &'static str),
    RegionField,
}

#[derive(Debug, Clone, Copy)]
pub struct StepAction {
    pub marker: Option<u8>,
    pub text: &'static str,
}

/// Shorthand for an action with a marker.
pub const fn act(marker: u8, text: &'static str) -> StepAction {
    StepAction {
        marker: Some(marker),
        text,
    }
}

/// Shorthand for an action without one.
pub const fn then(text: &'static str) -> StepAction {
    StepAction { marker: None, text }
}

/// A fact on which sources differ.
#[derive(Debug, Clone, Copy)]
pub struct SourceDispute {
    pub about: &'static str,
    /// One statement, with its source.
    pub one: &'static str,
    /// The other statement, with its source.
    pub other: &'static str,
    /// How to be safe or find out.
    pub resolution: &'static str,
}

/// A value that the setup fills in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GuideValue {
    TenantUrl,
    Application,
    /// What fills a target, by its full name.
    Mapped(&'static str),
    /// The same for everybody: its name and its text.
    Fixed(&'static str, &'static str),
}

/// A portal page as drawn beside a step.
#[derive(Debug)]
pub struct PortalPane {
    /// The path on top of the portal page.
    pub crumbs: &'static [&'static str],
    pub menu: &'static [&'static str],
    /// The current entry of the menu.
    pub current: &'static str,
    /// The marker at that entry.
    pub marker: Option<u8>,
    pub title: &'static str,
    /// What is on the page, from top to bottom.
    pub items: &'static [PaneItem],
}

/// One thing on a portal page.
#[derive(Debug)]
pub enum PaneItem {
    Button(&'static str, Option<u8>),
    /// The button that ends the page.
    Primary(&'static str, Option<u8>),
    Link(&'static str, Option<u8>),
    /// A field with a value: label, value, marker.
    Field(&'static str, FieldContent, Option<u8>),
    /// A tick box or radio button: label, whether it is ticked, marker.
    Tick(&'static str, bool, Option<u8>),
    /// The three operations, as the setup has them, with one marker.
    Operations(u8),
    /// The mapping rows of the setup, with one marker.
    Rows(u8),
    /// The form of one mapping, filled from the row of the first target that
    /// the setup maps: targets; markers of type, value, target and Ok.
    Mapping(&'static [&'static str], [u8; 4]),
    /// The names and types of the custom attributes, with one marker.
    CustomAttributes(u8),
    Text(&'static str),
}

#[derive(Debug, Clone, Copy)]
pub enum FieldContent {
    Literal(&'static str),
    FilledValue(GuideValue),
}
