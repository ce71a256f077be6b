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
  ,
  # Users, one per line or a CSV file.
  [string]$UsersFile,
  # Display name or value of the app role that they get.
  [string]$AppRole
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
{
  "applicationTemplate": "8adf8e6e-67b2-4cf2-a259-e3dc5476c621",
  "attributes": [
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "userName",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "active",
      "referencedObjects": [],
      "required": false,
      "type": "Boolean"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "name.givenName",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "name.familyName",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "externalId",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:teamsString",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    },
    {
      "anchor": false,
      "apiExpressions": [],
      "caseExact": false,
      "defaultValue": null,
      "flowNullValues": false,
      "metadata": [],
      "multivalued": false,
      "mutability": "ReadWrite",
      "name": "urn:ietf:params:scim:schemas:extension:Acme:2.0:User:floor",
      "referencedObjects": [],
      "required": false,
      "type": "String"
    }
  ],
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
  "rows": [
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Direct",
      "matchingPriority": 1,
      "source": {
        "expression": "[userPrincipalName]",
        "name": "userPrincipalName",
        "parameters": [],
        "type": "Attribute"
      },
      "target": "userName",
      "text": "userPrincipalName"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Expression",
      "matchingPriority": 0,
      "source": null,
      "target": "active",
      "text": "Switch([IsSoftDeleted], , \"False\", \"True\", \"True\", \"False\")"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Direct",
      "matchingPriority": 0,
      "source": {
        "expression": "[givenName]",
        "name": "givenName",
        "parameters": [],
        "type": "Attribute"
      },
      "target": "name.givenName",
      "text": "givenName"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Direct",
      "matchingPriority": 0,
      "source": {
        "expression": "[surname]",
        "name": "surname",
        "parameters": [],
        "type": "Attribute"
      },
      "target": "name.familyName",
      "text": "surname"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Direct",
      "matchingPriority": 0,
      "source": {
        "expression": "[objectId]",
        "name": "objectId",
        "parameters": [],
        "type": "Attribute"
      },
      "target": "externalId",
      "text": "objectId"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Constant",
      "matchingPriority": 0,
      "source": {
        "expression": "\"it's \\\"Bob\\\" $(touch HACKED) `touch HACKED` $HOME %PATH% \u2019typographic\u2018 \\\\ \u00e9\ud83d\ude00\nPLAN\n'@\n@PLAN@ #@ end az\"",
        "name": "it's \"Bob\" $(touch HACKED) `touch HACKED` $HOME %PATH% \u2019typographic\u2018 \\ \u00e9\ud83d\ude00\nPLAN\n'@\n@PLAN@ #@ end az",
        "parameters": [],
        "type": "Constant"
      },
      "target": "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:rolesString",
      "text": "it's \"Bob\" $(touch HACKED) `touch HACKED` $HOME %PATH% \u2019typographic\u2018 \\ \u00e9\ud83d\ude00\nPLAN\n'@\n@PLAN@ #@ end az"
    },
    {
      "defaultValue": "It's",
      "flowType": "ObjectAddOnly",
      "kind": "Expression",
      "matchingPriority": 0,
      "source": null,
      "target": "urn:ietf:params:scim:schemas:extension:talkdesk:2.0:User:teamsString",
      "text": "Switch([department], \"$(touch HACKED) '\u00e9'\", \"Sales\", \"Inside `Sales`\")"
    },
    {
      "defaultValue": null,
      "flowType": "Always",
      "kind": "Constant",
      "matchingPriority": 0,
      "source": {
        "expression": "\"3\"",
        "name": "3",
        "parameters": [],
        "type": "Constant"
      },
      "target": "urn:ietf:params:scim:schemas:extension:Acme:2.0:User:floor",
      "text": "3"
    }
  ],
  "tenantUrl": "https://api.talkdeskapp.com/scim/v2",
  "usersFile": "users.csv"
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

