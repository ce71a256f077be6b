//! The page while there is no file of users.

mod drop_area;
mod last_run;
mod ways;

use leptos::prelude::*;

use crate::components::fold::Fold;
use crate::components::lock_line::LockLine;
use crate::pages::preflight::empty::drop_area::DropArea;
use crate::pages::preflight::empty::last_run::LastRun;
use crate::pages::preflight::empty::ways::Ways;
use crate::pages::preflight::lock::LockHelp;
use crate::pages::preflight::open_errors::OpenErrors;
use crate::pages::preflight::options::target_users::TargetUsers;

#[component]
pub(crate) fn EmptyPage() -> impl IntoView {
    view! {
        <DropArea/>
        <LockLine before="Network access turns off before the file is read, so the file can’t leave this browser. It stays off until you close the file, which reloads the page."/>
        <OpenErrors/>
        <LastRun/>
        <div class="section">
            <Fold open=true summary=|| summary("Where do I get this file?", "")>
                <Ways/>
            </Fold>
            <Fold summary=|| {
                summary("Check assigned users only, with their app roles", "Add a second file")
            }>
                <AssignedHelp/>
            </Fold>
            <Fold summary=|| {
                summary("Compare with Talkdesk’s users", "Before you open a users file")
            }>
                <div class="pf-fold">
                    <TargetUsers/>
                </div>
            </Fold>
            <LockHelp/>
        </div>
    }
}

fn summary(title: &'static str, aside: &'static str) -> AnyView {
    view! {
        <b class="grow">{title}</b>
        <span class="muted small wide-only">{aside}</span>
    }
    .into_any()
}

#[component]
fn AssignedHelp() -> impl IntoView {
    view! {
        <div class="stack pf-fold">
            <p>
                "Drop a second file with the users assigned to the application: a column objectId or userPrincipalName, and a column appRole if your mappings use app roles. Only users in that file are checked then."
            </p>
            <p>
                "In PowerShell, Get-MgServicePrincipalAppRoleAssignedTo returns PrincipalId and AppRoleId. In Entra, open the group that you assigned and choose "
                <b>"Download members"</b> "."
            </p>
        </div>
    }
}
