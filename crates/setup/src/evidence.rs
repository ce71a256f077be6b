//! What proves that a part of a setup works: tests of the connection and runs
//! of Preflight, each with what it holds for.

use provisioning::format::{counted, grouped};
use provisioning::mapping::MappingSet;
use provisioning::talkdesk::USER_NAME;
use serde::{Deserialize, Serialize};

use super::{Setup, Timestamp};

/// A test of the connection that passed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PassedTest {
    pub when: Timestamp,
    /// The Tenant URL it passed at. For another one it proves nothing.
    pub tenant_url: String,
    /// The matching attributes that it looked for, one in each line; for others
    /// it proves nothing. Older versions looked for userName only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matching: Option<String>,
}

/// A test of the connection that failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FailedTest {
    pub when: Timestamp,
    pub tenant_url: String,
    /// The matching attributes, one in each line.
    #[serde(default)]
    pub matching: String,
    /// Why, in a few words, such as "The token has expired".
    #[serde(default)]
    pub reason: String,
}

/// The result of a run of Preflight, without anything about a person.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PreflightSummary {
    pub when: Timestamp,
    /// All users of the file.
    pub users: u32,
    /// Users who would be created.
    #[serde(default)]
    pub created: u32,
    /// Users who exist in Talkdesk and would be updated or stay as they are.
    #[serde(default)]
    pub existing: u32,
    #[serde(default)]
    pub rejected: u32,
    /// Users of whom the file says too little.
    #[serde(default)]
    pub unknown: u32,
    #[serde(default)]
    pub skipped: u32,
    /// How long the first cycle takes at Talkdesk's limit of requests.
    #[serde(default)]
    pub seconds: u32,
    /// [`mapping_fingerprint`] of the mappings that ran.
    #[serde(default)]
    pub mapping: String,
}

impl PreflightSummary {
    /// Users who are sent to Talkdesk.
    pub fn in_scope(&self) -> u32 {
        let outcomes = [self.created, self.existing, self.rejected, self.unknown];
        outcomes.into_iter().fold(0, u32::saturating_add)
    }

    /// Whether each user in scope would be accepted.
    pub fn is_clean(&self) -> bool {
        self.rejected == 0 && self.unknown == 0 && self.in_scope() > 0
    }

    /// Such as "295 of 20,000 users would be rejected".
    pub fn message(&self) -> String {
        let users = self.in_scope();
        let of = |count: u32| {
            let users = counted(users.into(), "user", "users");
            format!("{} of {users}", grouped(count.into()))
        };
        match (self.rejected, self.unknown) {
            (0, 0) if users == 0 => "No users in scope".to_owned(),
            (0, 0) if users == 1 => "The one user would be accepted".to_owned(),
            (0, 0) => format!("All {} users would be accepted", grouped(users.into())),
            (0, unknown) => format!("Not known for {}", of(unknown)),
            (rejected, _) => format!("{} would be rejected", of(rejected)),
        }
    }
}

/// How the steps of the guide are carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SetupMethod {
    #[default]
    ByHand,
    Script,
}

/// That the admin has answered the questions at the start of the guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GuideStart {
    pub when: Timestamp,
    #[serde(default)]
    pub method: SetupMethod,
}