# Read the users file (begin)
# The identifiers in a users file, in its order and each once. It throws an
# exception whose message is a sentence; its data name the kind and the lines.
function Stop-UsersFile([string]$Path, [string]$Kind, $Lines) {
  $numbers = @($Lines | Where-Object { $null -ne $_ })
  $where = (Split-Path -Leaf $Path) -replace '[\x00-\x1f\x7f]', ' '
  if ($numbers.Count -gt 0) {
    $where += ', line'
    if ($numbers.Count -gt 1) { $where += 's' }
    $where += ' ' + ((@($numbers | Select-Object -First 5)) -join ', ')
    if ($numbers.Count -gt 5) { $where += " and $($numbers.Count - 5) more" }
  }
  $sentences = @{
    'missing' = ' cannot be read. Name the users file with -UsersFile.'
    'too-large' = ' has more than 10 MB or 100,000 users. Split it.'
    'encoding' = ' is not UTF-8. In Excel, save it as CSV UTF-8.'
    'quote' = ': a quotation mark is not closed, or text follows a closing one. Correct the line.'
    'no-column' = ' has no column with a known header. Name one column userPrincipalName.'
    'no-users' = ' has no users. Add a row for each user.'
    'cells' = ': not as many cells as the header. Put a cell that holds the delimiter in quotation marks.'
    'identifier' = ': neither a userPrincipalName nor an object id. Correct or remove the row.'
  }
  $failure = New-Object InvalidOperationException ($where + $sentences[$Kind])
  $failure.Data['Kind'] = $Kind
  $failure.Data['Lines'] = $numbers
  throw $failure
}

# The text of a file in an encoding that says what it is. Windows-1252 is never
# guessed: a wrong character is another user.
function Read-UsersText([string]$Path) {
  $limit = 10000000
  try {
    $full = (Resolve-Path -LiteralPath $Path).ProviderPath
    if ((New-Object IO.FileInfo $full).Length -gt $limit) { $bytes = $null } else { $bytes = [IO.File]::ReadAllBytes($full) }
  } catch { Stop-UsersFile $Path 'missing' }
  if ($null -eq $bytes -or $bytes.Length -gt $limit) { Stop-UsersFile $Path 'too-large' }
  $encoding = New-Object Text.UTF8Encoding $false, $true
  $skip = 0
  if ($bytes.Length -ge 3 -and $bytes[0] -eq 0xEF -and $bytes[1] -eq 0xBB -and $bytes[2] -eq 0xBF) {
    $skip = 3
  } elseif ($bytes.Length -ge 2 -and $bytes[0] -eq 0xFF -and $bytes[1] -eq 0xFE) {
    $skip = 2
    $encoding = New-Object Text.UnicodeEncoding $false, $false, $true
  } elseif ($bytes.Length -ge 2 -and $bytes[0] -eq 0xFE -and $bytes[1] -eq 0xFF) {
    $skip = 2
    $encoding = New-Object Text.UnicodeEncoding $true, $false, $true
  }
  $text = $null
  try { $text = $encoding.GetString($bytes, $skip, $bytes.Length - $skip) } catch { $text = $null }
  if ($null -eq $text -or $text.IndexOf([char]0) -ge 0) { Stop-UsersFile $Path 'encoding' }
  $text
}

# Of comma, semicolon and tab the one that appears most often in the header
# record outside quotation marks.
function Get-Delimiter([string]$Text, [int]$From) {
  $counts = @{ [char]',' = 0; [char]';' = 0; [char]"`t" = 0 }
  $first = (New-Object regex '[^\s,;]').Match($Text, $From)
  if ($first.Success) {
    $at = $Text.LastIndexOfAny([char[]]"`r`n", $first.Index) + 1
    if ($at -lt $From) { $at = $From }
    $inside = $false
    $begins = $true
    $filled = $false
    for (; $at -lt $Text.Length; $at++) {
      $character = $Text[$at]
      if ($inside) {
        if ($character -eq '"') {
          if ($at + 1 -lt $Text.Length -and $Text[$at + 1] -eq '"') {
            $at++
            $filled = $true
          } else { $inside = $false }
        } elseif (-not [char]::IsWhiteSpace($character)) { $filled = $true }
        continue
      }
      $end = $character -eq "`r" -or $character -eq "`n"
      if ($end) {
        if ($filled) { break }
        foreach ($one in @($counts.Keys)) { $counts[$one] = 0 }
        $begins = $true
      } elseif ($counts.ContainsKey($character)) {
        $counts[$character]++
        $begins = $true
      } else {
        if ($character -eq '"' -and $begins) { $inside = $true }
        elseif (-not [char]::IsWhiteSpace($character)) { $filled = $true }
        $begins = $false
      }
    }
  }
  $best = [char]','
  foreach ($one in [char]';', [char]"`t") {
    if ($counts[$one] -gt $counts[$best]) { $best = $one }
  }
  $best
}

