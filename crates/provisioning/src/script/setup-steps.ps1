#@ begin credentials

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
#@ end credentials
#@ begin schema

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
#@ end schema
#@ begin mappings

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
#@ end mappings
#@ begin groups

function Disable-Group($Schema) {
  foreach ($found in Get-Mapping $Schema 'Group') {
    if ((Get-MemberValue $found.Mapping 'enabled') -ne $false) { Set-MemberValue $found.Mapping 'enabled' $false }
  }
}
#@ end groups
#@ begin schema

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
  #@ begin mappings
  Set-Mapping $schema
  #@ end mappings
  #@ begin groups
  Disable-Group $schema
  #@ end groups
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
#@ end schema
#@ begin assign

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
#@ end assign
#@ begin start

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
#@ end start

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
  #@ begin assign
  $users = @(Get-User)
  #@ end assign
  try {
    $null = Connect-MgGraph -NoWelcome -Scopes @SCOPES@
  } catch {
    throw "the sign-in failed: $(ConvertTo-Line $_.Exception.Message)"
  }
  $limit = $null
  if (Get-Command Get-MgRequestContext -ErrorAction SilentlyContinue) { $limit = Get-MemberValue (Get-MgRequestContext) 'MaxRetry' }
  try {
    Set-RetryLimit 0
    #@ begin credentials
    Read-Credential
    #@ end credentials
    New-App
    New-Job
    #@ begin credentials
    Save-Credential
    #@ end credentials
    #@ begin schema
    Update-Schema
    #@ end schema
    #@ begin assign
    Add-User $users
    #@ end assign
    #@ begin start
    Start-ProvisioningJob
    #@ end start
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
