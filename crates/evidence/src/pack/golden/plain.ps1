<#
  Collects what shows how provisioning from Microsoft Entra ID to Talkdesk is
  set up, into one file for scimdesk. Created by scimdesk.

  It only reads. The file has no secret, and no names of users: values of
  credentials, identities of users and values of the log are left out. It has
  the notification email addresses.

  Needs: PowerShell 5.1 or 7 and the module Microsoft.Graph.Authentication.
#>
[CmdletBinding()]
param(
  # The object ID of the enterprise application, if several have its name.
  [string]$ServicePrincipalId,
  [string]$OutFile = 'scimdesk-evidence.json'
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
# With -Debug the module prints every response.
$DebugPreference = 'SilentlyContinue'
$MaxPages = 50
$script:Responses = @()
$script:Failed = 0

function ConvertFrom-GraphJson([string]$Text) {
  $read = @{ InputObject = $Text }
  # Newer versions would turn texts that look like dates into dates.
  if ((Get-Command ConvertFrom-Json).Parameters.ContainsKey('DateKind')) { $read.DateKind = 'String' }
  ConvertFrom-Json @read
}

function ConvertTo-GraphJson($Value) {
  ConvertTo-Json -InputObject $Value -Depth 20 -Compress
}

$plan = ConvertFrom-GraphJson @'
{
  "application": "Talkdesk SCIM App",
  "applicationPath": "/servicePrincipals?$filter=displayName%20eq%20%27Talkdesk%20SCIM%20App%27&$select=id,appId,displayName,tags,applicationTemplateId,appRoles",
  "jobId": null,
  "jobTemplates": [
    "scim",
    "customappsso"
  ],
  "readsAppRoles": true,
  "servicePrincipalId": null
}
'@

# The value of a member, or null: a response may leave any member out, and
# strict mode throws where one is missing.
function Get-MemberValue($Object, [string]$Name) {
  if ($null -eq $Object) { return $null }
  $member = $Object.PSObject.Properties[$Name]
  if ($null -eq $member) { return $null }
  $member.Value
}

# The elements of a list without those that are null.
function Select-Element($List) {
  foreach ($element in @($List)) {
    if ($null -ne $element) { $element }
  }
}

# An id that may become part of an address.
function Test-Id($Id) {
  $Id -is [string] -and $Id -cmatch '\A[A-Za-z0-9._-]{1,200}\z'
}

# The HTTP status of an error of Invoke-MgGraphRequest; 0 when there was no
# response. Where the module itself tried again, only a message names it.
function Get-ErrorStatus($Failure) {
  $exception = $Failure.Exception
  while ($null -ne $exception) {
    $response = Get-MemberValue $exception 'Response'
    if ($null -ne $response) { return [int](Get-MemberValue $response 'StatusCode') }
    switch -Regex ($exception.Message) {
      'TooManyRequests' { return 429 }
      'ServiceUnavailable' { return 503 }
      'GatewayTimeout' { return 504 }
    }
    $exception = $exception.InnerException
  }
  return 0
}

# Sends one request that reads. The result has the status, the text and the
# content, which is null for what is not JSON.
function Get-GraphResponse([string]$Path) {
  $status = 0
  $text = ''
  # A relative address goes to the cloud that is connected.
  $send = @{ Method = 'GET'; Uri = "/v1.0$Path"; OutputType = 'Json'; Debug = $false }
  if ((Get-Command Invoke-MgGraphRequest).Parameters.ContainsKey('SkipHttpErrorCheck')) {
    $send.SkipHttpErrorCheck = $true
    $send.StatusCodeVariable = 'status'
  }
  try {
    $text = [string](Invoke-MgGraphRequest @send)
    if ($status -eq 0) { $status = 200 }
  } catch {
    $status = Get-ErrorStatus $_
    # The details are the whole response; its body follows an empty line.
    $parts = @([string]$_.ErrorDetails -split '\r?\n\r?\n', 2)
    if ($status -ne 0 -and $parts.Count -gt 1) { $text = $parts[1] }
  }
  $content = $null
  if ($text.Trim()) {
    try { $content = ConvertFrom-GraphJson $text } catch { $text = '' }
  }
  if ($null -eq $content) { $text = '' }
  New-Object PSObject -Property @{ Status = $status; Text = $text; Content = $content }
}

# What Entra says in an error, without what identifies the request.
function Format-ErrorBody($Content) {
  $details = Get-MemberValue $Content 'error'
  $body = @{ error = @{ code = [string](Get-MemberValue $details 'code'); message = [string](Get-MemberValue $details 'message') } }
  ConvertTo-GraphJson $body
}

# Adds a response. Its body is text that is JSON already.
function Add-Response([string]$Kind, [string]$Path, [int]$Status, [string]$Body) {
  if (-not $Body) { $Body = 'null' }
  $head = "`"kind`":$(ConvertTo-GraphJson $Kind),`"request`":$(ConvertTo-GraphJson "GET $Path")"
  $script:Responses += "{$head,`"status`":$Status,`"body`":$Body}"
  if ($Status -eq 200) {
    Write-Host "Read: $Kind"
  } else {
    $script:Failed++
    Write-Host "Not read: $Kind (status $Status)"
  }
}