# How good a title is, 1 the best, or 0; 12 means a 2 that only counts
# where every value is a GUID.
function Get-TitleRank([string]$Title) {
  $ranks = @{
    userprincipalname = 1; upn = 1; userprincipal = 1
    objectid = 2; azureadobjectid = 2; userid = 12; id = 12
    username = 3; loginname = 3; login = 3; user = 3; signinname = 3
    email = 4; emailaddress = 4; mail = 4; primarysmtpaddress = 4; primaryemail = 4
  }
  # Microsoft's bulk template has the name of a property in brackets, Google
  # whether the column is required.
  $names = @($Title)
  $open = $Title.IndexOf([char]'[')
  if ($open -ge 0) {
    $close = $Title.IndexOf([char]']', $open)
    if ($close -ge 0) { $names = @($Title.Substring($open + 1, $close - $open - 1), $Title.Substring(0, $open)) }
  }
  foreach ($name in $names) {
    $folded = New-Object Text.StringBuilder
    for ($at = 0; $at -lt $name.Length; $at++) {
      $category = [string][Globalization.CharUnicodeInfo]::GetUnicodeCategory($name, $at)
      if ($category -like '*Letter' -or $category -like '*Number') { $null = $folded.Append($name[$at]) }
    }
    # Only ASCII has uppercase letters here: what else is a letter makes a title unknown.
    $folded = $folded.ToString()
    if ($folded -cmatch '\A[A-Za-z0-9]+\z' -and $ranks.ContainsKey($folded.ToLowerInvariant())) { return $ranks[$folded.ToLowerInvariant()] }
  }
  return 0
}

# The records in which a cell holds more than spaces: the line, then the cells.
function Split-UsersText([string]$Text, [string]$Path) {
  $records = New-Object 'Collections.Generic.List[object]'
  $ends = [char[]]"`r`n"
  $length = $Text.Length
  $from = 0
  $line = 1
  $delimiter = $null
  # Lines of Excel, PowerShell and the bulk template that are no data.
  foreach ($known in '\Gsep=([,;\t])(?:\r\n|\r|\n|\z)', '\G#TYPE[^\r\n]*(?:\r\n|\r|\n|\z)', '\G"?version:[^\r\n]*(?:\r\n|\r|\n|\z)') {
    $match = (New-Object regex $known).Match($Text, $from)
    if ($match.Success) {
      if ($match.Groups[1].Success) { $delimiter = $match.Groups[1].Value[0] }
      $from += $match.Length
      $line++
    }
  }
  # Without a header nothing tells the delimiter of blank records.
  if (-not (New-Object regex '[^\s,;]').IsMatch($Text, $from)) { return , $records }
  if ($null -eq $delimiter) { $delimiter = Get-Delimiter $Text $from }
  $stops = [char[]]@($delimiter, "`r", "`n")
  $separators = [char[]]@($delimiter)
  $blanks = New-Object regex ('\A[\s' + $(if ($delimiter -eq "`t") { '' } else { $delimiter }) + ']*\z')
  $quote = [char]'"'
  $between = [string[]]@('"' + $delimiter + '"')
  $next = -1
  while ($from -lt $length) {
    $begun = $line
    $end = $Text.IndexOfAny($ends, $from)
    if ($end -lt 0) { $end = $length }
    if ($next -lt $from) {
      $next = $Text.IndexOf($quote, $from)
      if ($next -lt 0) { $next = $length }
    }
    $whole = $Text.Substring($from, $end - $from)
    $inner = $null
    # Cells that are all quoted, without a quotation mark within.
    if ($next -eq $from -and $whole.Length -gt 1 -and $whole[$whole.Length - 1] -eq $quote) {
      $inner = $whole.Substring(1, $whole.Length - 2)
      $plain = $inner.Replace($between[0], '')
      if ($plain.IndexOf($quote) -ge 0) { $inner = $null }
    }
    if ($next -ge $end) {
      $from = $end
      if (-not $blanks.IsMatch($whole)) { $records.Add(@($begun, $whole.Split($separators))) }
    } elseif ($null -ne $inner) {
      $from = $end
      if ($plain.Trim()) { $records.Add(@($begun, $inner.Split($between, [StringSplitOptions]::None))) }
    } else {
      $cells = New-Object 'Collections.Generic.List[string]'
      $filled = $false
      while ($true) {
        if ($from -lt $length -and $Text[$from] -eq $quote) {
          $opened = $line
          $close = $from
          $doubled = $false
          while ($true) {
            $close = $Text.IndexOf($quote, $close + 1)
            if ($close -lt 0) { Stop-UsersFile $Path 'quote' $opened }
            if ($close + 1 -eq $length -or $Text[$close + 1] -ne $quote) { break }
            $doubled = $true
            $close++
          }
          $cell = $Text.Substring($from + 1, $close - $from - 1)
          if ($cell.IndexOfAny($ends) -ge 0) { $line += [regex]::Matches($cell, '\r\n|\r|\n').Count }
          if ($doubled) { $cell = $cell.Replace('""', '"') }
          $from = $close + 1
          if ($from -lt $length -and $stops -notcontains $Text[$from]) { Stop-UsersFile $Path 'quote' $line }
        } else {
          $end = $Text.IndexOfAny($stops, $from)
          if ($end -lt 0) { $end = $length }
          $cell = $Text.Substring($from, $end - $from)
          $from = $end
        }
        $cells.Add($cell)
        if (-not $filled -and $cell.Trim()) { $filled = $true }
        if ($from -eq $length -or $Text[$from] -ne $delimiter) { break }
        $from++
      }
      if ($filled) { $records.Add(@($begun, $cells.ToArray())) }
    }
    if ($from -lt $length) {
      if ($Text[$from] -eq "`r" -and $from + 1 -lt $length -and $Text[$from + 1] -eq "`n") { $from++ }
      $from++
      $line++
    }
  }
  , $records
}

