//! Steps 2.10 and 2.10a: the table of mappings holds what Talkdesk supports.

use provisioning::entra::labels;
use provisioning::mapping::Row;
use provisioning::portal;
use provisioning::portal::portal_diff::{RowChange, RowDiff};
use provisioning::talkdesk::{ACTIVE, EXTERNAL_ID, ROLES, TEAMS, USER_NAME, links, short};

use super::mappings::rows;
use super::{StepClick, StepContent, click, link, sourced, unmarked, value};
use crate::input::GuideInput;
use crate::rich_text::rich;
use crate::screen::{PortalScreen, button, crumbs, section};

/// Rows that have a step of their own.
const OWN_STEP: [&str; 4] = [ACTIVE, EXTERNAL_ID, ROLES, TEAMS];

/// A row to edit or add here.
fn row_click(change: &RowDiff, input: &GuideInput) -> Option<StepClick> {
    if OWN_STEP.contains(&change.target.as_str()) {
        return None;
    }
    let set = &input.setup.mapping;
    let row: &Row = set.rows.get(change.index?)?;
    let name = short(&row.target);
    let fields = portal::fields(row).into_iter();
    let (mut click, labels) = match change.change {
        RowChange::Edit => {
            let labels = change.differences(set);
            let labels: Vec<&str> = labels.iter().map(|(label, ..)| *label).collect();
            let text = "Open the row *{}*, change it and choose *Ok*:";
            (unmarked(text, &[name]), Some(labels))
        }
        RowChange::Add => {
            let text = "Choose *Add New Mapping* for *{}*, enter this and choose *Ok*:";
            (unmarked(text, &[name]), None)
        }
        RowChange::Keep | RowChange::Delete | RowChange::Off => return None,
    };
    let wanted = fields.filter(|field| match &labels {
        Some(labels) => labels.contains(&field.label),
        None => true,
    });
    click.values = wanted
        .map(|field| value(field.label, field.value))
        .collect();
    Some(click)
}

/// What the source of userName has to be.
fn user_name(input: &GuideInput) -> StepClick {
    let row = input.setup.mapping.row(USER_NAME);
    let source = row.map_or("", |row| row.source.text());
    let precedence = row.and_then(|row| row.matching_precedence);
    match precedence {
        Some(precedence) => unmarked(
            "Open the row *userName*. Its source, `{}`, must hold an email address for each user you assign. Check *Match objects using this attribute: Yes* and *Matching precedence: {}*.",
            &[source, &precedence.to_string()],
        ),
        None => unmarked(
            "Open the row *userName*. Its source, `{}`, must hold an email address for each user you assign. This setup finds users by another attribute.",
            &[source],
        ),
    }
}

pub(super) fn supported(input: &GuideInput) -> StepContent {
    const OTHERS: &str =
        "any other that Talkdesk doesn’t support, for example Honorific prefix, if present";
    let mut clicks = vec![user_name(input)];
    let changes = input.changes();
    clicks.extend(changes.iter().filter_map(|change| row_click(change, input)));
    let names = input.deleted_targets();
    let text = match names.len() {
        0 => "On the same page, keep only supported mappings. Delete {}.".to_owned(),
        1 => "On the same page, keep only supported mappings. Delete this one, and {}:".to_owned(),
        count => format!(
            "On the same page, keep only supported mappings. Delete these {count}, and {{}}:"
        ),
    };
    clicks.push(StepClick {
        names,
        ..click(14, &text, &[OTHERS])
    });
    clicks.push(click(15, "Choose *Save*, then *Yes*.", &[]));
    StepContent {
        lead: rich(
            "`userName`, `givenName` and `familyName` are required. Talkdesk rejects users with any of them empty.",
            &[],
        ),
        clicks,
        screen: Some(PortalScreen {
            crumbs: crumbs(&[
                input.setup.application(),
                "Attribute mapping (Preview)",
                "Provisioning Microsoft Entra ID Users",
            ]),
            menu: Vec::new(),
            behind: None,
            front: section(
                "Attribute Mapping",
                vec![button("Save").marked(15), rows(input).marked(14)],
            ),
        }),
        additions: vec![sourced(
            "Entra finds a user by the matching attribute before it creates one. If userPrincipalName isn’t the address that Talkdesk knows, users are created twice or rejected; then map mail.",
            "Talkdesk, Create User; Microsoft, customize attribute mappings",
        )],
        other_labels: vec![&labels::ADD_MAPPING],
        links: vec![link(
            "Create User: the supported fields, Talkdesk documentation",
            links::CREATE_USER,
        )],
        page: Some(link("See each mapping in Mappings", "#/mappings")),
        ..StepContent::default()
    }
}
