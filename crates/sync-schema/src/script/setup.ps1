<#
  Sets up provisioning from Microsoft Entra ID to Talkdesk with Microsoft Graph.
  Created by scimdesk. It contains no secret; it asks for the token.

  Each step checks first and changes only what differs, so it is safe to run
  again, also after an error.

  Needs: PowerShell 5.1 or 7 and the module Microsoft.Graph.Authentication.
  Dry run, which only reads:  .\talkdesk-provisioning.ps1 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param(
  # The object ID of the enterprise application, if several have its name.
  [string]$ServicePrincipalId
  #@ begin assign
  ,
  # Users, one per line or a CSV file.
  [string]$UsersFile,
  # Display name or value of the app role that they get.
  [string]$AppRole
  #@ end assign
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
# With -Debug the module prints every request with its body.
$DebugPreference = 'SilentlyContinue'
$script:App = $ServicePrincipalId
$script:Job = ''
$script:Failed = 0
$script:UsersStopped = ''
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
@PLAN@
'@

# The value of a member, or null: a response may leave any member out, and
# strict mode throws where one is missing.
function Get-MemberValue($Object, [string]$Name) {
  if ($null -eq $Object) { return $null }
  $member = $Object.PSObject.Properties[$Name]
  if ($null -eq $member) { return $null }
  $member.Value
}

# The same as text, which is empty for null. A cast of nothing would be null.
function Get-MemberText($Object, [string]$Name) {
  "$(Get-MemberValue $Object $Name)"
}

# A member that the script cannot do without.
function Get-RequiredMember($Object, [string]$Name, [string]$Action) {
  $member = $null
  if ($null -ne $Object) { $member = $Object.PSObject.Properties[$Name] }
  if ($null -eq $member -or $null -eq $member.Value) { throw "the response to $Action has no $Name." }
  $member.Value
}

# The elements of a list without those that are null.
function Select-Element($List) {
  foreach ($element in @($List)) {
    if ($null -ne $element) { $element }
  }
}

function Test-SameText($Left, $Right) {
  [string]::Equals([string]$Left, [string]$Right, [StringComparison]::Ordinal)
}

# Text from outside as one line of limited length that moves no cursor.
function ConvertTo-Line([string]$Text, [int]$Limit = 300) {
  $line = [regex]::Replace($Text, '[\s\p{Cc}\u2028\u2029]+', ' ').Trim()
  if ($line.Length -gt $Limit) { $line = $line.Substring(0, $Limit) + '...' }
  $line
}

function Write-Line([string]$Text) {
  Write-Host (ConvertTo-Line $Text 1000)
}

# Whether to make a change: not with -WhatIf, which prints it.
function Test-Change($Cmdlet, [string]$Change) {
  $Cmdlet.ShouldProcess($Change, "Do this: ${Change}?", 'Talkdesk provisioning')
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
      if ($status -lt 400) { throw "the response to $Method $($Path.Split('?')[0]) is not JSON. Something between this computer and Microsoft Graph may have changed it." }
    }
  }
  $wait = 0
  if ($null -ne $headers) {
    foreach ($name in @($headers.Keys)) {
      if ($name -ieq 'Retry-After') { $null = [int]::TryParse([string]@($headers[$name])[0], [ref]$wait) }
    }
  }
  New-Object PSObject -Property @{ Status = $status; Text = $text; Content = $content; Reason = $reason; Repeated = $false; Wait = [Math]::Max($wait, 0) }
}

function Test-Busy($Response) {
  429, 503, 504 -contains $Response.Status
}

# Waits as long as the response asks for, otherwise 5, 10, 20, 40 and 80
# seconds.
function Wait-Busy($Response, [int]$Times) {
  $seconds = 5 * $Times
  if ($Response.Wait -gt 0) { $seconds = $Response.Wait }
  Write-Line "Microsoft Graph is busy (status $($Response.Status)). Waiting $seconds seconds"
  Start-Sleep -Seconds $seconds
}

