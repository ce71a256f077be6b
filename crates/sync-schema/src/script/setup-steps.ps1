#@ begin credentials

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
#@ end credentials
#@ begin schema

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
#@ end schema
#@ begin mappings

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
    $null = Test-Change $PSCmdlet 'change the schema of the new job'
    return
  }
  $path = "/v1.0/servicePrincipals/$($script:App)/synchronization/jobs/$($script:Job)/schema"
  $response = Invoke-GraphRequest GET $path
  if (-not (Test-Success $response)) { throw (Get-Sentence $response 'reading the schema') }
  $schema = $response.Content
  if ($schema -isnot [Management.Automation.PSCustomObject]) { throw 'the response to reading the schema has no schema.' }
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
#@ end schema
#@ begin assign

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
#@ end assign
#@ begin start

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
    throw 'the module Microsoft.Graph.Authentication is missing. Install it with Install-Module Microsoft.Graph.Authentication -Scope CurrentUser.'
  }
  #@ begin assign
  $users = @(Get-User)
  #@ end assign
  try {
    # Without its name the module would connect to the worldwide cloud.
    $connect = @{ NoWelcome = $true; Scopes = @SCOPES@ }
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
    Add-AllUser $users
    #@ end assign
    #@ begin start
    Start-ProvisioningJob
    #@ end start
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
