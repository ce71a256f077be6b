//! Lets Entra make its own test, through Microsoft Graph. Source:
//! <https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-validatecredentials>;
//! the names of the credentials are those that Entra keeps for SCIM
//! applications, `BaseAddress` and `SecretToken`.

use super::shells::power_shell_token;
use super::{Piece, TokenFrom, quote};

const PRINCIPALS: &str = "https://graph.microsoft.com/v1.0/servicePrincipals";

/// For Microsoft Graph PowerShell. It finds application and job by itself and
/// stops with a sentence when there is not exactly one of each.
pub fn power_shell(from: TokenFrom, address: &str, application: &str) -> String {
    format!(
        "& {{
  $ErrorActionPreference = 'Stop'
  {token}
  Connect-MgGraph -Scopes 'Application.Read.All', 'Synchronization.ReadWrite.All' -NoWelcome
  $all = '{PRINCIPALS}'
  $apps = @((Invoke-MgGraphRequest GET ($all + '?$filter=displayName%20eq%20{filter}&$select=id')).value)
  if ($apps.Count -ne 1) {{ throw \"$($apps.Count) enterprise applications have this name; there has to be exactly one.\" }}
  $jobs = @((Invoke-MgGraphRequest GET \"$all/$($apps[0].id)/synchronization/jobs\").value)
  if ($jobs.Count -ne 1) {{ throw \"The application has $($jobs.Count) provisioning jobs; there has to be exactly one. Open its page Provisioning in the portal first.\" }}
  $body = @{{ credentials = @(
    @{{ key = 'BaseAddress'; value = {address} }}
    @{{ key = 'SecretToken'; value = $token }}
  ) }} | ConvertTo-Json -Depth 4
  Invoke-MgGraphRequest POST \"$all/$($apps[0].id)/synchronization/jobs/$($jobs[0].id)/validateCredentials\" -Body $body -ContentType 'application/json' -StatusCodeVariable status
  \"validateCredentials answered $status\"
}}",
        token = power_shell_token(from),
        filter = quote::odata(application),
        address = quote::power_shell(address),
    )
}

/// For Graph Explorer: two questions to find the job, then the test.
pub fn explorer(application: &str) -> Vec<Piece> {
    let piece = |what: &str, text: String| Piece {
        what: what.to_owned(),
        text,
    };
    vec![
        piece(
            "Request 1, GET: find the application",
            format!(
                "{PRINCIPALS}?$filter=displayName%20eq%20{}&$select=id,displayName",
                quote::odata(application)
            ),
        ),
        piece(
            "Request 2, GET: find its provisioning job",
            format!("{PRINCIPALS}/OBJECT-ID/synchronization/jobs"),
        ),
        piece(
            "Request 3, POST: make the test",
            format!("{PRINCIPALS}/OBJECT-ID/synchronization/jobs/JOB-ID/validateCredentials"),
        ),
        piece(
            "Request body of request 3",
            "{ \"useSavedCredentials\": true, \"credentials\": [] }".to_owned(),
        ),
    ]
}
