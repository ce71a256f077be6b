//! Steps 2.6 to 2.9 and 2.11 to 2.13a: groups off, users on, active and
//! externalId, and saving.

use provisioning::entra::labels;
use provisioning::mapping::{ACTIVE_EXPRESSION, EXTERNAL_ID_SOURCE, Source};
use provisioning::portal;
use provisioning::talkdesk::{ACTIVE, EXTERNAL_ID};

use super::edit_attribute::{self, row_or};
use super::{
    PublishedText, SourceDispute, StepClick, StepContent, click, hint, link, published, sourced,
};
use super::{unmarked, value};
use crate::input::GuideInput;
use crate::rich_text::rich;
use crate::screen::{
    self, ControlKind, PortalScreen, ScreenControl, StepMarker, button, check_box, control, crumbs,
    menu, section, toggle,
};

const MENU: [&str; 4] = [
    "Overview",
    "Connectivity",
    "Attribute mapping (Preview)",
    "Users and groups",
];
const CURRENT: &str = "Attribute mapping (Preview)";
const GROUPS: &str = "Provisioning Microsoft Entra ID Groups";
const USERS: &str = "Provisioning Microsoft Entra ID Users";

/// The mapping rows of the setup, as the portal lists them.
pub(super) fn rows(input: &GuideInput) -> ScreenControl {
    let rows = input.setup.mapping.rows.iter();
    let rows = rows.map(|row| [row.source.text().to_owned(), row.target.clone()]);
    let kind = ControlKind::Table {
        head: ["Microsoft Entra ID", "customappsso"],
        rows: rows.collect(),
    };
    control("Attribute Mappings", kind)
}

pub(super) fn groups(input: &GuideInput) -> StepContent {
    StepContent {
        lead: rich(
            "Talkdesk doesn’t support groups. If group mapping stays on, every group fails in every cycle.",
            &[],
        ),
        clicks: vec![
            click(7, "Go to *{}*.", &[CURRENT]),
            click(8, "Choose *{}*.", &[GROUPS]),
            click(
                9,
                "Make sure that the mapping is Disabled: set *Enabled* to *No*.",
                &[],
            ),
            click(10, "Choose *Save*.", &[]),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&[input.setup.application(), CURRENT, GROUPS]),
            menu: menu(&MENU, CURRENT, Some(7)),
            behind: Some(section(
                CURRENT,
                vec![screen::link(GROUPS).marked(8), screen::link(USERS)],
            )),
            front: section(
                "Attribute Mapping",
                vec![
                    button("Save").marked(10),
                    toggle("Enabled", false).marked(9),
                ],
            ),
        }),
        additions: vec![sourced(
            "Talkdesk’s SCIM API has the resource User only.",
            "Talkdesk, SCIM API, Notes",
        )],
        other_labels: vec![&labels::ATTRIBUTE_MAPPING, &labels::PROVISION_OBJECTS],
        ..StepContent::default()
    }
}

pub(super) fn users(input: &GuideInput) -> StepContent {
    let operations = input.setup.mapping.operations;
    let chosen = match portal::ticked(operations) {
        chosen if chosen.is_empty() => "none".to_owned(),
        chosen => chosen,
    };
    StepContent {
        lead: rich(
            "The user mapping decides what Entra sends to Talkdesk.",
            &[],
        ),
        clicks: vec![
            unmarked("Return to *Attribute mapping*.", &[]),
            click(11, "Choose *{}*.", &[USERS]),
            click(
                12,
                "Make sure that the mapping is Enabled: set *Enabled* to *Yes*.",
                &[],
            ),
            click(
                13,
                "Under *Target Object Actions*, select what Entra may do in Talkdesk (*Create*, *Update*, *Delete*). This setup: {}.",
                &[&chosen],
            ),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&[input.setup.application(), CURRENT, USERS]),
            menu: Vec::new(),
            behind: Some(section(
                CURRENT,
                vec![screen::link(GROUPS), screen::link(USERS).marked(11)],
            )),
            front: section(
                "Attribute Mapping",
                vec![
                    toggle("Enabled", true).marked(12),
                    check_box("Create", operations.create).marked(13),
                    check_box("Update", operations.update),
                    check_box("Delete", operations.delete),
                ],
            ),
        }),
        additions: vec![sourced(
            "Without *Update*, leavers stay active. *Delete* acts only when a user is permanently deleted in Entra; whether Talkdesk then deletes or deactivates isn’t documented.",
            "Microsoft, how application provisioning works",
        )],
        other_labels: vec![&labels::ATTRIBUTE_MAPPING, &labels::PROVISION_OBJECTS],
        page: Some(link("Change the operations in Mappings", "#/mappings")),
        ..StepContent::default()
    }
}