/// What is known of the connection at the setup's Tenant URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionStatus<'a> {
    NotTested,
    Passed(&'a PassedTest),
    Failed(&'a FailedTest),
    /// The last test was for another Tenant URL or other matching attributes.
    OutOfDate(&'a Timestamp),
}

/// What is known of the users.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreflightStatus<'a> {
    NotRun,
    Current(&'a PreflightSummary),
    /// It ran with other mappings.
    OutOfDate(&'a PreflightSummary),
}

impl Setup {
    /// A test at another Tenant URL proves nothing, and neither does one of a
    /// service on this computer, because Entra cannot reach it.
    pub fn connection_status(&self) -> ConnectionStatus<'_> {
        let url = self.tenant.url().filter(|url| !is_loopback(url));
        let matching = self.matching();
        let is_current = |tenant_url: &str, tested: &str| {
            url.as_deref() == Some(tenant_url) && tested == matching
        };
        let passed = self.connection_passed.as_ref();
        let failed = self.connection_failed.as_ref();
        let current_pass = passed.filter(|test| {
            let tested = test.matching.as_deref().unwrap_or(USER_NAME);
            is_current(&test.tenant_url, tested)
        });
        let current_failure = failed.filter(|test| is_current(&test.tenant_url, &test.matching));
        match (current_pass, current_failure) {
            (Some(pass), Some(failure)) if failure.when > pass.when => {
                ConnectionStatus::Failed(failure)
            }
            (Some(pass), _) => ConnectionStatus::Passed(pass),
            (None, Some(failure)) => ConnectionStatus::Failed(failure),
            (None, None) => {
                let tests = [
                    passed.map(|test| (&test.when, &test.tenant_url)),
                    failed.map(|test| (&test.when, &test.tenant_url)),
                ];
                let tests = tests.into_iter().flatten();
                let latest = tests.filter(|(_, url)| !is_loopback(url)).max();
                latest.map_or(ConnectionStatus::NotTested, |(when, _)| {
                    ConnectionStatus::OutOfDate(when)
                })
            }
        }
    }

    /// When the connection test passed at the present Tenant URL and for the
    /// present matching attributes, if it did.
    pub fn passed(&self) -> Option<&Timestamp> {
        match self.connection_status() {
            ConnectionStatus::Passed(test) => Some(&test.when),
            _ => None,
        }
    }

    /// Keeps the result of a test: nothing, or why it failed.
    pub fn record_test(
        &mut self,
        when: Timestamp,
        tenant_url: String,
        matching: String,
        result: Result<(), String>,
    ) {
        match result {
            Ok(()) => {
                self.connection_failed = None;
                self.connection_passed = Some(PassedTest {
                    when,
                    tenant_url,
                    matching: Some(matching),
                });
            }
            Err(reason) => {
                self.connection_passed = None;
                self.connection_failed = Some(FailedTest {
                    when,
                    tenant_url,
                    matching,
                    reason,
                });
            }
        }
    }

    pub fn preflight_status(&self) -> PreflightStatus<'_> {
        match &self.preflight {
            None => PreflightStatus::NotRun,
            Some(run) if run.mapping == mapping_fingerprint(&self.mapping) => {
                PreflightStatus::Current(run)
            }
            Some(run) => PreflightStatus::OutOfDate(run),
        }
    }
}

/// Whether an address that was tested is on this computer. Such tests are no
/// longer recorded, so this looks at the host as it is written: the first view
/// needs no parser of addresses.
fn is_loopback(url: &str) -> bool {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    ["127.", "[::1]", "[::ffff:7f"]
        .iter()
        .any(|loopback| host.starts_with(loopback))
        || matches!(
            host.split(':')
                .next()
                .map(|name| name.trim_end_matches('.')),
            Some("localhost")
        )
}

/// Tells mappings apart, whatever the order of their rows: 16 hexadecimal digits
/// (FNV-1a). Nobody has a reason to forge one.
pub fn mapping_fingerprint(set: &MappingSet) -> String {
    // In order by insertion: a sort weighs more than all of this.
    let mut parts: Vec<String> = Vec::with_capacity(set.rows.len() + 1);
    for row in &set.rows {
        let part = serde_json::to_string(row).unwrap_or_default();
        let index = parts.partition_point(|other| *other <= part);
        parts.insert(index, part);
    }
    parts.push(serde_json::to_string(&set.operations).unwrap_or_default());
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for byte in parts.join("\n").bytes() {
        hash ^= u64::from(byte);
        hash = hash.wrapping_mul(0x0000_0100_0000_01b3);
    }
    format!("{hash:016x}")
}

/// As [`crate::record`] reads a member that may be damaged.
#[cfg(test)]
pub(crate) fn read_or_none<'de, D, T>(deserializer: D) -> Result<Option<T>, D::Error>
where
    D: serde::Deserializer<'de>,
    T: serde::de::DeserializeOwned,
{
    let value = serde_json::Value::deserialize(deserializer)?;
    Ok(serde_json::from_value(value).ok())
}

#[cfg(test)]
mod tests;
