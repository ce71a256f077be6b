//! The question by which Entra finds a user.

use serde::{Deserialize, Serialize};

use super::EvaluatedUser;
use crate::format::dotnet_query;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MatchQuery {
    /// The filter as people read it: `userName eq "ana@contoso.com"`.
    pub filter: String,
    /// Path and query as they are sent: `/Users?filter=userName+eq+%22…`.
    pub path: String,
}

/// The question for a user, if there is a value to ask for.
pub fn match_query(applied: &EvaluatedUser<'_>) -> Option<MatchQuery> {
    let (target, value) = applied.matching()?;
    let value = value.replace('\\', "\\\\").replace('"', "\\\"");
    let filter = format!("{target} eq \"{value}\"");
    let path = format!("/Users?filter={}", dotnet_query(&filter));
    Some(MatchQuery { filter, path })
}
