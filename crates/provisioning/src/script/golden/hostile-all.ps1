<#
  Sets up provisioning from Microsoft Entra ID to Talkdesk with Microsoft Graph.
  Made by scimdesk. There is no secret in it; it asks for the token.

  Each step looks first and changes only what is not yet as it should be, so
  after an error run all of it again.

  Needs: PowerShell 5.1 or 7 and the module Microsoft.Graph.Authentication.
  Dry run, which only reads:  .\talkdesk-provisioning.ps1 -WhatIf
#>
#Requires -Modules Microsoft.Graph.Authentication
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
$script:App = $ServicePrincipalId
$script:Job = ''

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
  "displayName": "it's \"Bob\" $(touch HACKED) `touch HACKED` $HOME %PATH% \u2019typographic\u2018 \\ \u00e9\ud83d\ude00\nPLAN\n'@\n@PLAN@ #@ end az",
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
  "usersFile": "o'Hara \u2019s users.csv"
}
'@

function Invoke-Graph([string]$Method, [string]$Path, $Body) {
  $root = 'https://graph.microsoft.com/v1.0'
  $uri = $Path
  if (-not $Path.StartsWith("$root/")) { $uri = "$root$Path" }
  $ask = @{ Method = $Method; Uri = $uri; OutputType = 'Json' }
  if ($null -ne $Body) {
    $ask.Body = ConvertTo-GraphJson $Body
    $ask.ContentType = 'application/json; charset=utf-8'
  }
  $answer = Invoke-MgGraphRequest @ask
  if ($answer) { ConvertFrom-GraphJson $answer }
}

# Every element of a list, over all its pages.
function Get-All([string]$Path) {
  $next = $Path
  while ($next) {
    $page = Invoke-Graph GET $next
    $page.value
    $next = ''
    if ($page.PSObject.Properties['@odata.nextLink']) { $next = $page.'@odata.nextLink' }
  }
}