function Add-Missing([string]$Kind, [string]$Path, [string]$Code) {
  Add-Response $Kind $Path 0 (ConvertTo-GraphJson @{ error = @{ code = $Code; message = '' } })
}

# Reads one response and adds it. Returns its content, or null.
function Read-Response([string]$Kind, [string]$Path) {
  $response = Get-GraphResponse $Path
  if ($response.Status -eq 200 -and $null -ne $response.Content) {
    Add-Response $Kind $Path 200 $response.Text
    return $response.Content
  }
  $status = $response.Status
  # A response that is not JSON says nothing.
  if ($status -eq 200) { $status = 0 }
  Add-Response $Kind $Path $status (Format-ErrorBody $response.Content)
}

# Reads all pages of a list, with only some members of each element.
function Read-List([string]$Kind, [string]$Path, [scriptblock]$Select) {
  $elements = @()
  $context = ''
  $next = $Path
  for ($page = 0; $next -and $page -lt $MaxPages; $page++) {
    $response = Get-GraphResponse $next
    if ($response.Status -ne 200 -or $null -eq $response.Content) {
      if ($page -eq 0) {
        $status = $response.Status
        if ($status -eq 200) { $status = 0 }
        Add-Response $Kind $Path $status (Format-ErrorBody $response.Content)
        return
      }
      break
    }
    if ($page -eq 0) { $context = [string](Get-MemberValue $response.Content '@odata.context') }
    foreach ($element in Select-Element (Get-MemberValue $response.Content 'value')) { $elements += & $Select $element }
    $link = [string](Get-MemberValue $response.Content '@odata.nextLink')
    $next = ''
    if ($link -cmatch '\Ahttps://[^/]+/v1\.0(/.*)\z') { $next = $Matches[1] } elseif ($link) { $next = $link; break }
  }
  $body = @{ '@odata.context' = $context; value = @($elements) }
  # The list is not whole.
  if ($next) { $body['@odata.nextLink'] = 'more' }
  Add-Response $Kind $Path 200 (ConvertTo-GraphJson $body)
}

# The credentials by their names. Entra shows * in place of each value; what
# is not * is replaced by it, but for the notification settings.
function Hide-Secret($Element) {
  $key = [string](Get-MemberValue $Element 'key')
  $value = [string](Get-MemberValue $Element 'value')
  if ($value -cne '*' -and $value -ne '' -and $key -cne 'SyncNotificationSettings') {
    Write-Host "A value of $key was visible. It is not in the file."
    $value = '*'
  }
  @{ key = $key; value = $value }
}

function Get-EvidenceApp {
  $content = Read-Response 'application' $plan.applicationPath
  $wanted = $ServicePrincipalId
  if (-not $wanted) { $wanted = [string]$plan.servicePrincipalId }
  $found = @(Select-Element (Get-MemberValue $content 'value') | Where-Object { Test-Id (Get-MemberValue $_ 'id') })
  if ($wanted) { $found = @($found | Where-Object { (Get-MemberValue $_ 'id') -eq $wanted }) }
  if ($found.Count -eq 1) { return $found[0] }
}

