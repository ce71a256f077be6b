//! The pane "Edit Attribute": its clicks and its picture, filled from a row.

use provisioning::mapping::{Apply, MappingSet, Row, Source};
use provisioning::portal;
use provisioning::talkdesk::short;

use super::{CopyableValue, StepClick, click, unmarked, value};
use crate::input::GuideInput;
use crate::screen::{
    PortalScreen, ScreenControl, StepMarker, crumbs, drop_down, link, note, primary, section,
    text_box,
};

/// The markers of mapping type, value, target and Ok.
pub(super) type FormMarkers = [u8; 4];

/// The setup's row, or the one of Talkdesk's guide.
pub(super) fn row_or(set: &MappingSet, target: &str, published: Source) -> Row {
    let own = set.row(target).filter(|row| row.source != Source::None);
    own.cloned().unwrap_or_else(|| Row::new(target, published))
}

pub(super) fn source_value(row: &Row) -> CopyableValue {
    let name = row.source.field().unwrap_or("Value");
    let text = match row.source.text() {
        "" => Err("Choose a source in Mappings first.".to_owned()),
        text => Ok(text.to_owned()),
    };
    CopyableValue {
        name: format!("{}: {name}", short(&row.target)),
        text,
        is_expression: matches!(row.source, Source::Expression(_)),
    }
}

/// Every field that has to be filled in.
pub(super) fn clicks(row: &Row, [kind, source, target, ok]: FormMarkers) -> Vec<StepClick> {
    let mut clicks = vec![click(
        kind,
        "Set *Mapping type* to *{}*.",
        &[row.source.kind()],
    )];
    clicks.push(match &row.source {
        Source::Direct(name) => click(source, "Set *Source attribute* to *{}*:", &[name]),
        Source::Constant(_) => click(source, "Enter the *Constant Value*:", &[]),
        Source::Expression(_) | Source::None => click(source, "Paste the *Expression*:", &[]),
    });
    if let Some(last) = clicks.last_mut() {
        last.values.push(source_value(row));
    }
    if let Some(default) = &row.default_value {
        let what = "Default value if null (optional)";
        clicks.push(unmarked("Enter *{}*:", &[what]).with_value(value(what, default.as_str())));
    }
    let name = short(&row.target);
    clicks.push(match name == row.target {
        true => click(target, "Set *Target attribute* to *{}*.", &[name]),
        false => click(target, "Set *Target attribute* to *{}*:", &[name])
            .with_value(value("Target attribute", row.target.as_str())),
    });
    if let Some(precedence) = row.matching_precedence {
        clicks.push(unmarked(
            "Set *Match objects using this attribute* to *Yes* and *Matching precedence* to *{}*.",
            &[&precedence.to_string()],
        ));
    }
    if row.apply != Apply::Always {
        clicks.push(unmarked(
            "Set *Apply this mapping* to *{}*.",
            &[row.apply.label()],
        ));
    }
    clicks.push(click(ok, "Choose *Ok*.", &[]));
    clicks
}

/// The pane over the table of mappings.
pub(super) fn screen(
    input: &GuideInput,
    row: &Row,
    add: StepMarker,
    [kind, source, target, ok]: FormMarkers,
) -> PortalScreen {
    let mut controls = Vec::new();
    for field in portal::fields(row) {
        let content = match field.value.is_empty() {
            true => Err("choose a source in Mappings".to_owned()),
            false => Ok(field.value.clone()),
        };
        controls.push(match field.label {
            "Mapping type" => drop_down(field.label, field.value).marked(kind),
            "Source attribute" => drop_down(field.label, field.value).marked(source),
            "Constant Value" | "Expression" => text_box(field.label, content).marked(source),
            "Target attribute" => drop_down(field.label, field.value).marked(target),
            "Default value if null (optional)" => text_box(field.label, content),
            _ => drop_down(field.label, field.value),
        });
    }
    controls.push(primary("Ok").marked(ok));
    let rows = input.setup.mapping.rows.iter();
    let mut behind: Vec<ScreenControl> = rows.map(|row| note(&row.target)).collect();
    behind.push(link("Add New Mapping").with(add));
    PortalScreen {
        crumbs: crumbs(&[
            input.setup.application(),
            "Attribute mapping",
            "Edit Attribute",
        ]),
        menu: Vec::new(),
        behind: Some(section("Attribute Mappings", behind)),
        front: section("Edit Attribute", controls),
    }
}
