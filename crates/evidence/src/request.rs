//! The request of each kind of evidence.

use provisioning::format::percent_encoded;
use serde_json::{Value, json};
use setup::tenant_evidence::{EntraIds, EvidenceKind};

use crate::EvidencePlan;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GraphMethod {
    Get,
    Post,
}

impl GraphMethod {
    pub fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
        }
    }
}

/// Something that is not known yet and has to be replaced in a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Placeholder {
    ServicePrincipalId,
    JobId,
    AppId,
    RuleId,
    UserObjectId,
}

impl Placeholder {
    /// As it is in the request.
    pub fn text(self) -> &'static str {
        match self {
            Self::ServicePrincipalId => "{servicePrincipalId}",
            Self::JobId => "{jobId}",
            Self::AppId => "{appId}",
            Self::RuleId => "{ruleId}",
            Self::UserObjectId => "{userObjectId}",
        }
    }
}

/// One request to Microsoft Graph, with what it needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRequest {
    pub kind: EvidenceKind,
    pub method: GraphMethod,
    /// Path and query below `/v1.0`, percent-encoded where it has to be.
    pub path: String,
    pub body: Option<Value>,
    /// The least delegated permissions.
    pub permissions: &'static [&'static str],
    /// The role in Entra, in a few words.
    pub role: &'static str,
    /// The license that the tenant needs, where it needs one.
    pub license: Option<&'static str>,
    /// What it changes; nothing for one that only reads.
    pub effect: Option<&'static str>,
    /// What has to be replaced before it can be sent, in its order.
    pub placeholders: Vec<Placeholder>,
}

pub(crate) const READ_APPLICATIONS: &[&str] = &["Application.Read.All"];
pub(crate) const READ_SYNCHRONIZATION: &[&str] = &["Synchronization.Read.All"];
pub(crate) const WRITE_SYNCHRONIZATION: &[&str] = &["Synchronization.ReadWrite.All"];
pub(crate) const READ_LOGS: &[&str] = &["AuditLog.Read.All", "Directory.Read.All"];

const APPLICATION_ADMINISTRATOR: &str = "Application Administrator";
const REPORTS_READER: &str = "Reports Reader";

/// The delegated permissions that a kind needs.
pub fn permissions(kind: EvidenceKind) -> &'static [&'static str] {
    match kind {
        EvidenceKind::Application | EvidenceKind::AppRoles | EvidenceKind::UsersAssigned => {
            READ_APPLICATIONS
        }
        EvidenceKind::Configured | EvidenceKind::Started | EvidenceKind::Mappings => {
            READ_SYNCHRONIZATION
        }
        EvidenceKind::Credentials | EvidenceKind::Notification | EvidenceKind::OnDemand => {
            WRITE_SYNCHRONIZATION
        }
        EvidenceKind::Healthy => READ_LOGS,
    }
}

/// A path that is made with ids, and the placeholders for those that are
/// missing.
struct PathBuilder<'a> {
    ids: &'a EntraIds,
    placeholders: Vec<Placeholder>,
}

impl PathBuilder<'_> {
    fn id(&mut self, placeholder: Placeholder) -> String {
        let id = match placeholder {
            Placeholder::ServicePrincipalId => &self.ids.service_principal,
            Placeholder::JobId => &self.ids.job_id,
            Placeholder::AppId => &self.ids.application,
            Placeholder::RuleId => &self.ids.rule,
            Placeholder::UserObjectId => &None,
        };
        self.id_or_placeholder(id.clone(), placeholder)
    }

    fn id_or_placeholder(&mut self, id: Option<String>, placeholder: Placeholder) -> String {
        id.unwrap_or_else(|| {
            self.placeholders.push(placeholder);
            placeholder.text().to_owned()
        })
    }

    fn synchronization(&mut self, rest: &str) -> String {
        let application = self.id(Placeholder::ServicePrincipalId);
        format!("/servicePrincipals/{application}/synchronization/{rest}")
    }

    fn of_job(&mut self, rest: &str) -> String {
        let jobs = self.synchronization("jobs");
        let job = self.id(Placeholder::JobId);
        format!("{jobs}/{job}/{rest}")
    }
}

/// A text within an OData filter: a quote is doubled.
fn odata_text(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// The object id of a user: 36 characters of a GUID.
fn is_object_id(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

impl EvidenceRequest {
    /// The request of a kind. `pilot` is the object id of the user for Provision
    /// on demand.
    pub fn new(kind: EvidenceKind, plan: &EvidencePlan, pilot: Option<&str>) -> Self {
        let mut builder = PathBuilder {
            ids: &plan.ids,
            placeholders: Vec::new(),
        };
        let mut body = None;
        let path = match kind {
            EvidenceKind::Application => {
                let filter = format!("displayName eq {}", odata_text(&plan.application));
                format!(
                    "/servicePrincipals?$filter={}&$select=id,appId,displayName,tags,applicationTemplateId,appRoles",
                    percent_encoded(&filter)
                )
            }
            EvidenceKind::Configured | EvidenceKind::Started => builder.synchronization("jobs"),
            EvidenceKind::Credentials | EvidenceKind::Notification => {
                builder.synchronization("secrets")
            }
            EvidenceKind::Mappings => builder.of_job("schema"),
            EvidenceKind::AppRoles => {
                let application = builder.id(Placeholder::AppId);
                format!("/applications(appId='{application}')?$select=appId,appRoles")
            }
            EvidenceKind::UsersAssigned => {
                let application = builder.id(Placeholder::ServicePrincipalId);
                format!("/servicePrincipals/{application}/appRoleAssignedTo?$top=999")
            }
            EvidenceKind::OnDemand => {
                let path = builder.of_job("provisionOnDemand");
                let rule = builder.id(Placeholder::RuleId);
                let pilot = pilot.map(str::trim).filter(|id| is_object_id(id));
                let user =
                    builder.id_or_placeholder(pilot.map(str::to_owned), Placeholder::UserObjectId);
                body = Some(json!({"parameters": [{
                    "ruleId": rule,
                    "subjects": [{"objectId": user, "objectTypeName": "User"}],
                }]}));
                path
            }
            EvidenceKind::Healthy => {
                let job = builder.id(Placeholder::JobId);
                let filter = format!("jobId eq {}", odata_text(&job));
                format!(
                    "/auditLogs/provisioning?$filter={}",
                    percent_encoded(&filter)
                )
            }
        };
        Self {
            kind,
            method: match kind {
                EvidenceKind::OnDemand => GraphMethod::Post,
                _ => GraphMethod::Get,
            },
            path,
            body,
            permissions: permissions(kind),
            role: match kind {
                EvidenceKind::Healthy => REPORTS_READER,
                _ => APPLICATION_ADMINISTRATOR,
            },
            license: (kind == EvidenceKind::Healthy).then_some("Microsoft Entra ID P1"),
            effect: (kind == EvidenceKind::OnDemand)
                .then_some("It creates or updates this one user in Talkdesk, who uses a license."),
            placeholders: builder.placeholders,
        }
    }

    /// Whether nothing in it has to be replaced.
    pub fn is_complete(&self) -> bool {
        self.placeholders.is_empty()
    }

    /// The body as it is sent.
    pub(crate) fn body_text(&self) -> Option<String> {
        self.body.as_ref().map(Value::to_string)
    }
}

#[cfg(test)]
mod tests;