function Read-UsersFile([string]$Path) {
  $records = Split-UsersText (Read-UsersText $Path) $Path
  if ($records.Count -eq 0) { Stop-UsersFile $Path 'no-users' }
  $guid = New-Object regex '\A[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\z'
  $wrong = New-Object regex '[\s\p{Cc}"<>,;]|\A@|@\z|\A[^@]*\z|\A\x27[=+@-]'
  $header = @($records[0][1])
  $column = -1
  $best = 99
  for ($at = 0; $at -lt $header.Count; $at++) {
    $rank = Get-TitleRank $header[$at].Trim()
    if ($rank -eq 12) {
      $rank = 2
      for ($row = 1; $row -lt $records.Count; $row++) {
        $cells = $records[$row][1]
        if ($at -ge $cells.Length -or -not $guid.IsMatch($cells[$at].Trim())) {
          $rank = 0
          break
        }
      }
    }
    if ($rank -gt 0 -and $rank -lt $best) {
      $best = $rank
      $column = $at
    }
  }
  $row = 1
  if ($column -lt 0) {
    $only = $header[0].Trim()
    if ($header.Count -ne 1 -or ($wrong.IsMatch($only) -and -not $guid.IsMatch($only))) { Stop-UsersFile $Path 'no-column' }
    $column = 0
    $row = 0
  } elseif ($records.Count -eq 1) { Stop-UsersFile $Path 'no-users' }
  $users = New-Object 'Collections.Generic.List[string]'
  $seen = New-Object 'Collections.Generic.HashSet[string]' ([StringComparer]::Ordinal)
  $ascii = New-Object regex '\A[\x00-\x7f]*\z'
  $capitals = New-Object regex '[A-Z]'
  $kind = ''
  $lines = New-Object 'Collections.Generic.List[int]'
  for (; $row -lt $records.Count; $row++) {
    $line, $cells = $records[$row]
    $found = ''
    if ($cells.Length -ne $header.Count) { $found = 'cells' } else {
      $user = $cells[$column].Trim()
      if ($wrong.IsMatch($user) -and -not $guid.IsMatch($user)) { $found = 'identifier' }
    }
    if ($found) {
      if (-not $kind) { $kind = $found }
      if ($kind -ceq $found) { $lines.Add($line) }
      continue
    }
    $key = $user
    if ($ascii.IsMatch($user)) {
      $key = $user.ToLowerInvariant()
    } elseif ($capitals.IsMatch($user)) {
      $key = New-Object Text.StringBuilder $user
      foreach ($match in $capitals.Matches($user)) { $key[$match.Index] = [char]::ToLowerInvariant($user[$match.Index]) }
      $key = $key.ToString()
    }
    if ($seen.Add($key)) { $users.Add($user) }
  }
  if ($kind) { Stop-UsersFile $Path $kind $lines }
  if ($users.Count -gt 100000) { Stop-UsersFile $Path 'too-large' }
  $users
}
# Read the users file (end)