# Sends a request, again where Entra asks to wait. -Once is for a request that
# creates something: it may have succeeded in spite of a status 503 or 504.
function Invoke-GraphRequest([string]$Method, [string]$Path, $Body, [switch]$Once) {
  $json = ''
  if ($null -ne $Body) { $json = ConvertTo-GraphJson $Body }
  $repeated = $false
  foreach ($times in 1, 2, 4, 8, 16, 0) {
    $response = Send-GraphRequest $Method $Path $json
    $response.Repeated = $repeated
    if ($times -eq 0 -or -not (Test-Busy $response) -or ($Once -and $response.Status -ne 429) -or $response.Wait -gt 600) { return $response }
    Wait-Busy $response $times
    $repeated = $true
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
function Get-Sentence($Response, [string]$Action) {
  $reason = Format-Status $Response
  switch ($Response.Status) {
    0 { return "there is no response from Microsoft Graph to $Action ($(Get-ErrorMessage $Response)). Check the connection and run the script again." }
    401 { return "Microsoft Graph does not accept the sign-in ($reason). Run Disconnect-MgGraph, then run the script again." }
    403 { return "your account or this sign-in does not have permission for $Action ($reason). Ask an administrator for the permission, then run the script again." }
    { 429, 503, 504 -contains $_ } { return "Microsoft Graph is still busy during $Action ($reason). Wait a few minutes, then run the script again." }
  }
  "Microsoft Graph did not carry out $Action ($reason). Fix the cause, then run the script again."
}

function Test-Success($Response) {
  $Response.Status -ge 200 -and $Response.Status -lt 300
}

# The content of a response; any error ends the script.
function Invoke-Graph([string]$Action, [string]$Method, [string]$Path, $Body) {
  $response = Invoke-GraphRequest $Method $Path $Body
  if (-not (Test-Success $response)) { throw (Get-Sentence $response $Action) }
  $response.Content
}

# Every element of a list, over all its pages. The address of the next page is
# absolute; only its path is used, in the cloud that is connected.
function Get-All([string]$Action, [string]$Path) {
  $next = $Path
  $pages = 0
  while ($next) {
    $pages++
    if ($pages -gt 2000) { throw "$Action has more than 2,000 pages." }
    $page = Invoke-Graph $Action GET $next
    Select-Element (Get-RequiredMember $page 'value' $Action)
    $link = Get-MemberText $page '@odata.nextLink'
    if (-not $link) { return }
    $address = $null
    if (-not [Uri]::TryCreate($link, [UriKind]::Absolute, [ref]$address) -or -not $address.PathAndQuery.StartsWith('/v1.0/', [StringComparison]::Ordinal)) {
      throw "$Action continues at an address outside Microsoft Graph v1.0."
    }
    $next = $address.PathAndQuery
  }
}

# A new object is not everywhere at once: only status 404 is worth waiting for.
function Wait-Graph([string]$Path) {
  foreach ($try in 1..12) {
    $response = Invoke-GraphRequest GET $Path
    if (Test-Success $response) { return }
    if ($response.Status -ne 404) { throw (Get-Sentence $response 'looking for the new application') }
    Write-Line "Waiting for Entra ($try of 12)"
    Start-Sleep -Seconds 5
  }
  throw 'the new application did not appear. Wait a few minutes, then run the script again.'
}

# Creates an object. After a status that leaves open whether it exists, it is
# only looked for.
function New-GraphObject([string]$Action, [string]$Path, $Body, [scriptblock]$Find) {
  $response = Invoke-GraphRequest POST $Path $Body -Once
  if (Test-Success $response) { return $response.Content }
  $sentence = Get-Sentence $response $Action
  if ($response.Status -eq 0 -or $response.Status -ge 500) {
    foreach ($try in 1..12) {
      Write-Line "Waiting for Entra ($try of 12)"
      Start-Sleep -Seconds 5
      $found = & $Find
      if ($null -ne $found) { return $found }
    }
  }
  throw $sentence
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

# An id that can be part of an address and of nothing else.
function Get-Id($Object, [string]$Action) {
  $id = [string](Get-RequiredMember $Object 'id' $Action)
  if ($id -notmatch '\A[A-Za-z0-9._-]*[A-Za-z0-9][A-Za-z0-9._-]*\z') { throw "the response to $Action has no usable id." }
  $id
}

# The application of that name, if there is one.
function Get-App {
  $action = 'the search for the application'
  $name = [uri]::EscapeDataString($plan.displayName.Replace("'", "''"))
  $found = @(Get-All $action "/v1.0/servicePrincipals?`$filter=displayName%20eq%20%27$name%27&`$select=id,displayName")
  $ids = @($found | ForEach-Object { Get-Id $_ $action })
  if ($ids.Count -gt 1) {
    Write-Line 'Applications with this name:'
    $ids | ForEach-Object { Write-Line $_ }
    throw 'several applications have this name. Choose one with -ServicePrincipalId.'
  }
  if ($ids.Count -eq 1) { $found[0] }
}

function New-App {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if ($script:App) {
    if ($script:App -notmatch '\A[0-9a-fA-F-]+\z') { throw 'ServicePrincipalId is not an object id.' }
  } else {
    $script:App = Get-MemberText (Get-App) 'id'
  }
  if ($script:App) {
    Write-Line "Application: already exists ($($script:App))"
    return
  }
  if (-not (Test-Change $PSCmdlet "create the application $(ConvertTo-Line $plan.displayName)")) { return }
  $action = 'creating the application'
  $made = New-GraphObject $action "/v1.0/applicationTemplates/$($plan.applicationTemplate)/instantiate" @{ displayName = $plan.displayName } {
    $found = Get-App
    if ($null -ne $found) { New-Object PSObject -Property @{ servicePrincipal = $found } }
  }
  $script:App = Get-Id (Get-RequiredMember $made 'servicePrincipal' $action) $action
  Write-Line "Application: created $($plan.displayName) ($($script:App))"
  Wait-Graph "/v1.0/servicePrincipals/$($script:App)/synchronization/templates"
}

# The provisioning job of the application, if there is one.
function Get-Job {
  $action = 'the list of provisioning jobs'
  $jobs = @(Get-All $action "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs")
  foreach ($template in $plan.jobTemplates) {
    $found = @($jobs | Where-Object { Test-SameText (Get-RequiredMember $_ 'templateId' $action) $template })
    if ($found.Count -gt 0) {
      $null = Get-Id $found[0] $action
      return $found[0]
    }
  }
}

function New-Job {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if ($script:App) { $script:Job = Get-MemberText (Get-Job) 'id' }
  if ($script:Job) {
    Write-Line "Provisioning job: already exists ($($script:Job))"
    return
  }
  if (-not (Test-Change $PSCmdlet 'create the provisioning job')) { return }
  $templates = @(Get-All 'the list of templates' "/v1.0/servicePrincipals/$($script:App)/synchronization/templates" | ForEach-Object { Get-MemberText $_ 'id'; Get-MemberText $_ 'factoryTag' })
  $template = @($plan.jobTemplates | Where-Object { $templates -ccontains $_ })
  if ($template.Count -eq 0) { throw 'the response to the list of templates has no template for SCIM (id or factoryTag).' }
  $action = 'creating the provisioning job'
  $made = New-GraphObject $action "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs" @{ templateId = $template[0] } { Get-Job }
  $script:Job = Get-Id $made $action
  Write-Line "Provisioning job: created ($($script:Job))"
  Wait-Graph "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/schema"
}
