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

Connect-MgGraph -NoWelcome -Scopes 'Application.ReadWrite.All', 'Synchronization.ReadWrite.All'
New-App
New-Job
Update-Schema
Write-Host 'Done'