function Get-EvidenceJob([string]$Base) {
  $content = Read-Response 'configured' "$Base/synchronization/jobs"
  $found = @(Select-Element (Get-MemberValue $content 'value') | Where-Object { (Test-Id (Get-MemberValue $_ 'id')) -and $plan.jobTemplates -contains (Get-MemberValue $_ 'templateId') })
  if ($plan.jobId) { $found = @($found | Where-Object { (Get-MemberValue $_ 'id') -eq $plan.jobId }) }
  if ($found.Count -eq 1) { return [string](Get-MemberValue $found[0] 'id') }
}

function Read-Evidence {
  $app = Get-EvidenceApp
  if ($null -eq $app) {
    foreach ($kind in 'configured', 'credentials', 'mappings', 'usersAssigned', 'healthy') { Add-Missing $kind '' 'ApplicationNotKnown' }
    return
  }
  $base = "/servicePrincipals/$(Get-MemberValue $app 'id')"
  $job = Get-EvidenceJob $base
  Read-List 'credentials' "$base/synchronization/secrets" { param($Element) Hide-Secret $Element }
  if ($job) {
    $null = Read-Response 'mappings' "$base/synchronization/jobs/$job/schema"
  } else {
    Add-Missing 'mappings' "$base/synchronization/jobs" 'JobNotKnown'
  }
  $appId = Get-MemberValue $app 'appId'
  if ($plan.readsAppRoles -and (Test-Id $appId)) {
    $null = Read-Response 'appRoles' "/applications(appId='$appId')?`$select=appId,appRoles"
  }
  Read-List 'usersAssigned' "$base/appRoleAssignedTo?`$top=999" {
    param($Element)
    @{ principalType = Get-MemberValue $Element 'principalType'; appRoleId = Get-MemberValue $Element 'appRoleId'; resourceId = Get-MemberValue $Element 'resourceId' }
  }
  if ($job) {
    Read-List 'healthy' "/auditLogs/provisioning?`$filter=jobId%20eq%20%27$job%27" {
      param($Element)
      $info = Get-MemberValue $Element 'provisioningStatusInfo'
      $status = @{ status = Get-MemberValue $info 'status' }
      $code = Get-MemberValue (Get-MemberValue $info 'errorInformation') 'errorCode'
      if ($code) { $status.errorInformation = @{ errorCode = $code } }
      $steps = @(Select-Element (Get-MemberValue $Element 'provisioningSteps') | ForEach-Object { @{ status = Get-MemberValue $_ 'status' } })
      @{
        id = Get-MemberValue $Element 'id'; activityDateTime = Get-MemberValue $Element 'activityDateTime'
        jobId = Get-MemberValue $Element 'jobId'; cycleId = Get-MemberValue $Element 'cycleId'
        provisioningAction = Get-MemberValue $Element 'provisioningAction'
        provisioningStatusInfo = $status; provisioningSteps = $steps
      }
    }
  } else {
    Add-Missing 'healthy' '/auditLogs/provisioning' 'JobNotKnown'
  }
}

try {
  try {
    Import-Module Microsoft.Graph.Authentication -Verbose:$false
  } catch {
    throw 'the module Microsoft.Graph.Authentication is missing. Install it with Install-Module Microsoft.Graph.Authentication -Scope CurrentUser.'
  }
  try {
    # Without its name the module would connect to the worldwide cloud.
    $connect = @{ NoWelcome = $true; Scopes = 'Application.Read.All', 'Synchronization.ReadWrite.All', 'AuditLog.Read.All', 'Directory.Read.All' }
    $context = if (Get-Command Get-MgContext -ErrorAction SilentlyContinue) { Get-MgContext }
    $environment = [string](Get-MemberValue $context 'Environment')
    if ($environment) { $connect.Environment = $environment }
    $null = Connect-MgGraph @connect
  } catch {
    throw 'the sign-in failed. Run the script again.'
  }
  Read-Evidence
  $path = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($OutFile)
  $collected = [DateTime]::UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", [Globalization.CultureInfo]::InvariantCulture)
  $text = "{`"scimdeskEvidence`":1,`"collectedAt`":`"$collected`",`"responses`":[`n$($script:Responses -join ",`n")`n]}`n"
  [IO.File]::WriteAllText($path, $text, (New-Object Text.UTF8Encoding $false))
  Write-Host "Done: $($script:Responses.Count - $script:Failed) of $($script:Responses.Count) responses are in $OutFile"
  exit 0
} catch {
  Write-Host "Stopped: $($_.Exception.Message)"
  exit 1
}