# What is wrong with a token, by the rules of the page, without the token.
function Get-TokenProblem([string]$Token) {
  $core = $Token.Trim()
  if (-not $core) { return 'it is empty' }
  if ([regex]::IsMatch($Token, '[\r\n\u0085\u2028\u2029]')) { return 'there is a line break in it' }
  if (-not [string]::Equals($Token, $core)) { return 'there are spaces before or after it' }
  if ([regex]::IsMatch($core, '\A(".+"|''.+''|`.+`|\u201c.+\u201d|\u2018.+\u2019|\u00ab.+\u00bb)\z')) { return 'it is in quotes' }
  if ([regex]::IsMatch($core, '\A(authorization:\s*)?bearer\s+\S', 'IgnoreCase')) { return 'the word Bearer is before it' }
  if ([regex]::IsMatch($core, '[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]')) { return 'there are invisible characters in it' }
  if ([regex]::IsMatch($core, '[^\t -~]')) { return 'there are characters in it that cannot be sent, such as accented letters' }
  if ($core.Length -gt 8192) { return 'it is longer than 8,192 characters' }
}

# Asks for the Tenant URL and the token, before anything is created. The token
# is read without being shown and is never a word of a command.
function Read-Credential {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if (-not (Test-Change $PSCmdlet 'ask for the secret token, test it, and save it with the Tenant URL')) { return }
  $url = $plan.tenantUrl
  if (-not $url) { $url = ([string](Read-Host 'Tenant URL, such as https://api.talkdeskapp.com/scim/v2')).Trim() }
  if (-not $url) { throw 'you did not enter a Tenant URL. Run the script again.' }
  if ($url -notmatch '\Ahttps?://[!-~]+\z') { throw 'this is not a Tenant URL. Enter an address that starts with https:// and has no spaces.' }
  # A trace would print what variables are set to.
  Set-PSDebug -Trace 0
  $secret = Read-Host 'Secret token (not shown; press Enter to leave the saved one unchanged)' -AsSecureString
  if ($secret.Length -eq 0) { return }
  $problem = Get-TokenProblem (New-Object Net.NetworkCredential '', $secret).Password
  if ($problem) { throw "this token cannot be used: $problem. Copy it again from Talkdesk." }
  $script:Credential = @{ Url = $url; Secret = $secret }
}

# A message about credentials might repeat them, so only its code is used.
function Hide-ErrorMessage($Response) {
  $code = Get-MemberText (Get-MemberValue $Response.Content 'error') 'code'
  if ($code -notmatch '\A[A-Za-z0-9._-]{1,99}\z') { $code = "status $($Response.Status)" }
  $Response.Content = New-Object PSObject -Property @{ error = New-Object PSObject -Property @{ code = $code } }
  $code
}

function Save-Credential {
  if ($WhatIfPreference) { return }
  if ($null -eq $script:Credential) {
    Write-Line 'Credentials: left unchanged'
    return
  }
  Set-PSDebug -Trace 0
  $token = $null
  $credentials = $null
  try {
    $token = (New-Object Net.NetworkCredential '', $script:Credential.Secret).Password
    $credentials = @(@{ key = 'BaseAddress'; value = $script:Credential.Url }, @{ key = 'SecretToken'; value = $token })
    $response = Invoke-GraphRequest POST "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/validateCredentials" @{ credentials = $credentials }
    $code = Hide-ErrorMessage $response
    if ($response.Status -eq 400) { throw "Entra reports that Talkdesk rejected the token or the Tenant URL ($code). Check both and run the script again." }
    if (-not (Test-Success $response)) { throw (Get-Sentence $response 'testing the credentials') }
    Write-Line 'Credentials: accepted by Talkdesk'
    $response = Invoke-GraphRequest PUT "/v1.0/servicePrincipals/$($script:App)/synchronization/secrets" @{ value = $credentials + @(@{ key = 'SyncAll'; value = 'false' }) }
    $null = Hide-ErrorMessage $response
    if (-not (Test-Success $response)) { throw (Get-Sentence $response 'saving the credentials') }
    Write-Line 'Credentials: saved'
  } finally {
    $token = $null
    $credentials = $null
    $script:Credential = $null
  }
}