/// Opens the row of a target that most portals have already.
fn open_or_add(name: &str) -> StepClick {
    StepClick {
        marker: Some(ADD),
        ..unmarked(
            "Open the row *{}*. If there is none, choose *Add New Mapping*.",
            &[name],
        )
    }
}

const ADD: StepMarker = StepMarker::conditional(16);

/// When the mapping is saved.
pub(super) fn ok_hint(is_followed_by_another: bool) -> StepClick {
    match is_followed_by_another {
        true => hint(
            "*Ok* only closes the pane. You save after the next step.",
            &[],
        ),
        false => hint("*Ok* only closes the pane. You save in the next step.", &[]),
    }
}

pub(super) fn active(input: &GuideInput) -> StepContent {
    const MARKERS: edit_attribute::FormMarkers = [17, 18, 19, 20];
    let set = &input.setup.mapping;
    let row = row_or(
        set,
        ACTIVE,
        Source::Expression(ACTIVE_EXPRESSION.to_owned()),
    );
    let mut clicks = vec![open_or_add("active")];
    clicks.extend(edit_attribute::clicks(&row, MARKERS));
    clicks.push(ok_hint(set.maps(EXTERNAL_ID)));
    let is_published = row.source.text() == ACTIVE_EXPRESSION;
    StepContent {
        lead: rich(
            "Turns Entra’s “removed” flag into Talkdesk’s “active”, so leavers are deactivated.",
            &[],
        ),
        clicks,
        screen: Some(edit_attribute::screen(input, &row, ADD, MARKERS)),
        notes: vec![rich(
            "If the active field isn’t mapped, Talkdesk tries to create the user with `active=true`.",
            &[],
        )],
        published: match is_published {
            true => Vec::new(),
            false => vec![PublishedText {
                text: rich(
                    "Talkdesk’s guide has the expression `{}`.",
                    &[ACTIVE_EXPRESSION],
                ),
                value: Some(value("Published expression", ACTIVE_EXPRESSION)),
            }],
        },
        additions: vec![sourced(
            "A new application usually has rows for active and externalId: edit the row if it is there, add it if it isn’t.",
            "the portal’s default mappings",
        )],
        disputes: vec![SourceDispute {
            about: "Must active be sent?",
            one: "Talkdesk’s API description: active is required to create and replace a user.",
            other: "Talkdesk’s guide: without it the user is created as active.",
            resolution: "Map it: that satisfies both, and leavers are deactivated.",
        }],
        other_labels: vec![&labels::ADD_MAPPING],
        page: Some(link("Open in Mappings", "#/mappings/active")),
        ..StepContent::default()
    }
}

pub(super) fn external_id(input: &GuideInput) -> StepContent {
    const MARKERS: edit_attribute::FormMarkers = [21, 22, 23, 24];
    let set = &input.setup.mapping;
    let row = row_or(
        set,
        EXTERNAL_ID,
        Source::Direct(EXTERNAL_ID_SOURCE.to_owned()),
    );
    let mut clicks = vec![open_or_add("externalId")];
    clicks.extend(edit_attribute::clicks(&row, MARKERS));
    clicks.push(ok_hint(false));
    let is_published = row.source == Source::Direct(EXTERNAL_ID_SOURCE.to_owned());
    StepContent {
        lead: match is_published {
            true => rich(
                "objectId never changes. A new application maps mailNickname, which can.",
                &[],
            ),
            false => rich(
                "An identifier of yours that Talkdesk keeps with the user.",
                &[],
            ),
        },
        clicks,
        screen: Some(edit_attribute::screen(input, &row, ADD, MARKERS)),
        published: match is_published {
            true => Vec::new(),
            false => vec![published(
                "Talkdesk’s guide has the mapping type *Direct* with the source attribute `objectId`.",
            )],
        },
        other_labels: vec![&labels::ADD_MAPPING],
        page: Some(link("Open in Mappings", "#/mappings/externalId")),
        ..StepContent::default()
    }
}

/// Step 2.13a, and 2.17a after roles and teams.
pub(super) fn save(input: &GuideInput, is_after_roles: bool) -> StepContent {
    let lead = match is_after_roles {
        false => "*Ok* only closes a pane. Without *Save*, the portal drops your new mappings.",
        true => "Without *Save*, the portal drops the mappings for roles and teams.",
    };
    StepContent {
        lead: rich(lead, &[]),
        clicks: vec![
            unmarked("On *Attribute Mapping*, choose *Save*.", &[]),
            unmarked("Confirm with *Yes*.", &[]),
            hint(
                "Stay until the portal says that the mappings are saved. The next cycle is then a full one, which takes longer.",
                &[],
            ),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&[input.setup.application(), CURRENT, USERS]),
            menu: menu(&MENU, CURRENT, None),
            behind: None,
            front: section("Attribute Mapping", vec![button("Save"), rows(input)]),
        }),
        ..StepContent::default()
    }
}
