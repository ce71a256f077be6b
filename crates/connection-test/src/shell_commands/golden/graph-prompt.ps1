& {
  $ErrorActionPreference = 'Stop'
  Set-PSDebug -Trace 0
  $token = (New-Object Net.NetworkCredential('', (Read-Host 'Secret token' -AsSecureString))).Password
  if ($token -notmatch '\A[\t -~]+\z') { 'The token is empty, or it contains a line break or a character that cannot be sent, such as an accent or a typographic quotation mark. Copy it again.'; return }
  try {
    $connect = @{ Scopes = 'Application.Read.All', 'Synchronization.ReadWrite.All'; NoWelcome = $true }
    $context = Get-MgContext
    if ($context) { $connect.Environment = $context.Environment }
    Connect-MgGraph @connect
    $whole = @{ SkipHttpErrorCheck = $true; OutputType = 'Json'; StatusCodeVariable = 'status'; Debug = $false }
    $all = '/v1.0/servicePrincipals'
    $found = Invoke-MgGraphRequest GET ($all + '?$filter=displayName%20eq%20%27Bob%E2%80%99s%20%22App%22%20%27%27x%27%27%27&$select=id') @whole
    if ($status -ne 200) { "Microsoft Graph answered $status"; $found; return }
    $apps = @(($found | ConvertFrom-Json).value)
    if ($apps.Count -ne 1) { "$($apps.Count) enterprise applications have this name; there must be exactly one."; return }
    $found = Invoke-MgGraphRequest GET "$all/$($apps[0].id)/synchronization/jobs" @whole
    if ($status -ne 200) { "Microsoft Graph answered $status"; $found; return }
    $jobs = @(($found | ConvertFrom-Json).value)
    if ($jobs.Count -ne 1) { "The application has $($jobs.Count) provisioning jobs; there must be exactly one. Open its page Provisioning in the portal first."; return }
    $body = @{ credentials = @(
      @{ key = 'BaseAddress'; value = 'http://127.0.0.1:8081/scim/v2' }
      @{ key = 'SecretToken'; value = $token }
    ) } | ConvertTo-Json -Depth 4
    $answer = Invoke-MgGraphRequest POST "$all/$($apps[0].id)/synchronization/jobs/$($jobs[0].id)/validateCredentials" -Body $body -ContentType 'application/json' @whole
    "validateCredentials answered $status"
    if ($answer) { $answer.Replace($token, '(token)') }
  } catch {
    "Stopped: $($_.Exception.Message)"
  }
}