# The mappings of such objects, with their rules, that read from Entra.
function Get-Mapping($Schema, [string]$Source) {
  foreach ($rule in Select-Element (Get-RequiredMember $Schema 'synchronizationRules' 'reading the schema')) {
    if ($plan.directoryNames -ccontains (Get-RequiredMember $rule 'sourceDirectoryName' 'reading the schema')) {
      foreach ($mapping in Select-Element (Get-RequiredMember $rule 'objectMappings' 'reading the schema')) {
        if (Test-SameText (Get-RequiredMember $mapping 'sourceObjectName' 'reading the schema') $Source) {
          New-Object PSObject -Property @{ Rule = $rule; Mapping = $mapping }
        }
      }
    }
  }
}

# Microsoft's own parser writes the tree of each expression.
function Get-Tree($Row) {
  if ($Row.kind -cne 'Expression') { return $Row.source }
  $action = 'parsing an expression'
  $parsed = Invoke-Graph $action POST "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/schema/parseExpression" @{ expression = $Row.text }
  if ((Get-RequiredMember $parsed 'parsingSucceeded' $action) -ne $true) {
    $message = Get-MemberText (Get-MemberValue $parsed 'error') 'message'
    if (-not $message) { $message = 'no reason was given' }
    $text = $Row.text
    if ($text.Length -gt 200) { $text = $text.Substring(0, 200) + '...' }
    throw "Entra rejects the expression $text ($message). Correct it in scimdesk, then create the script again."
  }
  Get-RequiredMember $parsed 'parsedExpression' $action
}

# The only element of that name in a list.
function Get-Named($Object, [string]$List, [string]$Kind, [string]$Name) {
  $found = @(Select-Element (Get-RequiredMember $Object $List 'reading the schema') | Where-Object { Test-SameText (Get-MemberValue $_ 'name') $Name })
  if ($found.Count -ne 1) { throw "the response to reading the schema has no $Kind $Name ($List, name)." }
  $found[0]
}

function Set-Mapping($Schema) {
  $found = @(Get-Mapping $Schema 'User' | Where-Object { (Get-MemberText $_.Mapping 'targetObjectName') -cmatch '(^|:)User\z' })
  if ($found.Count -ne 1) { throw "the schema has $($found.Count) user mappings (by sourceDirectoryName, sourceObjectName and targetObjectName) and must have exactly one. Correct the mappings in the portal, then run the script again." }
  $mapping = $found[0].Mapping
  $directory = Get-RequiredMember $found[0].Rule 'targetDirectoryName' 'reading the schema'
  $object = Get-Named (Get-Named $Schema 'directories' 'directory' $directory) 'objects' 'object' (Get-MemberText $mapping 'targetObjectName')
  $attributes = @(Select-Element (Get-RequiredMember $object 'attributes' 'reading the schema'))
  $before = @(Select-Element (Get-RequiredMember $mapping 'attributeMappings' 'reading the schema'))
  $rows = @(foreach ($wanted in $plan.rows) {
      $old = @($before | Where-Object { Test-SameText (Get-RequiredMember $_ 'targetAttributeName' 'reading the schema') $wanted.target })
      $row = New-Object PSObject -Property @{ exportMissingReferences = $false; flowBehavior = 'FlowWhenChanged'; targetAttributeName = $wanted.target }
      if ($old.Count -gt 0) { $row = $old[0] }
      Set-MemberValue $row 'defaultValue' $wanted.defaultValue
      Set-MemberValue $row 'flowType' $wanted.flowType
      Set-MemberValue $row 'matchingPriority' $wanted.matchingPriority
      Set-MemberValue $row 'source' (Get-Tree $wanted)
      $row
    })
  Set-MemberValue $mapping 'attributeMappings' $rows
  $operations = Get-MemberText $mapping 'flowTypes'
  if (-not (Test-SameText $operations.Replace(' ', '') $plan.operations)) { Set-MemberValue $mapping 'flowTypes' $plan.operations }
  $names = @($attributes | ForEach-Object { Get-MemberText $_ 'name' })
  $new = @($plan.attributes | Where-Object { $names -cnotcontains $_.name })
  if ($new.Count -gt 0) { Set-MemberValue $object 'attributes' ($attributes + $new) }
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
    $null = Test-Change $PSCmdlet 'change the schema of the new job'
    return
  }
  $path = "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/schema"
  $response = Invoke-GraphRequest GET $path
  if (-not (Test-Success $response)) { throw (Get-Sentence $response 'reading the schema') }
  $schema = $response.Content
  if ($schema -isnot [Management.Automation.PSCustomObject]) { throw 'the response to reading the schema has no schema.' }
  $before = ConvertTo-GraphJson $schema
  Set-Mapping $schema
  Disable-Group $schema
  if (Test-SameText (ConvertTo-GraphJson $schema) $before) {
    Write-Line 'Schema: nothing to change'
    return
  }
  if (-not (Test-Change $PSCmdlet 'save the schema; the next cycle is an initial cycle')) { return }
  $file = Join-Path (Get-Location -PSProvider FileSystem).ProviderPath "schema-before-$(Get-Date -Format yyyyMMdd-HHmmss-fff).json"
  try {
    [IO.File]::WriteAllText($file, $response.Text)
  } catch {
    throw "the script cannot save the previous schema to $file. Run it in a folder where you can create files."
  }
  Write-Line "Schema: the previous one is in $file"
  $null = Invoke-Graph 'saving the schema' PUT $path $schema
  Write-Line 'Schema: saved; the next cycle is an initial cycle'
}

