<#
  Sets up provisioning from Microsoft Entra ID to Talkdesk with Microsoft Graph.
  Made by scimdesk. There is no secret in it; it asks for the token.

  Each step looks first and changes only what is not yet as it should be, so
  after an error run all of it again.

  Needs: PowerShell 5.1 or 7 and the module Microsoft.Graph.Authentication.
  Dry run, which only reads:  .\talkdesk-provisioning.ps1 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
  # The object id of the enterprise application, when its name is not enough.
  [string]$ServicePrincipalId
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
# With -Debug the module prints every request with its body.
$DebugPreference = 'SilentlyContinue'
$script:App = $ServicePrincipalId
$script:Job = ''
$script:Failed = 0
$script:Credential = $null

function ConvertFrom-GraphJson([string]$Text) {
  $read = @{ InputObject = $Text }
  # Newer versions would turn texts that look like dates into dates.
  if ((Get-Command ConvertFrom-Json).Parameters.ContainsKey('DateKind')) { $read.DateKind = 'String' }
  ConvertFrom-Json @read
}

function ConvertTo-GraphJson($Value) {
  ConvertTo-Json -InputObject $Value -Depth 100 -Compress
}

$plan = ConvertFrom-GraphJson @'
{
  "applicationTemplate": "8adf8e6e-67b2-4cf2-a259-e3dc5476c621",
  "attributes": [],
  "directoryNames": [
    "Microsoft Entra ID",
    "Azure Active Directory"
  ],
  "displayName": "Talkdesk",
  "jobTemplates": [
    "scim",
    "customappsso"
  ],
  "operations": "Add,Update,Delete",
  "rows": [],
  "tenantUrl": "https://api.talkdeskapp.com/scim/v2",
  "usersFile": "users.csv"
}
'@

# The value of a member, or null: a response may leave any member out, and
# strict mode throws where one is missing.
function Get-MemberValue($Object, [string]$Name) {
  if ($null -eq $Object) { return }
  $member = $Object.PSObject.Properties[$Name]
  if ($null -ne $member) { $member.Value }
}

# The elements of a member that is a list, without those that are null.
function Get-MemberList($Object, [string]$Name) {
  foreach ($element in @(Get-MemberValue $Object $Name)) {
    if ($null -ne $element) { $element }
  }
}

function Test-SameText($Left, $Right) {
  [string]::Equals([string]$Left, [string]$Right, [StringComparison]::Ordinal)
}

# Text from outside as one line of at most 500 characters that moves no cursor.
function ConvertTo-Line([string]$Text) {
  $line = [regex]::Replace($Text, '[\s\p{Cc}\u2028\u2029]+', ' ').Trim()
  if ($line.Length -gt 500) { $line = $line.Substring(0, 500) + '...' }
  $line
}

