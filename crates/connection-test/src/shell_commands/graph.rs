//! Starts Entra's own test through Microsoft Graph. Source:
//! <https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-validatecredentials>;
//! the names of the credentials are those of Entra for SCIM applications, `BaseAddress` and `SecretToken`.

use super::shells::power_shell_token;
use super::{Snippet, TokenSource, quote};

const GRAPH: &str = "https://graph.microsoft.com";
const PRINCIPALS: &str = "/v1.0/servicePrincipals";

/// For Microsoft Graph PowerShell. It finds application and job by itself and
/// ends with a sentence when there is not exactly one of each. Its addresses are
/// relative, so they go to the cloud that is connected. With the caller's
/// `$DebugPreference` the module would print the body, so `-Debug` is off; an
/// error of the module would be a dump of headers, so the response is returned instead.
pub fn power_shell(from: TokenSource, address: &str, application: &str) -> String {
    format!(
        "& {{
  $ErrorActionPreference = 'Stop'
  {token}
  try {{
    $connect = @{{ Scopes = 'Application.Read.All', 'Synchronization.ReadWrite.All'; NoWelcome = $true }}
    $context = Get-MgContext
    if ($context) {{ $connect.Environment = $context.Environment }}
    Connect-MgGraph @connect
    $whole = @{{ SkipHttpErrorCheck = $true; OutputType = 'Json'; StatusCodeVariable = 'status'; Debug = $false }}
    $all = '{PRINCIPALS}'
    $found = Invoke-MgGraphRequest GET ($all + '?$filter=displayName%20eq%20{filter}&$select=id') @whole
    if ($status -ne 200) {{ \"Microsoft Graph answered $status\"; $found; return }}
    $apps = @(($found | ConvertFrom-Json).value)
    if ($apps.Count -ne 1) {{ \"$($apps.Count) enterprise applications have this name; there must be exactly one.\"; return }}
    $found = Invoke-MgGraphRequest GET \"$all/$($apps[0].id)/synchronization/jobs\" @whole
    if ($status -ne 200) {{ \"Microsoft Graph answered $status\"; $found; return }}
    $jobs = @(($found | ConvertFrom-Json).value)
    if ($jobs.Count -ne 1) {{ \"The application has $($jobs.Count) provisioning jobs; there must be exactly one. Open its page Provisioning in the portal first.\"; return }}
    $body = @{{ credentials = @(
      @{{ key = 'BaseAddress'; value = {address} }}
      @{{ key = 'SecretToken'; value = $token }}
    ) }} | ConvertTo-Json -Depth 4
    $answer = Invoke-MgGraphRequest POST \"$all/$($apps[0].id)/synchronization/jobs/$($jobs[0].id)/validateCredentials\" -Body $body -ContentType 'application/json' @whole
    \"validateCredentials answered $status\"
    if ($answer) {{ $answer.Replace($token, '(token)') }}
  }} catch {{
    \"Stopped: $($_.Exception.Message)\"
  }}
}}",
        token = power_shell_token(from),
        filter = quote::odata(application),
        address = quote::power_shell(address),
    )
}

/// For Graph Explorer: two requests to find the job, then the test.
pub fn explorer(application: &str) -> Vec<Snippet> {
    let application = quote::odata(application);
    let list = format!("{GRAPH}{PRINCIPALS}/OBJECT-ID/synchronization/jobs");
    let snippets = [
        (
            "Request 1, GET: find the application",
            format!(
                "{GRAPH}{PRINCIPALS}?$filter=displayName%20eq%20{application}&$select=id,displayName"
            ),
        ),
        ("Request 2, GET: find its provisioning job", list.clone()),
        (
            "Request 3, POST: run the test",
            format!("{list}/JOB-ID/validateCredentials"),
        ),
        (
            "Request body of request 3",
            "{ \"useSavedCredentials\": true, \"credentials\": [] }".to_owned(),
        ),
    ];
    let snippet = |(title, text): (&str, String)| Snippet {
        title: title.to_owned(),
        text,
    };
    snippets.map(snippet).into()
}
