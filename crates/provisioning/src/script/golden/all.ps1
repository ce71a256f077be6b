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
  ,
  # Users, one in each line or a CSV file.
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
    'no-column' = ' has no column with a known title; name one userPrincipalName.'
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

# Of comma, semicolon and tab the one that stands most often in the header
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

# How good a title is, 1 the best, or 0; 12 stands for a 2 that only counts
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
    # Only ASCII has capitals here: what else is a letter makes a title unknown.
    $folded = $folded.ToString()
    if ($folded -cmatch '\A[A-Za-z0-9]+\z' -and $ranks.ContainsKey($folded.ToLowerInvariant())) { return $ranks[$folded.ToLowerInvariant()] }
  }
  return 0
}

# The records in which a cell holds more than blanks: the line, then the cells.
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
  if (-not (New-Object regex '[^\s,;]').IsMatch($Text, $from)) { $from = $length }
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
  $wrong = New-Object regex '[\s\p{Cc}"<>,;]|\A@|@\z|\A[^@]*\z'
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
  if (-not [string]::Equals($Token, $core)) { return 'there are blanks before or after it' }
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
  if (-not $PSCmdlet.ShouldProcess($plan.displayName, 'Ask for the secret token, test it, and save it with the Tenant URL')) { return }
  $url = $plan.tenantUrl
  if (-not $url) { $url = ([string](Read-Host 'Tenant URL, such as https://api.talkdeskapp.com/scim/v2')).Trim() }
  if (-not $url) { throw 'there is no Tenant URL.' }
  if ($url -notmatch '\Ahttps?://[!-~]+\z') { throw 'this is no Tenant URL: it begins with https:// and has no blanks.' }
  # A trace would print what variables are set to.
  Set-PSDebug -Trace 0
  $secret = Read-Host 'Secret token (not shown; press Enter to leave the saved one unchanged)' -AsSecureString
  if ($secret.Length -eq 0) { return }
  $problem = Get-TokenProblem (New-Object Net.NetworkCredential '', $secret).Password
  if ($problem) { throw "this token cannot be used: $problem. Copy it again from Talkdesk." }
  $script:Credential = @{ Url = $url; Secret = $secret }
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
    if ($response.Status -eq 400) {
      $code = [string](Get-MemberValue (Get-MemberValue $response.Content 'error') 'code')
      if (-not $code) { $code = 'status 400' }
      throw "Talkdesk rejected the token or the Tenant URL, says Entra ($(ConvertTo-Line $code)). Check both and run the script again.".Replace($token, '[token]')
    }
    if (-not (Test-Success $response)) { throw (Get-Sentence $response 'to test the credentials').Replace($token, '[token]') }
    Write-Line 'Credentials: accepted by Talkdesk'
    $response = Invoke-GraphRequest PUT "/v1.0/servicePrincipals/$($script:App)/synchronization/secrets" @{ value = $credentials + @(@{ key = 'SyncAll'; value = 'false' }) }
    if (-not (Test-Success $response)) { throw (Get-Sentence $response 'to save the credentials').Replace($token, '[token]') }
    Write-Line 'Credentials: saved'
  } finally {
    $token = $null
    $credentials = $null
    $script:Credential = $null
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

# Microsoft's own parser writes the tree of each expression.
function Get-Tree($Row) {
  if ($Row.kind -cne 'Expression') { return $Row.source }
  $parsed = Invoke-Graph POST "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/schema/parseExpression" @{ expression = $Row.text }
  $tree = Get-MemberValue $parsed 'parsedExpression'
  if ((Get-MemberValue $parsed 'parsingSucceeded') -ne $true -or $null -eq $tree) {
    $message = [string](Get-MemberValue (Get-MemberValue $parsed 'error') 'message')
    throw "Entra rejects the expression $($Row.text): $message"
  }
  $tree
}

function Set-Mapping($Schema) {
  $found = @(Get-Mapping $Schema 'User' | Where-Object { [string](Get-MemberValue $_.Mapping 'targetObjectName') -cmatch '(^|:)User\z' })
  if ($found.Count -ne 1) { throw 'the schema has not exactly one mapping of users. Change it in the portal.' }
  $mapping = $found[0].Mapping
  $rows = @(foreach ($wanted in $plan.rows) {
      $old = @(Get-MemberList $mapping 'attributeMappings' | Where-Object { Test-SameText (Get-MemberValue $_ 'targetAttributeName') $wanted.target })
      $row = New-Object PSObject -Property @{ exportMissingReferences = $false; flowBehavior = 'FlowWhenChanged'; targetAttributeName = $wanted.target }
      if ($old.Count -gt 0) { $row = $old[0] }
      Set-MemberValue $row 'defaultValue' $wanted.defaultValue
      Set-MemberValue $row 'flowType' $wanted.flowType
      Set-MemberValue $row 'matchingPriority' $wanted.matchingPriority
      Set-MemberValue $row 'source' (Get-Tree $wanted)
      $row
    })
  Set-MemberValue $mapping 'attributeMappings' $rows
  $operations = [string](Get-MemberValue $mapping 'flowTypes')
  if ($operations.Replace(' ', '') -cne $plan.operations) { Set-MemberValue $mapping 'flowTypes' $plan.operations }
  $directory = @(Get-MemberList $Schema 'directories' | Where-Object { Test-SameText (Get-MemberValue $_ 'name') $found[0].Directory })
  $target = Get-MemberValue $mapping 'targetObjectName'
  $object = @($directory | ForEach-Object { Get-MemberList $_ 'objects' } | Where-Object { Test-SameText (Get-MemberValue $_ 'name') $target })
  if ($object.Count -eq 1) {
    $attributes = @(Get-MemberList $object[0] 'attributes')
    $names = @($attributes | ForEach-Object { Get-MemberValue $_ 'name' })
    $new = @($plan.attributes | Where-Object { $names -cnotcontains $_.name })
    if ($new.Count -gt 0) { Set-MemberValue $object[0] 'attributes' ($attributes + $new) }
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
  Set-Mapping $schema
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

# The users of the file, read before anything is created.
function Get-User {
  $file = $UsersFile
  if (-not $file) { $file = $plan.usersFile }
  if (-not $UsersFile -and -not (Test-Path -LiteralPath $file -PathType Leaf)) {
    Write-Line "Users: there is no file $file, so nobody is assigned"
    return
  }
  Read-UsersFile $file
}

# The id of the app role that users get.
function Get-AppRole {
  $about = Invoke-Graph GET "/v1.0/servicePrincipals/$($script:App)?`$select=id,appRoles"
  $roles = @(Get-MemberList $about 'appRoles' | Where-Object {
      (Get-MemberValue $_ 'id') -and (Get-MemberValue $_ 'isEnabled') -eq $true -and @(Get-MemberList $_ 'allowedMemberTypes') -ccontains 'User'
    })
  $name = 'default access'
  $role = '00000000-0000-0000-0000-000000000000'
  $named = $roles
  if ($AppRole) {
    $named = @($roles | Where-Object { (Test-SameText (Get-MemberValue $_ 'displayName') $AppRole) -or (Test-SameText (Get-MemberValue $_ 'value') $AppRole) })
    if ($named.Count -eq 0) { throw 'the application has no app role of that name for users.' }
  } else {
    $named = @($roles | Where-Object { Test-SameText (Get-MemberValue $_ 'displayName') 'User' }) + $roles
  }
  if ($named.Count -gt 0) {
    $role = $named[0].id
    $name = @(@((Get-MemberValue $named[0] 'displayName'), (Get-MemberValue $named[0] 'value'), $role) | Where-Object { $_ })[0]
  }
  Write-Line "App role: $name"
  $role
}

# The ids of those who are assigned, in a set.
function Get-Assigned {
  $assigned = New-Object 'Collections.Generic.HashSet[string]' ([StringComparer]::OrdinalIgnoreCase)
  foreach ($one in Get-All "/v1.0/servicePrincipals/$($script:App)/appRoleAssignedTo?`$top=999") {
    $null = $assigned.Add([string](Get-MemberValue $one 'principalId'))
  }
  , $assigned
}

# Assigns the users of the file. A rejected user does not stop the others; what
# holds for everybody does.
function Add-User {
  [CmdletBinding(SupportsShouldProcess)]
  param($Users)
  if ($Users.Count -eq 0) { return }
  if (-not $script:App) {
    $null = $PSCmdlet.ShouldProcess("$($Users.Count) users", 'Assign the users of the file')
    return
  }
  $role = Get-AppRole
  $assigned = Get-Assigned
  $added = 0
  $before = 0
  $missing = 0
  $left = $Users.Count
  $stop = ''
  foreach ($user in $Users) {
    $left--
    $action = 'looked up'
    $response = Invoke-GraphRequest GET "/v1.0/users/$([uri]::EscapeDataString($user))?`$select=id"
    if ($response.Status -eq 404) {
      Write-Line "Users: not found: $user"
      $missing++
      continue
    }
    if (Test-Success $response) {
      $id = [string](Get-MemberValue $response.Content 'id')
      if ($id -and $assigned.Contains($id)) {
        $before++
        continue
      }
      if ($id) {
        if (-not $PSCmdlet.ShouldProcess($user, 'Assign the user')) {
          $null = $assigned.Add($id)
          continue
        }
        $action = 'assigned'
        $response = Invoke-GraphRequest POST "/v1.0/servicePrincipals/$($script:App)/appRoleAssignedTo" @{ principalId = $id; resourceId = $script:App; appRoleId = $role } {
          if ((Get-Assigned).Contains($id)) { $id }
        }
        if (Test-Success $response) {
          $null = $assigned.Add($id)
          Write-Line "Users: assigned $user"
          $added++
          continue
        }
      }
    }
    $script:Failed++
    Write-Line "Users: not ${action}: $user ($(Format-Status $response))"
    if (0, 401, 403, 429, 503, 504 -contains $response.Status) {
      $script:Failed += $left
      $stop = Get-Sentence $response 'about a user'
      break
    }
  }
  Write-Line "Users: $added assigned, $before already assigned, $missing not found, $($script:Failed) failed"
  if ($stop) { throw $stop }
}

function Start-ProvisioningJob {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if ($script:Failed -gt 0) {
    Write-Line "Provisioning: not started, because $($script:Failed) users failed"
    return
  }
  if ($script:Job) {
    $now = Invoke-Graph GET "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)"
    if (Test-SameText (Get-MemberValue (Get-MemberValue $now 'schedule') 'state') 'Active') {
      Write-Line 'Provisioning: already running'
      return
    }
  }
  if ($PSCmdlet.ShouldProcess($plan.displayName, 'Start provisioning')) {
    $null = Invoke-Graph POST "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/start"
    Write-Line 'Provisioning: started'
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
  $users = @(Get-User)
  try {
    $null = Connect-MgGraph -NoWelcome -Scopes 'Application.ReadWrite.All', 'Synchronization.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'User.Read.All'
  } catch {
    throw "the sign-in failed: $(ConvertTo-Line $_.Exception.Message)"
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
    Add-User $users
    Start-ProvisioningJob
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