function Write-Line([string]$Text) {
  Write-Host (ConvertTo-Line $Text)
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

# Sends one request. The result has the status (0 without a response), the
# text, the content and the seconds to wait that the response asks for.
function Send-GraphRequest([string]$Method, [string]$Path, [string]$Body) {
  $status = 0
  $headers = $null
  $text = ''
  $reason = ''
  # A relative address goes to the cloud that is connected.
  $send = @{ Method = $Method; Uri = $Path; OutputType = 'Json'; Debug = $false }
  # The module refuses a POST without a body, even an empty one.
  if ($Method -cne 'GET') {
    $send.Body = $Body
    $send.ContentType = 'application/json; charset=utf-8'
  }
  if ((Get-Command Invoke-MgGraphRequest).Parameters.ContainsKey('SkipHttpErrorCheck')) {
    $send.SkipHttpErrorCheck = $true
    $send.StatusCodeVariable = 'status'
    $send.ResponseHeadersVariable = 'headers'
  }
  try {
    $text = [string](Invoke-MgGraphRequest @send)
    if ($status -eq 0) { $status = 200 }
  } catch {
    $status = Get-ErrorStatus $_
    $reason = $_.Exception.GetBaseException().Message
    # The details are the whole response; its body follows an empty line.
    $parts = @([string]$_.ErrorDetails -split '\r?\n\r?\n', 2)
    if ($status -ne 0 -and $parts.Count -gt 1) { $text = $parts[1] }
    # The error that PowerShell remembers holds the body.
    if ($global:Error.Count -gt 0) { $global:Error.RemoveAt(0) }
  }
  $content = $null
  if ($text.Trim()) {
    try {
      $content = ConvertFrom-GraphJson $text
    } catch {
      if ($status -lt 400) { throw "the response to $Method $Path is not JSON. Something between this computer and Microsoft Graph may have changed it." }
    }
  }
  $wait = 0
  if ($null -ne $headers) {
    foreach ($name in @($headers.Keys)) {
      if ($name -ieq 'Retry-After') { $null = [int]::TryParse([string]@($headers[$name])[0], [ref]$wait) }
    }
  }
  New-Object PSObject -Property @{ Status = $status; Text = $text; Content = $content; Reason = $reason; Wait = [Math]::Min([Math]::Max($wait, 0), 300) }
}

function Test-Busy($Response) {
  429, 503, 504 -contains $Response.Status
}

# Waits as long as the response asks for, otherwise 5, 10, 20, 40 and 80
# seconds.
function Wait-Busy($Response, [int]$Times) {
  $seconds = 5 * $Times
  if ($Response.Wait -gt 0) { $seconds = $Response.Wait }
  Write-Line "Entra asks to wait $seconds seconds (status $($Response.Status))"
  Start-Sleep -Seconds $seconds
}

# Sends a request, again where Entra asks to wait. A creation may have
# succeeded in spite of a status 503 or 504, so -Find looks for its result
# before it is sent again.
function Invoke-GraphRequest([string]$Method, [string]$Path, $Body, [scriptblock]$Find) {
  $json = ''
  if ($null -ne $Body) { $json = ConvertTo-GraphJson $Body }
  foreach ($times in 1, 2, 4, 8, 16, 0) {
    $response = Send-GraphRequest $Method $Path $json
    if ($times -eq 0 -or -not (Test-Busy $response)) { return $response }
    Wait-Busy $response $times
    if ($null -ne $Find -and $response.Status -ne 429) {
      $found = & $Find
      if ($null -ne $found) { return New-Object PSObject -Property @{ Status = 201; Text = ''; Content = $found; Reason = ''; Wait = 0 } }
    }
  }
}

# What Entra says in an error.
function Get-ErrorMessage($Response) {
  $problem = Get-MemberValue $Response.Content 'error'
  foreach ($text in (Get-MemberValue $problem 'message'), (Get-MemberValue $problem 'code'), $Response.Reason) {
    if ($text -is [string] -and $text.Trim()) { return ConvertTo-Line $text }
  }
}

# The status and what Entra says, for a sentence.
function Format-Status($Response) {
  $message = Get-ErrorMessage $Response
  if ($message) { return "status $($Response.Status): $message" }
  "status $($Response.Status)"
}

# The sentence for a response that ends the script.
function Get-Sentence($Response, [string]$Request) {
  $said = Format-Status $Response
  switch ($Response.Status) {
    0 { return "Microsoft Graph did not respond to $Request ($(Get-ErrorMessage $Response)). Check the connection and run the script again." }
    401 { return "Entra rejected the sign-in ($said). Run Disconnect-MgGraph, then run the script again." }
    403 { return "Entra does not allow this to your account ($said). Sign in as Application Administrator, consent to the permissions, and run the script again." }
    { 429, 503, 504 -contains $_ } { return "Entra asks to wait longer ($said). Run the script again in some minutes." }
  }
  "Entra rejected $Request ($said)."
}

function Test-Success($Response) {
  $Response.Status -ge 200 -and $Response.Status -lt 300
}

# The content of a response; any error ends the script.
function Invoke-Graph([string]$Method, [string]$Path, $Body, [scriptblock]$Find) {
  $response = Invoke-GraphRequest $Method $Path $Body $Find
  if (-not (Test-Success $response)) { throw (Get-Sentence $response "$Method $($Path.Split('?')[0])") }
  $response.Content
}

# Every element of a list, over all its pages. The address of the next page is
# absolute; only its path is used, in the cloud that is connected.
function Get-All([string]$Path) {
  $next = $Path
  $seen = New-Object 'Collections.Generic.HashSet[string]'
  while ($next) {
    if (-not $seen.Add($next)) { throw "the pages of the list $($Path.Split('?')[0]) do not end." }
    $page = Invoke-Graph GET $next
    Get-MemberList $page 'value'
    $link = [string](Get-MemberValue $page '@odata.nextLink')
    if (-not $link) { return }
    $address = $null
    if (-not [Uri]::TryCreate($link, [UriKind]::Absolute, [ref]$address) -or -not $address.PathAndQuery.StartsWith('/v1.0/', [StringComparison]::Ordinal)) {
      throw "the list $($Path.Split('?')[0]) continues at an address outside Microsoft Graph v1.0."
    }
    $next = $address.PathAndQuery
  }
}

# A new object is not everywhere at once: only status 404 is worth waiting for.
function Wait-Graph([string]$Path) {
  foreach ($try in 1..12) {
    $response = Invoke-GraphRequest GET $Path
    if (Test-Success $response) { return }
    if ($response.Status -ne 404) { throw (Get-Sentence $response "GET $Path") }
    Write-Line "Waiting for Entra ($try of 12)"
    Start-Sleep -Seconds 5
  }
  throw 'the new application did not appear. Run the script again in some minutes.'
}

# The same text for values that differ only in the order of their members.
function ConvertTo-SortedJson($Value) {
  if ($null -eq $Value) { return 'null' }
  if ($Value -is [Management.Automation.PSCustomObject]) {
    $names = @($Value.PSObject.Properties | ForEach-Object { $_.Name } | Sort-Object -CaseSensitive)
    $members = @(foreach ($name in $names) { (ConvertTo-Json $name) + ':' + (ConvertTo-SortedJson $Value.$name) })
    return '{' + ($members -join ',') + '}'
  }
  if ($Value -is [array]) {
    return '[' + (@(foreach ($one in $Value) { ConvertTo-SortedJson $one }) -join ',') + ']'
  }
  ConvertTo-Json -InputObject $Value -Compress
}

# Gives an object a member, unless it has the same already.
function Set-MemberValue($Object, [string]$Name, $Value) {
  if (-not $Object.PSObject.Properties[$Name]) {
    $Object | Add-Member -NotePropertyName $Name -NotePropertyValue $Value
  } elseif (-not (Test-SameText (ConvertTo-SortedJson $Object.$Name) (ConvertTo-SortedJson $Value))) {
    $Object.$Name = $Value
  }
}

# The application of that name, if there is one.
function Get-App {
  $name = [uri]::EscapeDataString($plan.displayName.Replace("'", "''"))
  $found = @(Get-All "/v1.0/servicePrincipals?`$filter=displayName%20eq%20%27$name%27&`$select=id,displayName" | Where-Object { Get-MemberValue $_ 'id' })
  if ($found.Count -gt 1) {
    $found | ForEach-Object { Write-Line $_.id }
    throw 'several applications have this name. Choose one with -ServicePrincipalId.'
  }
  if ($found.Count -eq 1) { $found[0] }
}

function New-App {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if ($script:App) {
    if ($script:App -notmatch '^[0-9a-fA-F-]+\z') { throw 'ServicePrincipalId is no object id.' }
  } else {
    $script:App = [string](Get-MemberValue (Get-App) 'id')
  }
  if ($script:App) {
    Write-Line "Application: already exists ($($script:App))"
    return
  }
  if ($PSCmdlet.ShouldProcess($plan.displayName, 'Create the application')) {
    $made = Invoke-Graph POST "/v1.0/applicationTemplates/$($plan.applicationTemplate)/instantiate" @{ displayName = $plan.displayName } {
      $found = Get-App
      if ($found) { New-Object PSObject -Property @{ servicePrincipal = $found } }
    }
    $script:App = [string](Get-MemberValue (Get-MemberValue $made 'servicePrincipal') 'id')
    if (-not $script:App) { $script:App = [string](Get-MemberValue (Get-App) 'id') }
    if (-not $script:App) { throw 'Entra did not say which application it created. Run the script again in some minutes.' }
    Write-Line "Application: created $($plan.displayName) ($($script:App))"
    Wait-Graph "/v1.0/servicePrincipals/$($script:App)/synchronization/templates"
  }
}

# The provisioning job of the application, if there is one.
function Get-Job {
  $jobs = @(Get-All "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs" | Where-Object { Get-MemberValue $_ 'id' })
  foreach ($template in $plan.jobTemplates) {
    $found = @($jobs | Where-Object { Test-SameText (Get-MemberValue $_ 'templateId') $template })
    if ($found.Count -gt 0) { return $found[0] }
  }
}

function New-Job {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if ($script:App) { $script:Job = [string](Get-MemberValue (Get-Job) 'id') }
  if ($script:Job) {
    Write-Line "Provisioning job: already exists ($($script:Job))"
    return
  }
  if ($PSCmdlet.ShouldProcess($plan.displayName, 'Create the provisioning job')) {
    $templates = @(Get-All "/v1.0/servicePrincipals/$($script:App)/synchronization/templates" | ForEach-Object { Get-MemberValue $_ 'id'; Get-MemberValue $_ 'factoryTag' })
    $template = @($plan.jobTemplates | Where-Object { $templates -ccontains $_ })
    if ($template.Count -eq 0) { throw 'the application has no template for SCIM.' }
    $made = Invoke-Graph POST "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs" @{ templateId = $template[0] } { Get-Job }
    $script:Job = [string](Get-MemberValue $made 'id')
    if (-not $script:Job) { $script:Job = [string](Get-MemberValue (Get-Job) 'id') }
    if (-not $script:Job) { throw 'Entra did not say which provisioning job it created. Run the script again in some minutes.' }
    Write-Line "Provisioning job: created ($($script:Job))"
    Wait-Graph "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/schema"
  }
}

# The mappings of the rules that read from Entra, of objects with such a name.
function Get-Mapping($Schema, [string]$Source) {
  foreach ($rule in Get-MemberList $Schema 'synchronizationRules') {
    if ($plan.directoryNames -ccontains (Get-MemberValue $rule 'sourceDirectoryName')) {
      foreach ($mapping in Get-MemberList $rule 'objectMappings') {
        if (Test-SameText (Get-MemberValue $mapping 'sourceObjectName') $Source) {
          New-Object PSObject -Property @{ Directory = [string](Get-MemberValue $rule 'targetDirectoryName'); Mapping = $mapping }
        }
      }
    }
  }
}

function Disable-Group($Schema) {
  foreach ($found in Get-Mapping $Schema 'Group') {
    if ((Get-MemberValue $found.Mapping 'enabled') -ne $false) { Set-MemberValue $found.Mapping 'enabled' $false }
  }
}

# The whole schema goes back. The previous one is saved in a file first.
function Update-Schema {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if (-not $script:Job) {
    $null = $PSCmdlet.ShouldProcess('the new job', 'Change the schema')
    return
  }
  $path = "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/schema"
  $response = Invoke-GraphRequest GET $path
  if (-not (Test-Success $response)) { throw (Get-Sentence $response 'to read the schema') }
  $schema = $response.Content
  $before = ConvertTo-GraphJson $schema
  Disable-Group $schema
  if (Test-SameText (ConvertTo-GraphJson $schema) $before) {
    Write-Line 'Schema: nothing to change'
    return
  }
  if ($PSCmdlet.ShouldProcess($script:Job, 'Save the schema; the next cycle is an initial one')) {
    $file = Join-Path (Get-Location -PSProvider FileSystem).ProviderPath "schema-before-$(Get-Date -Format yyyyMMdd-HHmmss-fff).json"
    [IO.File]::WriteAllText($file, $response.Text)
    Write-Line "Schema: the previous one is in $file"
    $null = Invoke-Graph PUT $path $schema
    Write-Line 'Schema: saved; the next cycle is an initial cycle'
  }
}

# The module tries statuses 429, 503 and 504 again by itself and then hides
# them. The script does that itself, as often as it says.
function Set-RetryLimit([int]$Limit) {
  $set = Get-Command Set-MgRequestContext -ErrorAction SilentlyContinue
  if ($null -eq $set) { return }
  $values = @{ MaxRetry = $Limit }
  if ($set.Parameters.ContainsKey('WhatIf')) { $values.WhatIf = $false }
  $null = Set-MgRequestContext @values
}

function Start-Setup {
  try {
    Import-Module Microsoft.Graph.Authentication -Verbose:$false
  } catch {
    throw 'the module Microsoft.Graph.Authentication is missing. Install it: Install-Module Microsoft.Graph.Authentication -Scope CurrentUser'
  }
  try {
    $null = Connect-MgGraph -NoWelcome -Scopes 'Application.ReadWrite.All', 'Synchronization.ReadWrite.All'
  } catch {
    throw "the sign-in failed: $(ConvertTo-Line $_.Exception.Message)"
  }
  $limit = $null
  if (Get-Command Get-MgRequestContext -ErrorAction SilentlyContinue) { $limit = Get-MemberValue (Get-MgRequestContext) 'MaxRetry' }
  try {
    Set-RetryLimit 0
    New-App
    New-Job
    Update-Schema
  } finally {
    if ($null -ne $limit) { Set-RetryLimit $limit }
  }
  if ($script:Failed -gt 0) { throw "$($script:Failed) users of the file failed. Correct what the lines above say and run the script again; it changes nobody who is assigned already." }
  Write-Line 'Done'
}

$sentence = ''
try {
  Start-Setup
} catch {
  $exception = $_.Exception
  $sentence = ConvertTo-Line $exception.Message
  # A sentence of this script, or an error that nothing expects.
  $own = $exception.Data.Contains('Kind') -or ($exception -is [Management.Automation.RuntimeException] -and $exception.WasThrownFromThrowStatement)
  if (-not $own) { $sentence = "an unexpected error: $sentence" }
}
if ($sentence) {
  $Host.UI.WriteErrorLine("Stopped: $sentence")
  exit 1
}
