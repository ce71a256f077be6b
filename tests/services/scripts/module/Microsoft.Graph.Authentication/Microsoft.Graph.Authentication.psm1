# A stand-in for the module Microsoft.Graph.Authentication, as far as the app's
# scripts use it, in front of the Graph of the test at $env:GRAPH_URL. It
# behaves as version 2.26.1 was observed to.
#
# Start-Sleep writes the seconds to $env:WAITS instead of waiting, and Read-Host
# reads lines from the standard input, unless $env:TYPED_IN_TERMINAL is set. More
# variables: GRAPH_SIGN_IN=fails, GRAPH_CLOUD (the address of the cloud that was
# connected before), GRAPH_PAGES (the version in addresses of next pages) and
# GRAPH_MODULE=old (a version that does not return error responses).

Add-Type -AssemblyName System.Net.Http

class HttpResponseException : Net.Http.HttpRequestException {
  [Net.Http.HttpResponseMessage]$Response
  HttpResponseException([string]$Message, [Net.Http.HttpResponseMessage]$Response) : base($Message) { $this.Response = $Response }
}

$script:Connected = $false
$script:MaxRetry = 3
$script:Client = New-Object Net.Http.HttpClient
$script:Cloud = if ($env:GRAPH_CLOUD) { $env:GRAPH_CLOUD } else { 'https://graph.microsoft.com' }
$script:Pages = if ($env:GRAPH_PAGES) { $env:GRAPH_PAGES } else { 'v1.0' }

function Connect-MgGraph {
  [CmdletBinding()]
  param([string[]]$Scopes, [switch]$NoWelcome, [string]$Environment)
  if ($env:GRAPH_SIGN_IN -ceq 'fails') {
    $failure = New-Object Exception "User canceled authentication.`r`nTrace ID: 1"
    $PSCmdlet.ThrowTerminatingError((New-Object Management.Automation.ErrorRecord $failure, 'SignIn', 'AuthenticationError', $null))
  }
  if ($env:RECORD) { [IO.File]::AppendAllText($env:RECORD, "Connect-MgGraph $($Scopes -join ' ')`n") }
  $script:Connected = $true
  # As the real one, whatever was connected before.
  $script:Cloud = if ($Environment -ceq 'USGov') { 'https://graph.microsoft.us' } else { 'https://graph.microsoft.com' }
  # An account of one cloud cannot sign in to another one.
  if ($env:GRAPH_CLOUD -and $script:Cloud -cne $env:GRAPH_CLOUD) {
    $failure = New-Object Exception 'The account is not in this cloud.'
    $PSCmdlet.ThrowTerminatingError((New-Object Management.Automation.ErrorRecord $failure, 'SignIn', 'AuthenticationError', $null))
  }
  if (-not $NoWelcome) { 'Welcome to Microsoft Graph!' }
}

# The connection of a Connect-MgGraph, if there was one.
function Get-MgContext {
  [CmdletBinding()]
  param()
  if (-not $env:GRAPH_CLOUD -and -not $script:Connected) { return }
  $environment = if ($env:GRAPH_CLOUD) { 'USGov' } else { 'Global' }
  New-Object PSObject -Property @{ Environment = $environment; TenantId = '5d1f0c2e-7a31-4c55-8a53-1d7e6c1b0a01' }
}

function Get-MgRequestContext {
  [CmdletBinding()]
  param()
  New-Object PSObject -Property @{ ClientTimeout = [TimeSpan]::FromMinutes(5); MaxRetry = $script:MaxRetry; RetryDelay = 3 }
}

function Set-MgRequestContext {
  [CmdletBinding(SupportsShouldProcess)]
  param([int]$MaxRetry)
  if ($PSCmdlet.ShouldProcess('the request context')) { $script:MaxRetry = $MaxRetry }
  Get-MgRequestContext
}

# The whole response as text, as the module puts it into the details of errors.
function Format-Response($Request, $Response, [string]$Text) {
  $lines = @("$($Request.Method) $($Request.RequestUri)", "HTTP/1.1 $([int]$Response.StatusCode) $($Response.ReasonPhrase)")
  foreach ($headers in $Response.Headers, $Response.Content.Headers) {
    foreach ($header in $headers) { $lines += "$($header.Key): $($header.Value -join ', ')" }
  }
  ($lines + '' + $Text) -join "`r`n"
}

