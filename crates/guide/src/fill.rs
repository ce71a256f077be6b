//! Fills the setup's values into the guide's data.

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
        GuideValue::TenantUrl => {
            let missing = || "Choose the region in step 0.2 first.".to_owned();
            ("Tenant URL", setup.tenant.url().ok_or_else(missing))
        }
        GuideValue::Application => ("Application name", Ok(setup.application().to_owned())),
        GuideValue::Fixed(what, text) => (what, Ok(text.to_owned())),
        GuideValue::Mapped(target) => return mapped(target, setup),
    };
    FilledValue {
        what: what.to_owned(),
        text,
    }
}

fn mapped(target: &str, setup: &Setup) -> FilledValue {
    let short = attributes::short(target);
    match setup.mapping.row(target).map(|row| &row.source) {
        Some(source) => FilledValue {
            what: format!("{short}: {}", source.field().unwrap_or(source.kind())),
            text: Ok(source.text().to_owned()),
        },
        None => FilledValue {
            what: short.to_owned(),
            text: Err(format!(
                "This setup doesn’t map {short}: leave its row out."
            )),
        },
    }
}

/// One thing on a drawn portal page, with the setup's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DrawnItem {
    pub label: String,
    pub marker: Option<u8>,
    pub kind: DrawnKind,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DrawnKind {
    Button {
        /// Whether it ends the page.
        primary: bool,
    },
    Link,
    /// What is in the field, or why there is nothing yet.
    Field(Result<String, String>),
    /// Whether a tick box or radio button is ticked.
    Tick(bool),
    Table {
        head: [&'static str; 2],
        rows: Vec<[String; 2]>,
    },
    Text,
}

pub fn items(pane: &PortalPane, setup: &Setup) -> Vec<DrawnItem> {
    let items = pane.items.iter();
    items.flat_map(|item| draw(item, setup)).collect()
}

fn draw(item: &PaneItem, setup: &Setup) -> Vec<DrawnItem> {
    let (label, marker, kind) = match *item {
        PaneItem::Button(label, marker) => (label, marker, DrawnKind::Button { primary: false }),
        PaneItem::Primary(label, marker) => (label, marker, DrawnKind::Button { primary: true }),
        PaneItem::Link(label, marker) => (label, marker, DrawnKind::Link),
        PaneItem::Field(label, content, marker) => {
            let content = match content {
                FieldContent::Literal(template) => Ok(text(template, setup)),
                FieldContent::FilledValue(inner) => value(inner, setup).text,
            };
            (label, marker, DrawnKind::Field(content))
        }
        PaneItem::Tick(label, on, marker) => (label, marker, DrawnKind::Tick(on)),
        PaneItem::Text(text) => (text, None, DrawnKind::Text),
        PaneItem::Operations(marker) => return operations(marker, setup),
        PaneItem::Rows(marker) => ("", Some(marker), rows(setup)),
        PaneItem::CustomAttributes(marker) => {
            let rows = [ROLES, TEAMS].map(|name| [name.to_owned(), "String".to_owned()]);
            let head = ["Name", "Type"];
            let rows = rows.to_vec();
            ("", Some(marker), DrawnKind::Table { head, rows })
        }
        PaneItem::Mapping(targets, markers) => return mapping_form(targets, markers, setup),
    };
    vec![DrawnItem {
        label: text(label, setup),
        marker,
        kind,
    }]
}

fn operations(marker: u8, setup: &Setup) -> Vec<DrawnItem> {
    let operations = setup.mapping.operations;
    [
        ("Create", operations.create, Some(marker)),
        ("Update", operations.update, None),
        ("Delete", operations.delete, None),
    ]
    .map(|(label, on, marker)| DrawnItem {
        label: label.to_owned(),
        marker,
        kind: DrawnKind::Tick(on),
    })
    .to_vec()
}

fn rows(setup: &Setup) -> DrawnKind {
    DrawnKind::Table {
        head: ["Microsoft Entra ID", "customappsso"],
        rows: setup
            .mapping
            .rows
            .iter()
            .map(|row| [row.source.text().to_owned(), row.target.clone()])
            .collect(),
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
            Err("not mapped in this setup".to_owned()),
            targets.first().copied().unwrap_or_default(),
        ),
    };
    let items = [
        ("Mapping type", DrawnKind::Field(Ok(kind.to_owned()))),
        (label, DrawnKind::Field(text)),
        ("Target attribute", DrawnKind::Field(Ok(target.to_owned()))),
        ("Ok", DrawnKind::Button { primary: true }),
    ];
    let items = items.into_iter().zip(markers);
    let items = items.map(|((label, kind), marker)| DrawnItem {
        label: label.to_owned(),
        marker: Some(marker),
        kind,
    });
    items.collect()
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
        items(step.pane.as_ref().expect("it has a pane"), setup)
            .into_iter()
            .find_map(|item| match item.kind {
                DrawnKind::Field(value) if item.label == label => {
                    Some(value.unwrap_or_else(|why| why))
                }
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
