//! Fills the set-up's values into the guide's data.

use super::step::{FieldContent, GuideValue, PaneItem, PortalPane};
use provisioning::mapping::Row;
use provisioning::talkdesk::{self as attributes, ROLES, TEAMS};
use setup::Setup;

/// Fills `{application}` and `{region}` in a text.
pub fn text(template: &str, setup: &Setup) -> String {
    template
        .replace("{application}", setup.application())
        .replace("{region}", setup.tenant.name())
}

/// A value ready to be copied, or the reason why there is none yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilledValue {
    /// What it is, for the copy button.
    pub what: String,
    /// Its text, or what is missing in a sentence.
    pub text: Result<String, String>,
}

pub fn value(value: GuideValue, setup: &Setup) -> FilledValue {
    let (what, text) = match value {
        GuideValue::TenantUrl => (
            "Tenant URL".to_owned(),
            setup
                .tenant
                .url()
                .ok_or_else(|| "Choose the region in step 0.2 first.".to_owned()),
        ),
        GuideValue::Application => (
            "Application name".to_owned(),
            Ok(setup.application().to_owned()),
        ),
        GuideValue::Fixed(what, text) => (what.to_owned(), Ok(text.to_owned())),
        GuideValue::Mapped(target) => {
            let short = attributes::target(target).map_or(target, |found| found.short);
            match setup.mapping.row(target) {
                Some(row) => (
                    format!(
                        "{short}: {}",
                        row.source.field().unwrap_or(row.source.kind())
                    ),
                    Ok(row.source.text().to_owned()),
                ),
                None => (
                    short.to_owned(),
                    Err(format!(
                        "This set-up does not map {short}: leave its row out."
                    )),
                ),
            }
        }
    };
    FilledValue { what, text }
}

/// One thing on a drawn portal page, with the set-up's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrawnItem {
    /// A button; `primary` ends the page.
    Button {
        label: String,
        /// Whether it ends the page.
        primary: bool,
        marker: Option<u8>,
    },
    Link {
        label: String,
        marker: Option<u8>,
    },
    /// A field with its value.
    Field {
        label: String,
        /// What is in it, or why there is nothing yet.
        value: Result<String, String>,
        marker: Option<u8>,
    },
    /// A tick box or radio button.
    Tick {
        label: String,
        on: bool,
        marker: Option<u8>,
    },
    Table {
        /// Headings of its two columns.
        head: [&'static str; 2],
        rows: Vec<[String; 2]>,
        marker: u8,
    },
    Text(String),
}

/// A portal page with the set-up's values in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnPane {
    pub crumbs: Vec<String>,
    /// Menu entries: label, marker, whether it is the current one.
    pub menu: Vec<(String, Option<u8>, bool)>,
    pub title: String,
    /// What is on the page.
    pub items: Vec<DrawnItem>,
}

pub fn pane(pane: &PortalPane, setup: &Setup) -> DrawnPane {
    let mut items = Vec::new();
    for item in pane.items {
        items.extend(draw(item, setup));
    }
    DrawnPane {
        crumbs: pane.crumbs.iter().map(|crumb| text(crumb, setup)).collect(),
        menu: pane
            .menu
            .iter()
            .map(|(label, marker)| (text(label, setup), *marker, *label == pane.current))
            .collect(),
        title: text(pane.title, setup),
        items,
    }
}

fn draw(item: &PaneItem, setup: &Setup) -> Vec<DrawnItem> {
    let filled = |template: &str| text(template, setup);
    let one = match item {
        PaneItem::Button(label, marker) => DrawnItem::Button {
            label: filled(label),
            primary: false,
            marker: *marker,
        },
        PaneItem::Primary(label, marker) => DrawnItem::Button {
            label: filled(label),
            primary: true,
            marker: *marker,
        },
        PaneItem::Link(label, marker) => DrawnItem::Link {
            label: filled(label),
            marker: *marker,
        },
        PaneItem::Field(label, shown, marker) => DrawnItem::Field {
            label: filled(label),
            value: match shown {
                FieldContent::Literal(text) => Ok(filled(text)),
                FieldContent::FilledValue(inner) => value(*inner, setup).text,
            },
            marker: *marker,
        },
        PaneItem::Tick(label, on, marker) => DrawnItem::Tick {
            label: filled(label),
            on: *on,
            marker: *marker,
        },
        PaneItem::Text(text) => DrawnItem::Text(filled(text)),
        PaneItem::Operations(marker) => return operations(*marker, setup),
        PaneItem::Rows(marker) => rows(*marker, setup),
        PaneItem::CustomAttributes(marker) => DrawnItem::Table {
            head: ["Name", "Type"],
            rows: [ROLES, TEAMS]
                .map(|name| [name.to_owned(), "String".to_owned()])
                .to_vec(),
            marker: *marker,
        },
        PaneItem::Mapping(targets, markers) => return mapping_form(targets, *markers, setup),
    };
    vec![one]
}

