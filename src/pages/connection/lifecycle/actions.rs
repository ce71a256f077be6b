//! What the buttons of the lifecycle test do.

use leptos::prelude::*;

use super::context::LifecycleSection;
use crate::browser;
use crate::pages::connection::form_view::{ADDRESS_ID, TOKEN_ID};
use crate::state::Undo;
use connection_test::lifecycle::orphaned_user::{Note, OrphanedUser};
use connection_test::lifecycle::preconditions::UnmetPrecondition;
use connection_test::lifecycle::preconditions::domain;
use connection_test::tenant_url::{TenantUrl, parse};

pub(super) const DOMAIN_ID: &str = "lifecycle-domain";
pub(super) const CONSENT_ID: &str = "lifecycle-consent";

/// Starts the test, stops it, prepares another one, or goes to what is missing.
pub(super) fn press_main_button(section: LifecycleSection) {
    untrack(|| {
        if section.is_running() {
            if !section.is_cleaning() {
                section.page.connection.cancel();
            }
        } else if section.is_frozen() {
            section.lifecycle.start_over();
            browser::focus_soon(CONSENT_ID);
        } else {
            begin(section);
        }
    });
}

fn begin(section: LifecycleSection) {
    match (section.blocked(), section.page.address().url) {
        (None, Some(tenant)) => {
            if let Ok(domain) = domain::read(&section.lifecycle.domain.get()) {
                section.lifecycle.begin(
                    section.page.connection,
                    tenant,
                    &domain,
                    section.needs.get(),
                    section.key.get(),
                );
            }
        }
        (Some(UnmetPrecondition::Address), _) | (None, None) => section.page.go_to(ADDRESS_ID),
        (Some(UnmetPrecondition::Token), _) => section.page.go_to(TOKEN_ID),
        (Some(UnmetPrecondition::Domain), _) => browser::focus(DOMAIN_ID),
        (Some(UnmetPrecondition::Consent), _) => browser::focus(CONSENT_ID),
        (
            Some(
                UnmetPrecondition::Locked
                | UnmetPrecondition::Busy
                | UnmetPrecondition::Records
                | UnmetPrecondition::OrphanedUser,
            ),
            _,
        ) => {}
    }
}

/// Why a user can't be deleted from here just now. What reads it follows its
/// changes.
pub(super) fn removal_obstacle(
    section: LifecycleSection,
    known: Option<&TenantUrl>,
) -> Option<&'static str> {
    let connection = section.page.connection;
    if connection.is_running() || connection.is_acquired() {
        return Some("A test is running. Wait until it ends.");
    }
    // A token must not be sent to another account's address.
    if known.is_none() || section.page.address().url.as_ref() != known {
        return Some(
            "To delete it from here, enter this Tenant URL and its token under Test from here.",
        );
    }
    let has_token = connection.token().is_sendable();
    (!has_token).then_some("To delete it from here, enter the token under Test from here.")
}

/// Deletes a user, or goes to what is missing.
pub(super) fn remove(section: LifecycleSection, note_key: &str, left: &OrphanedUser) {
    untrack(|| remove_or_lead(section, note_key, left));
}

fn remove_or_lead(section: LifecycleSection, note_key: &str, left: &OrphanedUser) {
    let connection = section.page.connection;
    let known = parse(&left.tenant_url).ok();
    match (&known, removal_obstacle(section, known.as_ref())) {
        (Some(tenant), None) => {
            let tenant = tenant.clone();
            section.lifecycle.remove(connection, tenant, note_key, left);
        }
        _ if connection.is_running() || connection.is_acquired() => {}
        _ if section.page.address().url == known => section.page.go_to(TOKEN_ID),
        _ => section.page.go_to(ADDRESS_ID),
    }
}

/// Removes a note because the admin has deleted the user, and offers it back.
pub(super) fn forget(section: LifecycleSection, note: &Note) {
    let lifecycle = section.lifecycle;
    lifecycle.forget(note.clone());
    let note = note.clone();
    let undo = Undo::new(move |_| lifecycle.remember(note.clone()));
    section
        .page
        .app
        .offer_undo("Note about the test user removed", undo);
}
