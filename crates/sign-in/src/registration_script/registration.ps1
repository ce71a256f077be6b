<#
  Creates the app registration with which scimdesk signs you in to Microsoft.
  Created by scimdesk. It contains no secret, and the registration has none.

  It looks for the registration first and changes only what is missing in it, so
  it is safe to run again. It changes nothing else in the tenant.

  Needs: PowerShell 5.1 or 7 and the module Microsoft.Graph.Authentication.
  Dry run, which only reads:  .\scimdesk-registration.ps1 -WhatIf
#>
[CmdletBinding(SupportsShouldProcess)]
param()
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

$plan = ConvertFrom-Json @'
@PLAN@
'@

# The value of a member, or null: strict mode throws where one is missing.
function Get-MemberValue($Object, [string]$Name) {
  if ($null -eq $Object) { return $null }
  $member = $Object.PSObject.Properties[$Name]
  if ($null -eq $member) { return $null }
  $member.Value
}

# The elements of a list that is a member, without those that are null.
function Get-MemberList($Object, [string]$Name) {
  foreach ($element in @(Get-MemberValue $Object $Name)) {
    if ($null -ne $element) { $element }
  }
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

# An id that can be part of an address and of nothing else.
function Get-Id($Object, [string]$Name, [string]$Action) {
  $id = [string](Get-MemberValue $Object $Name)
  if ($id -notmatch '\A[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\z') { throw "the response to $Action has no usable $Name." }
  $id
}

# The HTTP status of an error of Invoke-MgGraphRequest; 0 without a response.
# Where the module itself tried again, only a message names it.
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

# Sends a request. The module itself waits and tries again where Graph is busy.
function Invoke-Graph([string]$Action, [string]$Method, [string]$Path, $Body) {
  $request = @{ Method = $Method; Uri = $Path; OutputType = 'Json' }
  if ($null -ne $Body) {
    $request.Body = ConvertTo-Json -InputObject $Body -Depth 20 -Compress
    $request.ContentType = 'application/json'
  }
  try {
    $text = Invoke-MgGraphRequest @request
  } catch {
    $message = ConvertTo-Line $_.Exception.Message
    $status = Get-ErrorStatus $_
    switch ($status) {
      0 { throw "there is no response from Microsoft Graph to $Action ($message). Check the connection, then run the script again." }
      401 { throw "Microsoft Graph does not accept the sign-in (status 401). Run Disconnect-MgGraph, then run the script again." }
      403 { throw "your account or this sign-in does not have permission for $Action (status 403). Use an account with the role Application Developer or Application Administrator." }
      { 429, 503, 504 -contains $_ } { throw "Microsoft Graph is busy during $Action (status $status). Wait a few minutes, then run the script again." }
    }
    throw "Microsoft Graph did not carry out $Action (status $status). Fix the cause, then run the script again."
  }
  if (-not $text) { return }
  try {
    ConvertFrom-Json $text
  } catch {
    throw "the response to $Action does not have the format that Microsoft Graph documents."
  }
}

# The ids of the delegated permissions, in the order of the plan.
function Get-PermissionId {
  $action = 'reading the permissions of Microsoft Graph'
  $graph = Invoke-Graph $action GET "/v1.0/servicePrincipals(appId='$($plan.graphAppId)')?`$select=oauth2PermissionScopes"
  $scopes = @(Get-MemberList $graph 'oauth2PermissionScopes')
  foreach ($name in $plan.permissions) {
    $scope = @($scopes | Where-Object { (Get-MemberValue $_ 'value') -ceq $name })
    if ($scope.Count -ne 1) { throw "Microsoft Graph has no permission $name in this tenant." }
    Get-Id $scope[0] 'id' $action
  }
}

# The registration with the name and the address, if there is one.
function Get-Registration {
  $action = 'the search for the registration'
  $name = [uri]::EscapeDataString($plan.displayName.Replace("'", "''"))
  $next = "/v1.0/applications?`$filter=displayName%20eq%20%27$name%27&`$select=id,appId,displayName,signInAudience,spa,web,publicClient,requiredResourceAccess"
  $found = @()
  while ($next) {
    $page = Invoke-Graph $action GET $next
    if ($null -eq $page -or $null -eq $page.PSObject.Properties['value']) { throw "the response to $action does not have the format that Microsoft Graph documents." }
    foreach ($application in @(Get-MemberList $page 'value')) {
      foreach ($platform in 'web', 'publicClient') {
        if (@(Get-MemberList (Get-MemberValue $application $platform) 'redirectUris') -ccontains $plan.redirectUri) {
          throw "the registration $(Get-Id $application 'appId' $action) has the address of the page on another platform. Move it to Single-page application, then run the script again."
        }
      }
      if (@(Get-MemberList (Get-MemberValue $application 'spa') 'redirectUris') -ccontains $plan.redirectUri) { $found += $application }
    }
    $link = [string](Get-MemberValue $page '@odata.nextLink')
    $next = $null
    if ($link) {
      $address = $null
      if (-not [Uri]::TryCreate($link, [UriKind]::Absolute, [ref]$address) -or -not $address.PathAndQuery.StartsWith('/v1.0/', [StringComparison]::Ordinal)) {
        throw "$action continues at an address outside Microsoft Graph v1.0."
      }
      $next = $address.PathAndQuery
    }
  }
  if ($found.Count -gt 1) { throw "several registrations are named '$($plan.displayName)' and have the address of the page. Delete all but one, then run the script again." }
  if ($found.Count -eq 0) { return }
  if ((Get-MemberValue $found[0] 'signInAudience') -cne 'AzureADMyOrg') {
    throw "the registration $(Get-Id $found[0] 'appId' $action) is not for this tenant only. Change Supported account types, then run the script again."
  }
  $found[0]
}

# The permissions of a registration with those of the plan, or nothing when it
# has them all.
function Get-CompletedAccess($Application, $Ids) {
  $graph = @()
  $others = @()
  foreach ($resource in @(Get-MemberList $Application 'requiredResourceAccess')) {
    if ((Get-MemberValue $resource 'resourceAppId') -eq $plan.graphAppId) { $graph += @(Get-MemberList $resource 'resourceAccess') } else { $others += $resource }
  }
  $missing = @($Ids | Where-Object { @($graph | Where-Object { (Get-MemberValue $_ 'type') -ceq 'Scope' } | ForEach-Object { Get-MemberValue $_ 'id' }) -notcontains $_ })
  if ($missing.Count -eq 0) { return }
  $graph += @($missing | ForEach-Object { @{ id = $_; type = 'Scope' } })
  $others + @(@{ resourceAppId = $plan.graphAppId; resourceAccess = $graph })
}

function Set-Registration {
  [CmdletBinding(SupportsShouldProcess)]
  param()
  $ids = @(Get-PermissionId)
  $application = Get-Registration
  if ($null -eq $application) {
    if (-not $PSCmdlet.ShouldProcess("the registration '$($plan.displayName)'", 'Create')) { return }
    $body = @{
      displayName = $plan.displayName
      signInAudience = 'AzureADMyOrg'
      spa = @{ redirectUris = @($plan.redirectUri) }
      requiredResourceAccess = @(Get-CompletedAccess $null $ids)
    }
    $application = Invoke-Graph 'creating the registration' POST '/v1.0/applications' $body
    $null = Get-Id $application 'appId' 'creating the registration'
    Write-Line 'Registration: created'
    return $application
  }
  $access = @(Get-CompletedAccess $application $ids)
  if ($access.Count -eq 0) {
    Write-Line 'Registration: already exists'
  } elseif ($PSCmdlet.ShouldProcess("the registration '$($plan.displayName)'", 'Add permissions')) {
    $null = Invoke-Graph 'adding permissions to the registration' PATCH "/v1.0/applications/$(Get-Id $application 'id' 'the search for the registration')" @{ requiredResourceAccess = $access }
    Write-Line 'Registration: already exists, permissions added'
  }
  $application
}

function Start-Registration {
  try {
    Import-Module Microsoft.Graph.Authentication -Verbose:$false
  } catch {
    throw 'the module Microsoft.Graph.Authentication is missing. Install it with Install-Module Microsoft.Graph.Authentication -Scope CurrentUser.'
  }
  try {
    $null = Connect-MgGraph -NoWelcome -Scopes 'Application.ReadWrite.All'
  } catch {
    throw "the sign-in failed ($(ConvertTo-Line $_.Exception.Message)). Run the script again."
  }
  $tenant = Get-Id (Get-MgContext) 'TenantId' 'the sign-in'
  $application = Set-Registration
  Write-Line "Tenant ID: $tenant"
  if ($null -ne $application) {
    $client = Get-Id $application 'appId' 'the search for the registration'
    Write-Line "Client ID: $client"
    Write-Line "Admin consent: $($plan.login)/$tenant/adminconsent?client_id=$client"
  }
  Write-Line 'Done'
}

$sentence = ''
try {
  Start-Registration
} catch {
  $exception = $_.Exception
  $sentence = ConvertTo-Line $exception.Message 450
  # A sentence of this script, or an error that nothing expects.
  if (-not ($exception -is [Management.Automation.RuntimeException] -and $exception.WasThrownFromThrowStatement)) { $sentence = "an unexpected error ($sentence). Run the script again." }
}
if ($sentence) {
  $Host.UI.WriteErrorLine("Stopped: $sentence")
  exit 1
}
