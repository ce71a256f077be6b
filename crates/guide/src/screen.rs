//! A screen of the portal as it is drawn beside a step, with typed controls.

/// The number of a click, as Talkdesk's guide marks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepMarker {
    pub number: u8,
    /// Whether only some portals need the click; it is drawn dashed.
    pub is_conditional: bool,
}

impl StepMarker {
    pub const fn new(number: u8) -> Self {
        Self {
            number,
            is_conditional: false,
        }
    }

    pub const fn conditional(number: u8) -> Self {
        Self {
            number,
            is_conditional: true,
        }
    }
}

/// A screen of the portal with this step's markers and no others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalScreen {
    /// The path at the top, from the outside in.
    pub crumbs: Vec<String>,
    /// The menu at the left; empty when a pane covers it.
    pub menu: Vec<MenuItem>,
    /// What a pane has opened over, if there is one.
    pub behind: Option<ScreenSection>,
    pub front: ScreenSection,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuItem {
    pub label: String,
    pub is_current: bool,
    pub marker: Option<StepMarker>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScreenSection {
    pub title: String,
    /// From top to bottom.
    pub controls: Vec<ScreenControl>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScreenControl {
    pub label: String,
    pub marker: Option<StepMarker>,
    pub kind: ControlKind,
}

/// What a control is, and its state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ControlKind {
    Button {
        /// Whether it ends the screen.
        is_primary: bool,
    },
    Link,
    /// Its content, or why there is none yet.
    TextBox(Result<String, String>),
    DropDown(String),
    CheckBox {
        is_checked: bool,
    },
    RadioButton {
        is_selected: bool,
    },
    /// A switch with two positions.
    Toggle {
        is_on: bool,
    },
    Table {
        head: [&'static str; 2],
        rows: Vec<[String; 2]>,
    },
    /// Text that cannot be clicked.
    Text,
}

pub(crate) fn control(label: impl Into<String>, kind: ControlKind) -> ScreenControl {
    ScreenControl {
        label: label.into(),
        marker: None,
        kind,
    }
}

impl ScreenControl {
    pub(crate) fn marked(self, number: u8) -> Self {
        self.with(StepMarker::new(number))
    }

    pub(crate) fn with(mut self, marker: StepMarker) -> Self {
        self.marker = Some(marker);
        self
    }
}

pub(crate) fn button(label: &str) -> ScreenControl {
    control(label, ControlKind::Button { is_primary: false })
}

pub(crate) fn primary(label: &str) -> ScreenControl {
    control(label, ControlKind::Button { is_primary: true })
}

pub(crate) fn link(label: &str) -> ScreenControl {
    control(label, ControlKind::Link)
}

pub(crate) fn text_box(label: &str, content: Result<String, String>) -> ScreenControl {
    control(label, ControlKind::TextBox(content))
}

pub(crate) fn drop_down(label: &str, value: impl Into<String>) -> ScreenControl {
    control(label, ControlKind::DropDown(value.into()))
}

pub(crate) fn check_box(label: &str, is_checked: bool) -> ScreenControl {
    control(label, ControlKind::CheckBox { is_checked })
}

pub(crate) fn radio_button(label: &str, is_selected: bool) -> ScreenControl {
    control(label, ControlKind::RadioButton { is_selected })
}

pub(crate) fn toggle(label: &str, is_on: bool) -> ScreenControl {
    control(label, ControlKind::Toggle { is_on })
}

pub(crate) fn note(label: &str) -> ScreenControl {
    control(label, ControlKind::Text)
}

pub(crate) fn section(title: &str, controls: Vec<ScreenControl>) -> ScreenSection {
    ScreenSection {
        title: title.to_owned(),
        controls,
    }
}

/// A menu with its current entry, which may have a marker.
pub(crate) fn menu(labels: &[&str], current: &str, marker: Option<u8>) -> Vec<MenuItem> {
    let item = |label: &&str| {
        let is_current = *label == current;
        MenuItem {
            label: (*label).to_owned(),
            is_current,
            marker: marker.filter(|_| is_current).map(StepMarker::new),
        }
    };
    labels.iter().map(item).collect()
}

pub(crate) fn crumbs(labels: &[&str]) -> Vec<String> {
    labels.iter().map(|label| (*label).to_owned()).collect()
}
