//! The same as clicks in the portal, in the order in which they are made.

use super::{RowChange, RowDiff};
use crate::mapping::MappingSet;
use crate::portal::{self, Field};
use crate::talkdesk::{ACTIVE, EXTERNAL_ID};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PortalStep {
    /// What stays the same about it while values change, to keep it ticked by.
    pub key: String,
    /// What to do, with the portal's words.
    pub text: String,
    /// What is chosen or typed there, in the portal's order.
    pub fields: Vec<Field>,
    /// Names that it is done for, one after the other.
    pub names: Vec<String>,
}

fn step(key: &str, text: impl Into<String>) -> PortalStep {
    PortalStep {
        key: key.to_owned(),
        text: text.into(),
        fields: Vec::new(),
        names: Vec::new(),
    }
}

/// The portal's own words. They are those of the published guide.
const OPEN_USERS: &str =
    "Open Attribute mapping (Preview), then Provisioning Microsoft Entra ID Users.";
const GROUPS: &str = "Open Provisioning Microsoft Entra ID Groups, set Enabled to No and choose Save. Talkdesk doesn’t support groups.";

pub fn portal_steps(lines: &[RowDiff], set: &MappingSet) -> Vec<PortalStep> {
    let mut clicks = vec![step("groups", GROUPS), step("open", OPEN_USERS)];
    clicks.extend(attribute_list(lines, set));
    for line in lines {
        clicks.extend(of_row(line, set));
    }
    let deleted = lines.iter().filter(|line| line.change == RowChange::Delete);
    let names: Vec<String> = deleted.map(|line| line.target.clone()).collect();
    if !names.is_empty() {
        let rows = match names.len() {
            1 => "this row".to_owned(),
            count => format!("these {count} rows"),
        };
        let text = format!("Choose Delete at the end of {rows}.");
        clicks.push(PortalStep {
            names,
            ..step("delete", text)
        });
    }
    clicks.push(operations(set));
    clicks.push(step(
        "save",
        "Choose Save, then Yes. The next cycle is a full one, which takes longer.",
    ));
    clicks
}

/// Custom attributes have to be there before their rows can be added.
fn attribute_list(lines: &[RowDiff], set: &MappingSet) -> Option<PortalStep> {
    let added = lines.iter().filter(|line| line.change == RowChange::Add);
    let custom = added.filter_map(|line| {
        let row = set.rows.get(line.index?)?;
        portal::custom_attribute(&row.target)
    });
    let fields: Vec<Field> = custom.flatten().collect();
    (!fields.is_empty()).then(|| PortalStep {
        fields,
        ..step(
            "attributes",
            "Select Show advanced options, then Edit attribute list for customappsso. At the end of the page add these, then choose Save:",
        )
    })
}

fn of_row(line: &RowDiff, set: &MappingSet) -> Option<PortalStep> {
    let row = set.rows.get(line.index?)?;
    let fields = portal::fields(row);
    let target = &line.target;
    // The published guide says "add" where most tables have the row already.
    let usual = [ACTIVE, EXTERNAL_ID].contains(&target.as_str());
    let (word, text, fields) = match line.change {
        RowChange::Edit => {
            let else_add = match usual {
                true => " If it isn’t there, choose Add New Mapping.",
                false => "",
            };
            let changed: Vec<&str> = line
                .differences(set)
                .iter()
                .map(|(label, ..)| *label)
                .collect();
            let only = fields
                .into_iter()
                .filter(|field| usual || changed.contains(&field.label))
                .collect();
            let text = format!("Open {target}, change it and choose Ok.{else_add}");
            ("edit", text, only)
        }
        RowChange::Add => {
            let if_there = match usual {
                true => " If it’s already there, open it instead.",
                false => "",
            };
            let text = format!(
                "Choose Add New Mapping for {target}, fill in the fields and choose Ok.{if_there}"
            );
            ("add", text, fields)
        }
        _ => return None,
    };
    Some(PortalStep {
        fields,
        ..step(&format!("{word} {target}"), text)
    })
}

fn operations(set: &MappingSet) -> PortalStep {
    let ticked = portal::ticked(set.operations);
    let text = match ticked.is_empty() {
        true => "Clear all check boxes under Target Object Actions.".to_owned(),
        false => format!("Under Target Object Actions, select only {ticked}."),
    };
    step("operations", text)
}
