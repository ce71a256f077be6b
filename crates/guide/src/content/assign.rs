//! Steps 2.18 to 2.20b: users, a last check, a pilot user and Start.

use provisioning::entra::labels;
use provisioning::talkdesk::{ROLES, TEAMS};
use setup::PreflightStatus;

use super::connect::application_menu;
use super::{StepContent, click, hint, link, sourced, unmarked};
use crate::input::GuideInput;
use crate::rich_text::rich;
use crate::screen::{
    self, PortalScreen, button, check_box, crumbs, menu, note, primary, section, text_box,
};
use crate::start_card::{ValueSource, value_source};

pub(super) fn users(input: &GuideInput) -> StepContent {
    let set = &input.setup.mapping;
    let mut sources = [ROLES, TEAMS]
        .into_iter()
        .map(|target| value_source(set, target));
    let uses_app_roles = sources.any(|source| source == ValueSource::AppRole);
    let mut clicks = vec![
        click(34, "Go to *Users and groups*.", &[]),
        click(35, "Choose *Add user/group*.", &[]),
        click(36, "Choose *None Selected*.", &[]),
        click(37, "Select the desired users in the side panel.", &[]),
        click(38, "Choose *Select*.", &[]),
    ];
    if uses_app_roles {
        clicks.push(unmarked(
            "Under *Select a role*, choose the app role of these users. One role for each assignment.",
            &[],
        ));
    }
    clicks.push(click(39, "After adding all users, choose *Assign*.", &[]));
    StepContent {
        lead: rich("Only assigned users are provisioned.", &[]),
        clicks,
        screen: Some(PortalScreen {
            crumbs: crumbs(&[
                input.setup.application(),
                "Users and groups",
                "Add Assignment",
            ]),
            menu: application_menu("Users and groups", Some(34)),
            behind: Some(section(
                "Users and groups",
                vec![button("Add user/group").marked(35)],
            )),
            front: section(
                "Add Assignment",
                vec![
                    screen::link("None Selected").marked(36),
                    check_box("Ana Silva", true).marked(37),
                    check_box("Ben Okafor", true),
                    button("Select").marked(38),
                    primary("Assign").marked(39),
                ],
            ),
        }),
        additions: vec![sourced(
            "Assign in batches of a few hundred: Talkdesk accepts 4 requests per second, and a new user needs several.",
            "Talkdesk, SCIM API, Notes",
        )],
        other_labels: vec![&labels::USERS_AND_GROUPS],
        ..StepContent::default()
    }
}

pub(super) fn check(input: &GuideInput) -> StepContent {
    let result = match input.setup.preflight_status() {
        PreflightStatus::NotRun => None,
        PreflightStatus::Current(run) => Some(format!("{}.", run.message())),
        PreflightStatus::OutOfDate(run) => Some(format!(
            "{} with the mappings at that time. Run it again.",
            run.message()
        )),
    };
    let mut clicks = vec![
        unmarked(
            "Download your users in Entra: *Users* > *Download users*.",
            &[],
        ),
        unmarked("Drop the file on Preflight. It stays in your browser.", &[]),
        unmarked("Fix the issues, or leave out the users who have them.", &[]),
    ];
    clicks.extend(result.map(|text| hint("{}", &[&text])));
    StepContent {
        lead: rich(
            "Missing names, invalid addresses and duplicates are rejected one by one and retried for weeks. Find them before you start.",
            &[],
        ),
        clicks,
        page: Some(link("Check a users file in Preflight", "#/preflight")),
        ..StepContent::default()
    }
}

pub(super) fn start(input: &GuideInput) -> StepContent {
    StepContent {
        lead: rich(
            "One pilot user shows whether all of it works. Then start provisioning for everyone.",
            &[],
        ),
        clicks: vec![
            unmarked("Under *Provisioning*, open *Provision on demand*.", &[]),
            unmarked("Select one assigned user and choose *Provision*.", &[]),
            unmarked(
                "Check the four results, then the user in Talkdesk: name, role, team, active.",
                &[],
            ),
            click(40, "Finally, go to *Overview*.", &[]),
            click(41, "Choose *Start provisioning*.", &[]),
            hint(
                "Then watch *Provisioning logs*, filtered by the status *Failure*. Each entry names the user, the step and a code.",
                &[],
            ),
        ],
        screen: Some(PortalScreen {
            crumbs: crumbs(&[input.setup.application(), "Provisioning"]),
            menu: menu(
                &["Overview", "Provision on demand", "Provisioning logs"],
                "Overview",
                Some(40),
            ),
            behind: Some(section(
                "Provision on demand",
                vec![
                    text_box("Selected user", Err("one assigned user".to_owned())),
                    button("Provision"),
                ],
            )),
            front: section(
                "Overview",
                vec![
                    button("Start provisioning").marked(41),
                    note("Provisioning hasn’t been started."),
                ],
            ),
        }),
        additions: vec![
            sourced(
                "Provision on demand uses a license as any other user does. It doesn’t work with the flag aadOptscim062020 in the Tenant URL.",
                "Microsoft, provision on demand",
            ),
            sourced(
                "The first cycle takes from 20 minutes to several hours; later ones run about every 40 minutes. If you change mappings, the next cycle is a full one again.",
                "Microsoft, how application provisioning works",
            ),
            sourced(
                "Entra retries users that fail after 6, 12 and 24 hours, then daily for 28 days. Too many failures put the job in quarantine: fix the cause, then choose *Restart provisioning*.",
                "Microsoft, quarantine status",
            ),
            sourced(
                "A user who is unassigned, disabled or deleted in Entra gets IsSoftDeleted, and the mapping of active deactivates them in Talkdesk. Thirty days after deletion Entra sends a delete request, if *Delete* is selected. A user who is unassigned first and deleted later never gets one.",
                "Microsoft, how application provisioning works",
            ),
            sourced(
                "Entra doesn’t send cleared values: clearing a team in Entra doesn’t clear it in Talkdesk.",
                "Microsoft, how application provisioning works",
            ),
        ],
        other_labels: vec![&labels::START_PROVISIONING],
        links: vec![link(
            "Explain a provisioning log or a failed user",
            "#/connection/explain",
        )],
        page: Some(link("Check your users in Preflight first", "#/preflight")),
        ..StepContent::default()
    }
}