function Invoke-MgGraphRequest {
  [CmdletBinding()]
  param(
    [Parameter(Position = 0)][string]$Method = 'GET',
    [Parameter(Position = 1, Mandatory)][Uri]$Uri,
    [Parameter(Position = 2)][object]$Body,
    [string]$ContentType,
    [ValidateSet('HashTable', 'PSObject', 'Json')][string]$OutputType = 'HashTable',
    [switch]$SkipHttpErrorCheck,
    [string]$StatusCodeVariable,
    [string]$ResponseHeadersVariable
  )
  $fail = {
    param($Exception, $Details)
    $record = New-Object Management.Automation.ErrorRecord $Exception, 'InvokeGraphHttpResponseException', 'InvalidOperation', $null
    if ($Details) { $record.ErrorDetails = New-Object Management.Automation.ErrorDetails $Details }
    $PSCmdlet.ThrowTerminatingError($record)
  }
  if (-not $script:Connected) { & $fail (New-Object Exception 'Authentication needed. Please call Connect-MgGraph.') }
  if ($Method -match 'POST|PATCH' -and $null -eq $Body) { & $fail (New-Object Exception 'Request body is required when using Method POST or PATCH.') }
  # A script module does not see the preferences of its caller.
  $debug = $PSBoundParameters['Debug']
  if ($null -eq $debug) { $debug = @('SilentlyContinue', 'Ignore') -notcontains [string]$PSCmdlet.GetVariableValue('DebugPreference') }
  $DebugPreference = if ($debug) { 'Continue' } else { 'SilentlyContinue' }
  $content = if ($Body -is [Collections.IDictionary]) { ConvertTo-Json $Body -Depth 100 -Compress } else { [string]$Body }
  $path = $Uri.OriginalString
  if ($Uri.IsAbsoluteUri) {
    # An absolute address goes there, whatever is connected: to nobody here.
    if (-not $path.StartsWith("$($script:Cloud)/")) { & $fail (New-Object Net.Http.HttpRequestException "Name or service not known ($($Uri.Host):443)") }
    $path = $path.Substring($script:Cloud.Length)
  }
  if (-not $path.StartsWith('/v1.0/')) { & $fail (New-Object Exception "The test knows no $path.") }
  $tries = 0
  while ($true) {
    $request = New-Object Net.Http.HttpRequestMessage (New-Object Net.Http.HttpMethod $Method.ToUpperInvariant()), ($env:GRAPH_URL + $path.Substring(5))
    if ($Method -ne 'GET') {
      $request.Content = New-Object Net.Http.ByteArrayContent (, [Text.Encoding]::UTF8.GetBytes($content))
      $request.Content.Headers.ContentType = [Net.Http.Headers.MediaTypeHeaderValue]::Parse($(if ($ContentType) { $ContentType } else { 'application/json' }))
    }
    Write-Verbose "$Method $path with $($content.Length)-byte payload"
    Write-Debug "$Method $path`r`n`r`n$content"
    try {
      $response = $script:Client.SendAsync($request).GetAwaiter().GetResult()
      $text = $response.Content.ReadAsStringAsync().GetAwaiter().GetResult()
    } catch {
      & $fail (New-Object Net.Http.HttpRequestException $_.Exception.GetBaseException().Message)
    }
    if (@(429, 503, 504) -notcontains [int]$response.StatusCode -or $script:MaxRetry -eq 0) { break }
    $tries++
    if ($tries -gt $script:MaxRetry) {
      $inner = New-Object Exception "The server returned an unexpected status code: $($response.StatusCode)"
      & $fail (New-Object AggregateException "Too many retries performed. More than $($script:MaxRetry) retries encountered while sending the request.", $inner)
    }
  }
  # The address of the next page is that of the cloud.
  $text = $text.Replace($env:GRAPH_URL, "$($script:Cloud)/$($script:Pages)")
  Write-Debug (Format-Response $request $response $text)
  if (-not $response.IsSuccessStatusCode -and -not $SkipHttpErrorCheck) {
    $message = "Response status code does not indicate success: $($response.StatusCode) ($($response.ReasonPhrase))."
    & $fail ([HttpResponseException]::new($message, $response)) (Format-Response $request $response $text)
  }
  $variables = $PSCmdlet.SessionState.PSVariable
  if ($StatusCodeVariable) { $variables.Set($StatusCodeVariable, [int]$response.StatusCode) }
  if ($ResponseHeadersVariable) {
    $headers = New-Object 'Collections.Generic.Dictionary[string,Collections.Generic.IEnumerable[string]]'
    foreach ($header in $response.Headers) { $headers[$header.Key] = [string[]]$header.Value }
    $variables.Set($ResponseHeadersVariable, $headers)
  }
  if ($OutputType -eq 'Json') { return $text }
  if (-not $text) { return }
  $object = ConvertFrom-Json $text
  if ($OutputType -eq 'PSObject') { return $object }
  ConvertTo-Table $object
}

function ConvertTo-Table($Value) {
  if ($Value -is [Management.Automation.PSCustomObject]) {
    $table = @{}
    foreach ($member in $Value.PSObject.Properties) { $table[$member.Name] = ConvertTo-Table $member.Value }
    return $table
  }
  if ($Value -is [array]) { return , @(foreach ($one in $Value) { ConvertTo-Table $one }) }
  $Value
}

function Start-Sleep {
  [CmdletBinding()]
  param([double]$Seconds, [int]$Milliseconds)
  [IO.File]::AppendAllText($env:WAITS, "$($Seconds + $Milliseconds / 1000)`n")
}

function Read-Host {
  [CmdletBinding()]
  param([Parameter(Position = 0)][string]$Prompt, [switch]$AsSecureString)
  if ($env:TYPED_IN_TERMINAL) { return Microsoft.PowerShell.Utility\Read-Host -Prompt $Prompt -AsSecureString:$AsSecureString }
  Write-Host "${Prompt}:"
  $line = [Console]::In.ReadLine()
  if (-not $AsSecureString) { return $line }
  $secret = New-Object Security.SecureString
  foreach ($character in ([string]$line).ToCharArray()) { $secret.AppendChar($character) }
  $secret
}

if ($env:GRAPH_MODULE -ceq 'old') {
  Rename-Item function:Invoke-MgGraphRequest Invoke-NewRequest
  Remove-Item function:Set-MgRequestContext
  function Invoke-MgGraphRequest {
    [CmdletBinding()]
    param([Parameter(Position = 0)][string]$Method, [Parameter(Position = 1)][Uri]$Uri, [object]$Body, [string]$ContentType, [string]$OutputType)
    Invoke-NewRequest @PSBoundParameters
  }
}
