//! The kinds of evidence.

use serde::{Deserialize, Serialize};

/// What a response of Microsoft Graph can prove, one for each row of the table
/// in the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EvidenceKind {
    /// The application exists and is in no gallery.
    Application,
    /// Provisioning is configured: there is a job.
    Configured,
    /// Tenant URL and secret token are stored.
    Credentials,
    /// Notification email and deletion limit.
    Notification,
    /// Mappings, group mapping and operations are as planned.
    Mappings,
    AppRoles,
    UsersAssigned,
    /// Provision on demand worked for one user.
    OnDemand,
    Started,
    /// No failures in the last cycle.
    Healthy,
}

impl EvidenceKind {
    /// In the order of the guide.
    pub const ALL: [Self; 10] = [
        Self::Application,
        Self::Configured,
        Self::Credentials,
        Self::Notification,
        Self::Mappings,
        Self::AppRoles,
        Self::UsersAssigned,
        Self::OnDemand,
        Self::Started,
        Self::Healthy,
    ];

    /// Its name in stored records and in evidence packs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Application => "application",
            Self::Configured => "configured",
            Self::Credentials => "credentials",
            Self::Notification => "notification",
            Self::Mappings => "mappings",
            Self::AppRoles => "appRoles",
            Self::UsersAssigned => "usersAssigned",
            Self::OnDemand => "onDemand",
            Self::Started => "started",
            Self::Healthy => "healthy",
        }
    }

    pub fn of_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.key() == key)
    }

    /// What it is read from, as in "Verified from the job".
    pub fn source_name(self) -> &'static str {
        match self {
            Self::Application => "the application",
            Self::Configured | Self::Started => "the job",
            Self::Credentials => "the stored credentials",
            Self::Notification => "the notification settings",
            Self::Mappings => "the schema",
            Self::AppRoles => "the app roles",
            Self::UsersAssigned => "the assignments",
            Self::OnDemand => "Provision on demand",
            Self::Healthy => "the provisioning log",
        }
    }

    /// The same as a label: "Schema".
    pub fn label(self) -> &'static str {
        match self {
            Self::Application => "Application",
            Self::Configured => "Job",
            Self::Started => "Job status",
            Self::Credentials => "Stored credentials",
            Self::Notification => "Notification settings",
            Self::Mappings => "Schema",
            Self::AppRoles => "App roles",
            Self::UsersAssigned => "Assignments",
            Self::OnDemand => "Provision on demand",
            Self::Healthy => "Provisioning log",
        }
    }

    /// The steps of the guide that it can prove, by their numbers.
    pub fn proves(self) -> &'static [&'static str] {
        match self {
            Self::Application => &["1.1", "1.4"],
            Self::Configured => &["2.1"],
            Self::Credentials => &["2.3"],
            Self::Mappings => &[
                "2.6", "2.8", "2.10", "2.12", "2.13", "2.13a", "2.14", "2.16", "2.16a", "2.17a",
            ],
            Self::AppRoles => &["2.15a"],
            Self::UsersAssigned => &["2.18"],
            Self::Started => &["2.20"],
            Self::Notification | Self::OnDemand | Self::Healthy => &[],
        }
    }

    /// The steps that it can contradict but not prove, because it shows a part
    /// of them only.
    pub fn contradicts_only(self) -> &'static [&'static str] {
        match self {
            Self::Notification => &["2.5a"],
            Self::OnDemand | Self::Healthy => &["2.20"],
            _ => &[],
        }
    }

    /// Whether it says something about a step.
    pub fn concerns(self, step: &str) -> bool {
        self.proves().contains(&step) || self.contradicts_only().contains(&step)
    }
}