# The users of the file, read before anything is created.
function Get-User {
  $file = $UsersFile
  if (-not $file) { $file = $plan.usersFile }
  if (-not $UsersFile -and -not (Test-Path -LiteralPath $file -PathType Leaf)) {
    Write-Line "Users: $file does not exist, so no users are assigned"
    return
  }
  Read-UsersFile $file
}

# The id of the app role that users get.
function Get-AppRole {
  $action = 'reading the app roles'
  $about = Invoke-Graph $action GET "/v1.0/servicePrincipals/$($script:App)?`$select=id,appRoles"
  $roles = @(Select-Element (Get-RequiredMember $about 'appRoles' $action) | Where-Object {
      $types = Get-MemberValue $_ 'allowedMemberTypes'
      (Get-MemberValue $_ 'isEnabled') -ne $false -and ($null -eq $types -or @($types) -ccontains 'User')
    })
  if ($AppRole) {
    $named = @($roles | Where-Object { (Test-SameText (Get-MemberValue $_ 'displayName') $AppRole) -or (Test-SameText (Get-MemberValue $_ 'value') $AppRole) })
    if ($named.Count -eq 0) { throw 'the application has no enabled app role with that name for users. Check -AppRole.' }
  } elseif ($roles.Count -eq 0) {
    Write-Line 'App role: default access'
    return '00000000-0000-0000-0000-000000000000'
  } else {
    $named = @($roles | Where-Object { Test-SameText (Get-RequiredMember $_ 'displayName' $action) 'User' }) + $roles
  }
  $id = Get-RequiredMember $named[0] 'id' $action
  $names = @((Get-MemberText $named[0] 'displayName'), (Get-MemberText $named[0] 'value'), $id)
  Write-Line "App role: $(@($names | Where-Object { $_ })[0])"
  $id
}

# Says why a user failed. What holds for every user ends the list.
function Write-Rejection([string]$Outcome, [string]$User, $Response) {
  $script:Failed++
  Write-Line "Users: ${Outcome}: $User ($(Format-Status $Response))"
  if (0, 401, 403, 429, 503, 504 -contains $Response.Status) { $script:UsersStopped = Get-Sentence $Response 'assigning the users' }
}

# Assigns one user: assigned, present, missing, planned or failed.
function Add-User($Cmdlet, [string]$User, [string]$Role, $Assigned) {
  $response = Invoke-GraphRequest GET "/v1.0/users/$([uri]::EscapeDataString($User))?`$select=id"
  if ($response.Status -eq 404) {
    Write-Line "Users: not found: $User"
    return 'missing'
  }
  $id = Get-MemberValue $response.Content 'id'
  if (-not (Test-Success $response) -or $id -isnot [string] -or -not $id) {
    if (Test-Success $response) { $response.Content = New-Object PSObject -Property @{ error = New-Object PSObject -Property @{ message = 'the response has no id' } } }
    Write-Rejection 'not looked up' $User $response
    return 'failed'
  }
  if ($Assigned.Contains($id)) { return 'present' }
  if (-not (Test-Change $Cmdlet "assign $User")) {
    $null = $Assigned.Add($id)
    return 'planned'
  }
  $response = Invoke-GraphRequest POST "/v1.0/servicePrincipals/$($script:App)/appRoleAssignedTo" @{ principalId = $id; resourceId = $script:App; appRoleId = $Role }
  $outcome = 'assigned'
  if (-not (Test-Success $response)) {
    if ($response.Status -ge 500 -or (Get-ErrorMessage $response) -notmatch 'already exists') {
      Write-Rejection 'not assigned' $User $response
      return 'failed'
    }
    # One of several attempts may have assigned the user.
    if (-not $response.Repeated) { $outcome = 'present' }
  }
  $null = $Assigned.Add($id)
  if ($outcome -ceq 'assigned') { Write-Line "Users: assigned $User" }
  $outcome
}