fn operations(marker: u8, setup: &Setup) -> Vec<DrawnItem> {
    let operations = setup.mapping.operations;
    [
        ("Create", operations.create, Some(marker)),
        ("Update", operations.update, None),
        ("Delete", operations.delete, None),
    ]
    .map(|(label, on, marker)| DrawnItem::Tick {
        label: label.to_owned(),
        on,
        marker,
    })
    .to_vec()
}

fn rows(marker: u8, setup: &Setup) -> DrawnItem {
    DrawnItem::Table {
        head: ["Microsoft Entra ID", "customappsso"],
        rows: setup
            .mapping
            .rows
            .iter()
            .map(|row| [row.source.text().to_owned(), row.target.clone()])
            .collect(),
        marker,
    }
}

/// The pane "Edit Attribute" for the first of the targets that is mapped.
fn mapping_form(targets: &[&str], markers: [u8; 4], setup: &Setup) -> Vec<DrawnItem> {
    let row: Option<&Row> = targets.iter().find_map(|target| setup.mapping.row(target));
    let (kind, label, text, target) = match row {
        Some(row) => (
            row.source.kind(),
            row.source.field().unwrap_or("Value"),
            Ok(row.source.text().to_owned()),
            row.target.as_str(),
        ),
        None => (
            "Constant",
            "Constant Value",
            Err("not mapped in this set-up".to_owned()),
            targets.first().copied().unwrap_or_default(),
        ),
    };
    let field = |label: &str, value: Result<String, String>, marker: u8| DrawnItem::Field {
        label: label.to_owned(),
        value,
        marker: Some(marker),
    };
    vec![
        field("Mapping type", Ok(kind.to_owned()), markers[0]),
        field(label, text, markers[1]),
        field("Target attribute", Ok(target.to_owned()), markers[2]),
        DrawnItem::Button {
            label: "Ok".to_owned(),
            primary: true,
            marker: Some(markers[3]),
        },
    ]
}

/// Pieces of a text with code between back-ticks: the text and whether it is code.
pub fn pieces(text: &str) -> Vec<(String, bool)> {
    text.split('`')
        .enumerate()
        .filter(|(_, piece)| !piece.is_empty())
        .map(|(index, piece)| (piece.to_owned(), index % 2 == 1))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts;
    use provisioning::mapping::Source;
    use provisioning::talkdesk::regions::Region;
    use setup::{SetupId, Tenant, Timestamp};

    fn setup() -> Setup {
        Setup::new(
            SetupId("00c0ffee00c0ffee".to_owned()),
            "Contoso".to_owned(),
            Timestamp("2026-11-23T19:00:00.000Z".to_owned()),
        )
    }

    fn field(pane_of: &str, label: &str, setup: &Setup) -> String {
        let step = parts::step(pane_of).expect("the step exists");
        let drawn = pane(step.pane.as_ref().expect("it has a pane"), setup);
        drawn
            .items
            .into_iter()
            .find_map(|item| match item {
                DrawnItem::Field {
                    label: l, value, ..
                } if l == label => Some(value.unwrap_or_else(|why| why)),
                _ => None,
            })
            .expect("the field is drawn")
    }

    #[test]
    fn region_and_application_reach_the_portal_pane() {
        let mut setup = setup();
        assert!(field("2.3", "Tenant URL", &setup).contains("step 0.2"));
        setup.tenant = Tenant::Region(Region::Europe);
        setup.application_name = "Talkdesk EU".to_owned();
        assert_eq!(
            field("2.3", "Tenant URL", &setup),
            "https://api.talkdeskapp.eu/scim/v2"
        );
        assert_eq!(
            field("1.4", "What’s the name of your app?", &setup),
            "Talkdesk EU"
        );
    }

    #[test]
    fn mappings_reach_the_portal_pane() {
        let mut setup = setup();
        setup
            .mapping
            .put(Row::new(TEAMS, Source::Constant("Sales;Care".to_owned())));
        assert_eq!(field("2.17", "Constant Value", &setup), "Sales;Care");
        assert_eq!(field("2.17", "Target attribute", &setup), TEAMS);
        setup.mapping.put(Row::new(
            ROLES,
            Source::Expression("Coalesce([x])".to_owned()),
        ));
        assert_eq!(field("2.17", "Expression", &setup), "Coalesce([x])");
    }

    #[test]
    fn code_differs_from_text() {
        let expected = [("say ", false), ("ls", true), (" twice", false)];
        let expected: Vec<_> = expected.map(|(s, c)| (s.to_owned(), c)).to_vec();
        assert_eq!(pieces("say `ls` twice"), expected);
    }
}