# A new object is not everywhere at once.
function Wait-Graph([string]$Path) {
  foreach ($try in 1..12) {
    try {
      $null = Invoke-Graph GET $Path
      return
    } catch {
      Write-Host "Waiting for Entra ($try of 12)"
      Start-Sleep -Seconds 5
    }
  }
  throw 'The new application did not appear. Run the script again in some minutes.'
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

# Gives an object a member, unless it says the same already.
function Set-Member($Object, [string]$Name, $Value) {
  if (-not $Object.PSObject.Properties[$Name]) {
    $Object | Add-Member -NotePropertyName $Name -NotePropertyValue $Value
  } elseif ((ConvertTo-SortedJson $Object.$Name) -cne (ConvertTo-SortedJson $Value)) {
    $Object.$Name = $Value
  }
}

function Find-App {
  if ($script:App) {
    if ($script:App -notmatch '^[0-9a-fA-F-]+$') { throw 'ServicePrincipalId is no object id.' }
    return
  }
  $name = [uri]::EscapeDataString($plan.displayName.Replace("'", "''"))
  $found = @(Get-All "/servicePrincipals?`$filter=displayName%20eq%20%27$name%27&`$select=id,displayName")
  if ($found.Count -gt 1) {
    $found | ForEach-Object { Write-Host $_.id }
    throw 'Several applications have this name. Choose one with -ServicePrincipalId.'
  }
  if ($found.Count -eq 1) { $script:App = $found[0].id }
}

function New-App {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  Find-App
  if ($script:App) {
    Write-Host "Application: there already, $($script:App)"
    return
  }
  if ($PSCmdlet.ShouldProcess($plan.displayName, 'Create the application')) {
    $made = Invoke-Graph POST "/applicationTemplates/$($plan.applicationTemplate)/instantiate" @{ displayName = $plan.displayName }
    $script:App = $made.servicePrincipal.id
    Wait-Graph "/servicePrincipals/$($script:App)/synchronization/templates"
  }
}

function Find-Job {
  if (-not $script:App) { return }
  $jobs = @(Get-All "/servicePrincipals/$($script:App)/synchronization/jobs")
  foreach ($template in $plan.jobTemplates) {
    $found = @($jobs | Where-Object { $_.templateId -ceq $template })
    if ($found.Count -gt 0) {
      $script:Job = $found[0].id
      return
    }
  }
}

function New-Job {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  Find-Job
  if ($script:Job) {
    Write-Host "Provisioning job: there already, $($script:Job)"
    return
  }
  if ($PSCmdlet.ShouldProcess($plan.displayName, 'Create the provisioning job')) {
    $there = @(Get-All "/servicePrincipals/$($script:App)/synchronization/templates" | ForEach-Object { $_.id; $_.factoryTag })
    $template = @($plan.jobTemplates | Where-Object { $there -ccontains $_ })
    if ($template.Count -eq 0) { throw 'The application has no template for SCIM.' }
    $made = Invoke-Graph POST "/servicePrincipals/$($script:App)/synchronization/jobs" @{ templateId = $template[0] }
    $script:Job = $made.id
    Wait-Graph "/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/schema"
  }
}

# The token is read without being shown and is never a word of a command.
function Save-Credential {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if (-not $PSCmdlet.ShouldProcess($plan.displayName, 'Ask for the secret token, test it, and save it with the Tenant URL')) { return }
  $url = $plan.tenantUrl
  if (-not $url) { $url = Read-Host 'Tenant URL, such as https://api.talkdeskapp.com/scim/v2' }
  if (-not $url) { throw 'There is no Tenant URL.' }
  $secret = Read-Host 'Secret token (not shown; nothing keeps the saved one)' -AsSecureString
  if ($secret.Length -eq 0) {
    Write-Host 'Credentials: left as they are'
    return
  }
  $token = (New-Object Net.NetworkCredential('', $secret)).Password
  $credentials = @(@{ key = 'BaseAddress'; value = $url }, @{ key = 'SecretToken'; value = $token })
  Write-Host 'Credentials: let Entra test them'
  $null = Invoke-Graph POST "/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/validateCredentials" @{ credentials = $credentials }
  Write-Host 'Credentials: save'
  $secrets = @{ value = $credentials + @(@{ key = 'SyncAll'; value = 'false' }) }
  $null = Invoke-Graph PUT "/servicePrincipals/$($script:App)/synchronization/secrets" $secrets
}

# Microsoft's own parser writes the tree of each expression.
function Get-Tree($Row) {
  if ($Row.kind -cne 'Expression') { return $Row.source }
  $answer = Invoke-Graph POST "/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/schema/parseExpression" @{ expression = $Row.text }
  if (-not $answer.parsingSucceeded) { throw "Entra refuses the expression $($Row.text): $(ConvertTo-GraphJson $answer.error)" }
  $answer.parsedExpression
}

function Set-Mapping($Schema) {
  $found = @(foreach ($rule in $Schema.synchronizationRules) {
      if ($plan.directoryNames -ccontains $rule.sourceDirectoryName) {
        foreach ($mapping in $rule.objectMappings) {
          if ($mapping.sourceObjectName -ceq 'User' -and $mapping.targetObjectName -cmatch '(^|:)User$') {
            New-Object PSObject -Property @{ Directory = $rule.targetDirectoryName; Mapping = $mapping }
          }
        }
      }
    })
  if ($found.Count -ne 1) { throw 'The schema has not exactly one mapping of users. Change it in the portal.' }
  $mapping = $found[0].Mapping
  $rows = @(foreach ($wanted in $plan.rows) {
      $old = @($mapping.attributeMappings | Where-Object { $_.targetAttributeName -ceq $wanted.target })
      $row = New-Object PSObject -Property @{ exportMissingReferences = $false; flowBehavior = 'FlowWhenChanged'; targetAttributeName = $wanted.target }
      if ($old.Count -gt 0) { $row = $old[0] }
      Set-Member $row 'defaultValue' $wanted.defaultValue
      Set-Member $row 'flowType' $wanted.flowType
      Set-Member $row 'matchingPriority' $wanted.matchingPriority
      Set-Member $row 'source' (Get-Tree $wanted)
      $row
    })
  Set-Member $mapping 'attributeMappings' $rows
  if ($mapping.flowTypes.Replace(' ', '') -cne $plan.operations) { Set-Member $mapping 'flowTypes' $plan.operations }
  $directory = @($Schema.directories | Where-Object { $_.name -ceq $found[0].Directory })
  $object = @($directory | ForEach-Object { $_.objects } | Where-Object { $_.name -ceq $mapping.targetObjectName })
  if ($object.Count -eq 1) {
    $names = @($object[0].attributes | ForEach-Object { $_.name })
    $new = @($plan.attributes | Where-Object { $names -cnotcontains $_.name })
    Set-Member $object[0] 'attributes' (@($object[0].attributes) + $new)
  }
}

function Disable-Group($Schema) {
  foreach ($rule in $Schema.synchronizationRules) {
    if ($plan.directoryNames -ccontains $rule.sourceDirectoryName) {
      foreach ($mapping in $rule.objectMappings) {
        if ($mapping.sourceObjectName -ceq 'Group' -and $mapping.enabled) { $mapping.enabled = $false }
      }
    }
  }
}

# The whole schema goes back. The old one is kept in a file.
function Update-Schema {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if (-not $script:Job) {
    $null = $PSCmdlet.ShouldProcess('the new job', 'Change the schema')
    return
  }
  $path = "/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/schema"
  $schema = Invoke-Graph GET $path
  $before = ConvertTo-GraphJson $schema
  Set-Mapping $schema
  Disable-Group $schema
  if ((ConvertTo-GraphJson $schema) -ceq $before) {
    Write-Host 'Schema: nothing to change'
    return
  }
  if ($PSCmdlet.ShouldProcess($script:Job, 'Save the schema; the next cycle is an initial one')) {
    $kept = Join-Path (Get-Location) "schema-before-$(Get-Date -Format yyyyMMdd-HHmmss).json"
    [IO.File]::WriteAllText($kept, $before)
    Write-Host "Schema: the old one is in $kept"
    $null = Invoke-Graph PUT $path $schema
  }
}

# The names or ids in the file of users: a column with a known name, otherwise
# the first column.
function Read-User([string]$Path) {
  $lines = @(Get-Content -LiteralPath $Path -Encoding UTF8 | Where-Object { $_.Trim() })
  if ($lines.Count -eq 0) { return }
  $delimiter = @(',', ';', "`t" | Sort-Object { $lines[0].Split($_).Count } -Descending)[0]
  $head = @($lines[0].Split($delimiter) | ForEach-Object { $_.Trim('"', ' ').ToLowerInvariant() })
  foreach ($name in 'userprincipalname', 'objectid', 'id', 'user') {
    $at = [Array]::IndexOf($head, $name)
    if ($at -ge 0) {
      $columns = @(0..($head.Count - 1) | ForEach-Object { "c$_" })
      return @($lines | Select-Object -Skip 1 | ConvertFrom-Csv -Delimiter $delimiter -Header $columns | ForEach-Object { $_."c$at" } | Where-Object { $_ })
    }
  }
  $lines | ForEach-Object { $_.Split($delimiter)[0].Trim('"', ' ') } | Where-Object { $_ }
}

# The HTTP status of an error of Invoke-MgGraphRequest; 0 when there was no
# answer.
function Get-Status($Failure) {
  $from = $Failure.Exception
  if ($from.PSObject.Properties['Response'] -and $null -ne $from.Response) { return [int]$from.Response.StatusCode }
  if ("$Failure $from" -match 'Request_ResourceNotFound') { return 404 }
  return 0
}

# Looks a user up: the HTTP status, and the id or what went wrong. Where Entra
# wants to be asked later, it waits and asks again, five times.
function Find-User([string]$User) {
  foreach ($times in 1, 2, 4, 8, 16, 0) {
    try {
      $found = Invoke-Graph GET "/users/$([uri]::EscapeDataString($User))?`$select=id"
      return New-Object PSObject -Property @{ Status = 200; Id = $found.id; Trouble = '' }
    } catch {
      $status = Get-Status $_
      $trouble = "$_"
    }
    if (429, 503, 504 -notcontains $status -or $times -eq 0) { break }
    Write-Host "Users: Entra wants to be asked later (status $status); waiting $(5 * $times) seconds"
    Start-Sleep -Seconds (5 * $times)
  }
  New-Object PSObject -Property @{ Status = $status; Id = ''; Trouble = $trouble }
}

function Add-User {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if (-not $UsersFile) { $UsersFile = $plan.usersFile }
  if (-not (Test-Path -LiteralPath $UsersFile -PathType Leaf)) {
    Write-Host "Users: there is no file $UsersFile, so nobody is assigned"
    return
  }
  if (-not $script:App) {
    $null = $PSCmdlet.ShouldProcess($UsersFile, 'Assign the users of the file')
    return
  }
  $about = Invoke-Graph GET "/servicePrincipals/$($script:App)?`$select=id,appRoles"
  $roles = @($about.appRoles | Where-Object { $_.isEnabled -and $_.allowedMemberTypes -ccontains 'User' })
  $role = '00000000-0000-0000-0000-000000000000'
  if ($AppRole) {
    $named = @($roles | Where-Object { $_.displayName -ceq $AppRole -or $_.value -ceq $AppRole })
    if ($named.Count -eq 0) { throw 'The application has no app role of that name for users.' }
    $role = $named[0].id
  } elseif ($roles.Count -gt 0) {
    $role = (@($roles | Where-Object { $_.displayName -ceq 'User' }) + $roles)[0].id
  }
  $assigned = @(Get-All "/servicePrincipals/$($script:App)/appRoleAssignedTo?`$top=999" | ForEach-Object { $_.principalId })
  $added = 0
  $there = 0
  $missing = 0
  $failed = 0
  $users = @(Read-User $UsersFile)
  $left = $users.Count
  foreach ($user in $users) {
    $found = Find-User $user
    if ($found.Status -eq 404) {
      Write-Host "Users: not found: $user"
      $missing++
      $left--
      continue
    }
    if ($found.Status -ne 200) {
      Write-Host "Users: not looked up, status $($found.Status): $user"
      Write-Host $found.Trouble
      $failed++
      # Any of these holds for everybody.
      if (0, 401, 403, 429, 503, 504 -contains $found.Status) { break }
      continue
    }
    $id = $found.Id
    if ($assigned -ccontains $id) {
      $there++
    } elseif ($PSCmdlet.ShouldProcess($user, 'Assign the user')) {
      $null = Invoke-Graph POST "/servicePrincipals/$($script:App)/appRoleAssignedTo" @{ principalId = $id; resourceId = $script:App; appRoleId = $role }
      $added++
    }
    $left--
  }
  Write-Host "Users: $added assigned now, $there before, $missing not found"
  if ($failed -gt 0) {
    throw "$left users of the file were not done, for the reason above. Run the script again when that is mended; who is assigned already is left alone."
  }
}

function Start-ProvisioningJob {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  if ($script:Job) {
    $now = Invoke-Graph GET "/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)"
    if ($now.schedule.state -ceq 'Active') {
      Write-Host 'Provisioning: runs already'
      return
    }
  }
  if ($PSCmdlet.ShouldProcess($plan.displayName, 'Start provisioning')) {
    $null = Invoke-Graph POST "/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/start"
  }
}

Connect-MgGraph -NoWelcome -Scopes 'Application.ReadWrite.All', 'Synchronization.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All', 'User.Read.All'
New-App
New-Job
Save-Credential
Update-Schema
Add-User
Start-ProvisioningJob
Write-Host 'Done'