# Assigns the users of the file. A rejected user does not stop the others.
function Add-AllUser {
  [CmdletBinding(SupportsShouldProcess)]
  param($Users)
  if ($Users.Count -eq 0) { return }
  if (-not $script:App) {
    $null = Test-Change $PSCmdlet "assign $($Users.Count) users"
    return
  }
  $role = Get-AppRole
  $assigned = New-Object 'Collections.Generic.HashSet[string]' ([StringComparer]::OrdinalIgnoreCase)
  Get-All 'the list of assigned users' "/v1.0/servicePrincipals/$($script:App)/appRoleAssignedTo?`$top=999" | ForEach-Object { $null = $assigned.Add((Get-MemberText $_ 'principalId')) }
  $count = @{ assigned = 0; present = 0; missing = 0; planned = 0; failed = 0 }
  foreach ($user in $Users) {
    $count[(Add-User $PSCmdlet $user $role $assigned)]++
    if ($script:UsersStopped) {
      $script:Failed = $Users.Count - $count.assigned - $count.present - $count.missing
      break
    }
  }
  Write-Line "Users: $($count.assigned) assigned, $($count.present) already assigned, $($count.missing) not found, $($script:Failed) failed"
}

function Start-ProvisioningJob {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if ($script:Job -and -not $script:UsersStopped) {
    $now = Invoke-Graph 'reading the provisioning job' GET "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)"
    if (Test-SameText (Get-MemberValue (Get-MemberValue $now 'schedule') 'state') 'Active') {
      Write-Line 'Provisioning: already running'
      return
    }
  }
  if ($script:Failed -gt 0) {
    Write-Line "Provisioning: not started, because $($script:Failed) users failed"
    return
  }
  if (-not (Test-Change $PSCmdlet 'start provisioning')) { return }
  $null = Invoke-Graph 'starting provisioning' POST "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/start"
  Write-Line 'Provisioning: started'
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
    throw 'the module Microsoft.Graph.Authentication is missing. Install it with Install-Module Microsoft.Graph.Authentication -Scope CurrentUser.'
  }
  $users = @(Get-User)
  try {
    # Without its name the module would connect to the worldwide cloud.
    $connect = @{ NoWelcome = $true; Scopes = 'Application.ReadWrite.All', 'Synchronization.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'User.Read.All' }
    $context = if (Get-Command Get-MgContext -ErrorAction SilentlyContinue) { Get-MgContext }
    $environment = Get-MemberText $context 'Environment'
    if ($environment) { $connect.Environment = $environment }
    $null = Connect-MgGraph @connect
  } catch {
    throw "the sign-in failed ($(ConvertTo-Line $_.Exception.Message)). Run the script again."
  }
  $limit = $null
  if (Get-Command Get-MgRequestContext -ErrorAction SilentlyContinue) { $limit = Get-MemberValue (Get-MgRequestContext) 'MaxRetry' }
  try {
    Set-RetryLimit 0
    Read-Credential
    New-App
    New-Job
    Save-Credential
    Update-Schema
    Add-AllUser $users
    Start-ProvisioningJob
  } finally {
    if ($null -ne $limit) { Set-RetryLimit $limit }
  }
  if ($script:UsersStopped) { throw $script:UsersStopped }
  if ($script:Failed -gt 0) { throw "$($script:Failed) users were not assigned. Fix the errors listed above, then run the script again. It does not change users who are already assigned." }
  Write-Line 'Done'
}

$sentence = ''
try {
  Start-Setup
} catch {
  $exception = $_.Exception
  $sentence = ConvertTo-Line $exception.Message 450
  # A sentence of this script, or an error that nothing expects.
  $own = $exception.Data.Contains('Kind') -or ($exception -is [Management.Automation.RuntimeException] -and $exception.WasThrownFromThrowStatement)
  if (-not $own) { $sentence = "an unexpected error ($sentence). Run the script again." }
}
if ($sentence) {
  $Host.UI.WriteErrorLine("Stopped: $sentence")
  exit 1
}
