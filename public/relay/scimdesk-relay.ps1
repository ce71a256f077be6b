<#
  scimdesk relay for Windows PowerShell 5.1 and PowerShell 7. It needs no modules.

  The scimdesk page tests a SCIM service. When the service does not allow a
  browser to read its responses (CORS), this program on your own computer sends
  the requests of the page. Start it with the address of the service and the
  address of the page:

    powershell -NoProfile -ExecutionPolicy Bypass -File scimdesk-relay.ps1 https://api.talkdeskapp.eu/scim/v2 -Origin https://page.example

  What it does:
  - It listens on this computer only, on http://localhost:8321 (or -Port 9000).
  - It sends requests to that one SCIM address only, with the methods GET, POST,
    PUT, PATCH and DELETE, and returns the responses.
  - It responds to that one page only, and only if the page proves that it has
    the pairing code that the relay prints. The code is new at each start and is
    never sent, and the token comes encrypted with a key that depends on it.
  - It prints one line for each request: time, method, path, status, milliseconds.
  - It uses the proxy of this computer, and your Windows account if the proxy
    requires a sign-in.
  - It ends a request after 15 seconds, or when the page no longer waits for it.
  - It stops with Ctrl+C, or after 30 minutes without a request.

  What it does not do:
  - It does not save anything, and it does not print the token, other headers,
    queries or bodies.
  - It does not follow redirects or accept invalid certificates.
  - It does not change settings of this computer or need admin rights.
#>
param(
  [string]$TenantUrl,
  [string]$Origin,
  [string]$Port = '8321',
  # The last two are for tests.
  [string]$IdleMinutes = '30',
  [string]$TimeoutSeconds = '15'
)
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'

$MaxTargetLength = 8KB
$MaxRequestBytes = 1MB
$MaxResponseBytes = 8MB
$MaxForwarding = 4
$MaxExchanges = 64
$MaxSessions = 64
# How often to look whether a page has left.
$LookMilliseconds = 1000
$Methods = 'GET', 'POST', 'PUT', 'PATCH', 'DELETE'
$RequestHeaders = 'accept', 'content-type', 'if-match', 'if-none-match'
$StatusTarget = '\A/relay/status(?:\?nonce=([0-9a-f]{64}))?\z'
# Headers of one connection, headers that would act on http://localhost in the
# browser, and those that the relay sets itself.
$DroppedHeaders = '^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|vary|set-cookie2?|access-control-.*|alt-svc|clear-site-data|nel|report-to|reporting-endpoints|x-relay.*)$'

# ---- Settings ----

function Write-Line([string]$Text) {
  [Console]::Out.WriteLine($Text)
}

function Exit-Relay([int]$Code, [string[]]$Lines) {
  foreach ($line in $Lines) { [Console]::Error.WriteLine($line) }
  exit $Code
}

function Exit-WithUsage([string]$Message) {
  Exit-Relay 1 $Message, '', 'Start the relay like this:', '  powershell -NoProfile -ExecutionPolicy Bypass -File scimdesk-relay.ps1 https://api.talkdeskapp.eu/scim/v2 -Origin https://page.example'
}

function Read-Address([string]$Text) {
  $match = [regex]::Match($Text, '\A([A-Za-z]+)://(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+)(?::([0-9]{1,5}))?(/[\x21-\x7e]*)?\z')
  if (-not $match.Success) { return $null }
  $scheme = $match.Groups[1].Value.ToLowerInvariant()
  $name = $match.Groups[2].Value.ToLowerInvariant()
  $defaultPort = 80
  if ($scheme -ceq 'https') { $defaultPort = 443 }
  $number = $defaultPort
  if ($match.Groups[3].Success) { $number = [int]$match.Groups[3].Value }
  if ($number -lt 1 -or $number -gt 65535) { return $null }
  $address = "${scheme}://$name"
  if ($number -ne $defaultPort) { $address = "${address}:$number" }
  @{ Scheme = $scheme; Host = $name; Port = $number; Origin = $address; Path = $match.Groups[4].Value }
}

# Whether a service could read this path as another one: `..`, `//` and encoded forms.
function Test-AmbiguousPath([string]$Path) {
  $Path.ToLowerInvariant() -cmatch '//|\\|%2f|%5c|%[01][0-9a-f]|%7f|%c[01]|/(\.|%2e){1,2}(/|;|%3b|\z)'
}

function Read-Base([string]$Text) {
  if (-not $Text) { Exit-WithUsage 'Enter the Tenant URL of the SCIM service.' }
  if ($Text -cmatch '[?#@\\]') { Exit-WithUsage 'The Tenant URL must not contain a user name, a query or a fragment (no @, ?, # or \).' }
  $base = Read-Address $Text
  if ($null -eq $base -or (Test-AmbiguousPath $base.Path)) { Exit-WithUsage 'The Tenant URL is not valid. Copy it from the page.' }
  $base.IsLoopback = $base.Host -cmatch '\A(localhost|127(\.[0-9]{1,3}){3}|\[::1\])\z'
  if ($base.Scheme -cne 'https' -and -not ($base.Scheme -ceq 'http' -and $base.IsLoopback)) {
    Exit-WithUsage 'The Tenant URL must begin with https://. Only a service on this computer can use http://.'
  }
  $base.Path = $base.Path -creplace '/\z', ''
  $base.Url = $base.Origin + $base.Path
  $base
}

function Read-Origin([string]$Text) {
  if (-not $Text) { Exit-WithUsage 'Enter the address of the page after -Origin.' }
  $page = Read-Address ($Text -creplace '\A([A-Za-z]+://[^/?#]+).*\z', '$1')
  if ($null -eq $page -or $page.Scheme -cnotmatch '\Ahttps?\z') { Exit-WithUsage 'The address after -Origin is not valid. Copy it from the page.' }
  $page.Origin
}

function Read-Number([string]$Name, [string]$Text, [double]$Min, [double]$Max) {
  $number = 0.0
  $style = [Globalization.NumberStyles]::AllowDecimalPoint
  $isNumber = [double]::TryParse($Text, $style, [Globalization.CultureInfo]::InvariantCulture, [ref]$number)
  if (-not $isNumber -or $number -lt $Min -or $number -gt $Max) { Exit-WithUsage "The number after -$Name must be from $Min to $Max." }
  $number
}

# ---- Pairing code and proofs ----

# From the random generator of the operating system.
function Get-RandomBytes([int]$Count) {
  $bytes = New-Object byte[] $Count
  $generator = [Security.Cryptography.RandomNumberGenerator]::Create()
  $generator.GetBytes($bytes)
  , $bytes
}

# 130 bits.
function New-PairingCode {
  $characters = -join ((Get-RandomBytes 26) | ForEach-Object { '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[$_ -band 31] })
  $characters -creplace '(.{4})', '$1-'
}

# HMAC-SHA-256 of lines, the first of which name the protocol and what the MAC is for.
function Get-Mac([byte[]]$Key, [string[]]$Lines) {
  $hash = [Security.Cryptography.HMACSHA256]::new($Key)
  , $hash.ComputeHash([Text.Encoding]::UTF8.GetBytes((@('scimdesk-relay/2') + $Lines) -join "`n"))
}

function ConvertTo-Hex([byte[]]$Bytes) {
  [BitConverter]::ToString($Bytes).Replace('-', '').ToLowerInvariant()
}

# Proves to the page that this is the relay, and opens a session with it.
function Open-Session([string]$PageNonce) {
  $sessions = $State.Sessions
  $nonce = ConvertTo-Hex (Get-RandomBytes 32)
  $agreed = $PageNonce, $nonce, $Port, $Origin, $Base.Url
  $code = [Text.Encoding]::ASCII.GetBytes($PairingCode.Replace('-', ''))
  if ($sessions.Count -ge $MaxSessions) {
    # Whoever opens sessions without the code cannot end one with it.
    $unused = @($sessions.Keys | Where-Object { $sessions[$_].Counts.Count -eq 0 })
    $sessions.Remove(@($unused + @($sessions.Keys))[0])
  }
  $sessions[$nonce] = @{ Key = Get-Mac $code (@('session') + $agreed); Counts = @{} }
  [ordered]@{ base = $Base.Url; nonce = $nonce; proof = ConvertTo-Hex (Get-Mac $code (@('relay') + $agreed)) }
}

# The comparison takes the same time for all.
function Test-SameText([string]$Left, [string]$Right) {
  $difference = $Left.Length -bxor $Right.Length
  for ($index = 0; $index -lt $Left.Length; $index++) { $difference = $difference -bor ([int]$Left[$index] -bxor [int]$Right[$index % $Right.Length]) }
  $difference -eq 0
}

# The proof of a request: its session, its number in the session, and the MAC,
# each request once. Gives the code of an error, or nothing.
function Test-Proof($Exchange) {
  $request = $Exchange.Request
  $text = $request.Headers['X-Relay-Request']
  if (-not $text) { return 'proof_missing' }
  $match = [regex]::Match($text, '\A([0-9a-f]{64})\.([1-9][0-9]{0,8})\.([0-9a-f]{64})\z')
  if (-not $match.Success) { return 'proof_wrong' }
  $id, $count, $proof = $match.Groups[1].Value, $match.Groups[2].Value, $match.Groups[3].Value
  $session = $State.Sessions[$id]
  if ($null -eq $session) { return 'proof_wrong' }
  $due = ConvertTo-Hex (Get-Mac $session.Key 'request', $count, $request.HttpMethod, $request.RawUrl, $request.Headers['X-Relay-Token'])
  if (-not (Test-SameText $due $proof)) { return 'proof_wrong' }
  if ($session.Counts.ContainsKey($count)) { return 'proof_used' }
  $session.Counts[$count] = $true
  $Exchange.Key = $session.Key
  $Exchange.Count = $count
  $State.LastUse.Restart()
  if (-not $State.Paired) { Write-Line 'The page is paired.' }
  $State.Paired = $true
}

# The Authorization header, which comes combined with bytes that only the page and
# the relay know. Nothing if it is not Base64.
function ConvertFrom-Encrypted($Exchange, [string]$Text) {
  if ($Text -cnotmatch '\A([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?\z') { return $null }
  $bytes = [Convert]::FromBase64String($Text)
  $stream = $null
  for ($index = 0; $index -lt $bytes.Length; $index++) {
    if ($index % 32 -eq 0) { $stream = Get-Mac $Exchange.Key 'token', $Exchange.Count, ($index / 32) }
    $bytes[$index] = $bytes[$index] -bxor $stream[$index % 32]
  }
  # Each byte is a character.
  [Text.Encoding]::GetEncoding(28591).GetString($bytes)
}

# ---- Requests of the page ----
#
# An exchange is one request and its response. Each has one task that is under
# way, and its step says what the task does: ReadRequest, Send, ReadResponse,
# Write or Drain. No step waits, so that a slow one holds up nothing else.

function New-Exchange($Context) {
  @{
    Request = $Context.Request
    Response = $Context.Response
    Clock = [Diagnostics.Stopwatch]::StartNew()
    Limit = $TimeoutSeconds
    Step = ''
    Task = $null
    Forwarding = $false
    RemotePort = 0
    # How many times in a row its connection was not shown.
    Missing = 0
    # Of the proof that was checked.
    Key = $null
    Count = ''
    HasWholeRequest = $false
    Uri = $null
    Headers = [ordered]@{}
    Buffer = $null
    Content = $null
    Stream = $null
    Message = $null
    Cancel = New-Object Threading.CancellationTokenSource
  }
}

function Start-Exchange($Exchange) {
  $request = $Exchange.Request
  # DNS rebinding and other pages end here. Windows could accept requests from
  # other computers, so the address is checked too.
  $Exchange.RemotePort = $request.RemoteEndPoint.Port
  $isLocal = [Net.IPAddress]::IsLoopback($request.RemoteEndPoint.Address)
  if (-not $isLocal -or $request.Headers['Host'] -cne "localhost:$Port" -or $request.Headers['Origin'] -cne $Origin) {
    Send-Response $Exchange 403 ([ordered]@{ 'Content-Type' = 'text/plain' }) "The scimdesk relay responds only to the page that it was started for.`n"
    return
  }
  $method = $request.HttpMethod
  if ($method -ceq 'OPTIONS') {
    Send-Preflight $Exchange
  } elseif ($Methods -cnotcontains $method) {
    Send-RelayError $Exchange 'method_not_allowed'
  } elseif ($request.RawUrl -cmatch $StatusTarget) {
    $nonce = [regex]::Match($request.RawUrl, $StatusTarget).Groups[1].Value
    if ($method -cne 'GET') { Send-RelayError $Exchange 'method_not_allowed' } else { Send-Status $Exchange $nonce }
  } else {
    Start-Forwarding $Exchange
  }
}

function Send-Preflight($Exchange) {
  $headers = Get-CorsHeaders
  $headers['Access-Control-Allow-Methods'] = $Methods -join ', '
  $headers['Access-Control-Allow-Headers'] = ($RequestHeaders + 'x-relay-request', 'x-relay-token') -join ', '
  $headers['Access-Control-Max-Age'] = '600'
  if ($Exchange.Request.Headers['Access-Control-Request-Private-Network'] -ceq 'true') {
    $headers['Access-Control-Allow-Private-Network'] = 'true'
  }
  Send-Response $Exchange 204 $headers ''
}

function Send-Status($Exchange, [string]$Nonce) {
  $status = [ordered]@{ relay = 'scimdesk-relay'; version = 2 }
  if ($Nonce) {
    $session = Open-Session $Nonce
    foreach ($name in $session.Keys) { $status[$name] = $session[$name] }
  }
  Send-Json $Exchange 200 (Get-CorsHeaders) $status
}

function Get-CorsHeaders {
  [ordered]@{ 'Access-Control-Allow-Origin' = $Origin; Vary = 'Origin' }
}

function Send-Json($Exchange, [int]$Status, $Headers, $Value) {
  $Headers['Content-Type'] = 'application/json'
  $Headers['Cache-Control'] = 'no-store'
  Send-Response $Exchange $Status $Headers (ConvertTo-Json -InputObject $Value -Compress)
}

# Content is text or bytes.
function Send-Response($Exchange, [int]$Status, $Headers, $Content) {
  if ($Content -is [string]) { $Content = [Text.Encoding]::UTF8.GetBytes($Content) }
  if ($Exchange.Request.HttpMethod -ceq 'HEAD') { $Content = New-Object byte[] 0 }
  $response = $Exchange.Response
  $response.StatusCode = $Status
  foreach ($name in $Headers.Keys) { $response.AddHeader($name, $Headers[$name]) }
  $response.ContentLength64 = $Content.Length
  # Reading the response has its own time limit.
  $Exchange.Limit = $Exchange.Clock.Elapsed.TotalSeconds + $TimeoutSeconds
  $Exchange.Step = 'Write'
  $Exchange.Task = [Threading.Tasks.Task]::FromResult(0)
  if ($Content.Length -gt 0) { $Exchange.Task = $response.OutputStream.WriteAsync($Content, 0, $Content.Length, $Exchange.Cancel.Token) }
}

function Start-Forwarding($Exchange) {
  $request = $Exchange.Request
  $target = $request.RawUrl
  $prefix = '/scim'
  $rest = $target.Substring([Math]::Min($prefix.Length, $target.Length))
  $isAllowed = $target.Length -le $MaxTargetLength -and $target -cmatch '\A/scim([/?]|\z)' -and $rest -cnotmatch '[^\x21-\x7e]|[#\\]'
  $path = $rest.Split('?')[0]
  if (-not $isAllowed -or (Test-AmbiguousPath $path)) { return Send-RelayError $Exchange 'path_not_allowed' }
  $Exchange.Uri = New-ServiceUri ($Base.Path + $rest)
  if ($null -eq $Exchange.Uri) { return Send-RelayError $Exchange 'path_not_allowed' }
  $refusal = Test-Proof $Exchange
  if ($refusal) { return Send-RelayError $Exchange $refusal }
  $token = ConvertFrom-Encrypted $Exchange $request.Headers['X-Relay-Token']
  if ($null -eq $token) { return Send-RelayError $Exchange 'header_not_allowed' }
  foreach ($name in @('authorization') + $RequestHeaders) {
    $value = $request.Headers[$name]
    if ($name -ceq 'authorization') { $value = $token }
    if ($value -cmatch '[^\t\x20-\x7e]') { return Send-RelayError $Exchange 'header_not_allowed' }
    if ($value) { $Exchange.Headers[$name] = $value }
  }
  if ((Get-ForwardingCount) -ge $MaxForwarding) { return Send-RelayError $Exchange 'busy' }
  $Exchange.Forwarding = $true
  # Where no connection is shown, none can be missed.
  if (-not $State.ShowsPages) { $State.ShowsPages = (Get-PageConnections).ContainsKey($Exchange.RemotePort) }
  Start-Read $Exchange 'ReadRequest' $request.InputStream
}

function Get-ForwardingCount {
  @($State.Exchanges | Where-Object { $_.Forwarding }).Count
}

# ---- Requests to the service ----

function Start-Read($Exchange, [string]$Step, $Stream) {
  $Exchange.Step = $Step
  $Exchange.Stream = $Stream
  $Exchange.Buffer = New-Object byte[] 64KB
  $Exchange.Content = New-Object IO.MemoryStream
  Read-Part $Exchange
}

function Read-Part($Exchange) {
  $Exchange.Task = $Exchange.Stream.ReadAsync($Exchange.Buffer, 0, $Exchange.Buffer.Length, $Exchange.Cancel.Token)
}

# Goes on when the task of an exchange is finished.
function Step-Exchange($Exchange) {
  $result = $Exchange.Task.GetAwaiter().GetResult()
  switch ($Exchange.Step) {
    'ReadRequest' {
      if ($result -eq 0) {
        $Exchange.HasWholeRequest = $true
        return Send-ToService $Exchange
      }
      $Exchange.Content.Write($Exchange.Buffer, 0, $result)
      if ($Exchange.Content.Length -gt $MaxRequestBytes) { return Send-RelayError $Exchange 'request_too_large' }
      Read-Part $Exchange
    }
    'Send' {
      $Exchange.Message = $result
      $status = [int]$result.StatusCode
      if ($status -eq 407) { return Send-ProxyError $Exchange $status }
      if ($status -ge 300 -and $status -le 399 -and $status -ne 304) { return Send-RedirectError $Exchange $status }
      $stream = $result.Content.ReadAsStreamAsync().GetAwaiter().GetResult()
      Start-Read $Exchange 'ReadResponse' $stream
    }
    'ReadResponse' {
      if ($result -eq 0) { return Send-Forwarded $Exchange }
      $Exchange.Content.Write($Exchange.Buffer, 0, $result)
      if ($Exchange.Content.Length -gt $MaxResponseBytes) { return Send-RelayError $Exchange 'response_too_large' }
      Read-Part $Exchange
    }
    'Write' {
      $Exchange.Forwarding = $false
      Write-Log $Exchange $Exchange.Response.StatusCode
      # Closing would wait for the rest of the request, so it is read first.
      if ($Exchange.HasWholeRequest -or -not $Exchange.Request.HasEntityBody) { return Close-Exchange $Exchange }
      Start-Read $Exchange 'Drain' $Exchange.Request.InputStream
    }
    'Drain' {
      if ($result -eq 0) { return Close-Exchange $Exchange }
      Read-Part $Exchange
    }
  }
}

function Send-ToService($Exchange) {
  $method = New-Object Net.Http.HttpMethod $Exchange.Request.HttpMethod
  $message = New-Object Net.Http.HttpRequestMessage $method, $Exchange.Uri
  # Windows PowerShell cannot send a GET with a body or a Content-Type.
  if ($method.Method -cne 'GET' -and ($method.Method -cne 'DELETE' -or $Exchange.Content.Length -gt 0)) {
    $message.Content = New-Object Net.Http.ByteArrayContent (, $Exchange.Content.ToArray())
  }
  foreach ($name in $Exchange.Headers.Keys) {
    $target = $message.Headers
    if ($name -ceq 'content-type') {
      if ($null -eq $message.Content) { continue }
      $target = $message.Content.Headers
    }
    [void]$target.TryAddWithoutValidation($name, $Exchange.Headers[$name])
  }
  $Exchange.Step = 'Send'
  $Exchange.Task = $Client.SendAsync($message, [Net.Http.HttpCompletionOption]::ResponseHeadersRead, $Exchange.Cancel.Token)
}

# The address for a path and query. .NET would decode and encode parts of it,
# which PowerShell 7 can prevent. Windows PowerShell cannot, so there the result
# must still mean the same; otherwise there is none.
function New-ServiceUri([string]$Target) {
  if (-not $Target.StartsWith('/')) { $Target = '/' + $Target }
  $uri = $null
  if ('System.UriCreationOptions' -as [type]) {
    $options = New-Object UriCreationOptions
    $options.DangerousDisablePathAndQueryCanonicalization = $true
    if ([Uri]::TryCreate($Base.Origin + $Target, [ref]$options, [ref]$uri)) { return $uri }
  } elseif ([Uri]::TryCreate($Base.Origin + $Target, [UriKind]::Absolute, [ref]$uri)) {
    $changed = $uri.PathAndQuery
    $other = '[^/?&=+;:@#,]'
    $isSame = [Uri]::UnescapeDataString($changed) -ceq [Uri]::UnescapeDataString($Target)
    if ($isSame -and ($changed -creplace $other, '') -ceq ($Target -creplace $other, '')) { return $uri }
  }
}

function Send-Forwarded($Exchange) {
  $message = $Exchange.Message
  $received = [ordered]@{}
  foreach ($collection in $message.Headers, $message.Content.Headers) {
    # The values as they came, where PowerShell is new enough.
    if ($collection.PSObject.Properties['NonValidated']) { $collection = $collection.NonValidated }
    foreach ($header in $collection) { $received[$header.Key.ToLowerInvariant()] = $header.Value -join ', ' }
  }
  $connection = @([string]$received['connection'] -split '[\s,]+')
  $headers = Get-CorsHeaders
  $headers['X-Relay'] = 'forwarded'
  $headers['X-Relay-Proof'] = ConvertTo-Hex (Get-Mac $Exchange.Key 'response', $Exchange.Count, ([int]$message.StatusCode))
  $headers['X-Relay-Ms'] = [string][int]$Exchange.Clock.Elapsed.TotalMilliseconds
  foreach ($name in $received.Keys) {
    if ($name -cnotmatch $DroppedHeaders -and $connection -notcontains $name) { $headers[$name] = $received[$name] }
  }
  if ($received['vary']) { $headers['Vary'] = "$($received['vary']), Origin" }
  $headers['Access-Control-Expose-Headers'] = @($headers.Keys | Where-Object { $_ -notmatch '^access-control-' }) -join ', '
  Send-Response $Exchange ([int]$message.StatusCode) $headers $Exchange.Content.ToArray()
}

# ---- Errors of the relay itself, which the page shows ----

function Get-Errors {
  @{
    proof_missing = 401, 'The request has no proof of the pairing code. Enter the code that the relay printed when it started.'
    proof_wrong = 403, 'The request does not prove the pairing code of this relay. Enter the code that the relay printed when it started.'
    proof_used = 403, 'The relay received this request before, so it did not send it again.'
    path_not_allowed = 400, 'The relay forwards only paths that begin with /scim/, up to 8 KB, without dot segments, double or encoded slashes, or control characters.'
    header_not_allowed = 400, 'A header contains a character that cannot be sent. Copy the token again.'
    method_not_allowed = 405, "The relay forwards only $($Methods -join ', ')."
    request_too_large = 413, 'The request is larger than 1 MB, which the relay does not forward.'
    response_too_large = 502, "The response of $($Base.Host) is larger than 8 MB, which the relay does not forward."
    busy = 503, "The relay is already forwarding $MaxForwarding requests. Wait until one of them is finished."
    timeout = 504, "$($Base.Host) did not respond completely within $TimeoutSeconds seconds."
    dns = 502, "This computer cannot find $($Base.Host) (DNS). Check the Tenant URL and the network connection."
    refused = 502, "$($Base.Host) refuses connections on port $($Base.Port). Check the Tenant URL."
    tls = 502, "The TLS connection to $($Base.Host) is not secure, so the relay sent nothing. Reason: "
    proxy = 502, "The proxy $ProxyName does not connect to $($Base.Host): "
    redirect = 502, "$($Base.Host) redirects the request"
    unreachable = 502, "The connection to $($Base.Host) failed before the response was complete. Check the network connection and try again."
  }
}

function Send-RelayError($Exchange, [string]$Code, [string]$Addition = '', $Details = @{}) {
  $status, $message = $Errors[$Code]
  $headers = Get-CorsHeaders
  $headers['X-Relay'] = 'error'
  $headers['Access-Control-Expose-Headers'] = 'X-Relay'
  if ($status -eq 405) { $headers['Allow'] = $Methods -join ', ' }
  $relayError = [ordered]@{ code = $Code; message = $message + $Addition }
  foreach ($name in $Details.Keys) { $relayError[$name] = $Details[$name] }
  Send-Json $Exchange $status $headers @{ relayError = $relayError }
}

function Send-RedirectError($Exchange, [int]$Status) {
  # Only the scheme and the host, because the rest can contain secrets.
  $shown = ''
  $to = ''
  $uri = $null
  $location = $Exchange.Message.Headers.Location
  if ($null -ne $location -and [Uri]::TryCreate($Exchange.Uri, $location, [ref]$uri) -and $uri.Host) {
    $shown = "$($uri.Scheme)://$($uri.Authority)"
    $to = " to $shown"
  }
  $addition = "$to (status $Status). The relay does not follow redirects. Check the Tenant URL."
  Send-RelayError $Exchange 'redirect' $addition ([ordered]@{ status = $Status; location = $shown })
}

function Send-ProxyError($Exchange, [string]$Status) {
  $addition = "it refuses (status $Status). Ask the team that runs the proxy."
  if ($Status -eq '407') { $addition = 'it requires a sign-in (status 407) and does not accept your Windows account. Ask the team that runs the proxy.' }
  if (-not $Status) { $addition = 'it cannot be reached. Check the proxy settings of this computer.' }
  Send-RelayError $Exchange 'proxy' $addition
}

# What an exception means. Its text can contain headers, so only TLS reasons are shown.
function Send-Failure($Exchange, $Exception) {
  $code = 'unreachable'
  $status = ''
  for ($cause = $Exception; $null -ne $cause; $cause = $cause.InnerException) {
    $kind = ''
    if ($cause -is [Security.Authentication.AuthenticationException]) { $kind = 'SecureConnectionError' }
    elseif ($cause -is [Net.Sockets.SocketException]) { $kind = [string]$cause.SocketErrorCode }
    # Windows PowerShell has the first, PowerShell 7 the second.
    elseif ($cause -is [Net.WebException]) { $kind = [string]$cause.Status }
    elseif ($cause.PSObject.Properties['HttpRequestError']) { $kind = [string]$cause.HttpRequestError }
    switch -Regex ($kind) {
      '^(HostNotFound|TryAgain|NoData|NameResolutionFailure)$' { $code = 'dns' }
      '^ConnectionRefused$' { $code = 'refused' }
      '^(SecureConnectionError|TrustFailure|SecureChannelFailure)$' { $code = 'tls' }
      '^(ProxyTunnelError|ProxyNameResolutionFailure)$' {
        $code = 'proxy'
        $status = [regex]::Match($cause.Message, "'([0-9]{3})'").Groups[1].Value
      }
    }
    $reason = $cause.Message
  }
  # Through a proxy, the connection is one to the proxy.
  if ($code -ceq 'proxy' -or ($ProxyName -and 'dns', 'refused' -ccontains $code)) { return Send-ProxyError $Exchange $status }
  if ($code -ceq 'tls') { return Send-RelayError $Exchange 'tls' (($reason -split '[\r\n]')[0] -creplace '[.\s]*$', '.') }
  Send-RelayError $Exchange $code
}

# ---- The end of an exchange ----

# Ends the task of an exchange that takes too long.
function Stop-Slow($Exchange) {
  if ('Write', 'Drain' -ccontains $Exchange.Step) { return Stop-Exchange $Exchange }
  $Exchange.Cancel.Cancel()
  $Exchange.Cancel = New-Object Threading.CancellationTokenSource
  Send-RelayError $Exchange 'timeout'
}

# The state of the connections with pages, by the page's port, as this computer
# shows them.
function Get-PageConnections {
  $states = @{}
  try {
    foreach ($connection in [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections()) {
      if ($connection.LocalEndPoint.Port -ne $Port) { continue }
      $page = $connection.RemoteEndPoint.Port
      # On the other address of localhost, an older one can have the same port.
      if ($states[$page] -ne 'Established') { $states[$page] = [string]$connection.State }
    }
  } catch {
    Write-Debug 'The connections are not shown.'
  }
  $states
}

# Ends the requests of pages that have left, which the listener does not report.
function Stop-Abandoned {
  if (-not $State.ShowsPages -or $State.LastLook.ElapsedMilliseconds -lt $LookMilliseconds) { return }
  $waiting = @($State.Exchanges | Where-Object { $_.Forwarding -and $_.Step -cne 'Write' -and $_.Clock.ElapsedMilliseconds -ge $LookMilliseconds })
  if ($waiting.Count -eq 0) { return }
  $states = Get-PageConnections
  # Looking takes time that others wait for.
  $State.LastLook.Restart()
  foreach ($exchange in $waiting) {
    $connection = $states[$exchange.RemotePort]
    # Linux can leave one out while others come and go.
    if ($connection) { $exchange.Missing = 0 } else { $exchange.Missing += 1 }
    if ($exchange.Missing -ge 2 -or ($connection -and $connection -ne 'Established')) { Stop-Exchange $exchange }
  }
}

function Close-Exchange($Exchange) {
  try { $Exchange.Response.Close() } catch { $Exchange.Response.Abort() }
  Remove-Exchange $Exchange
}

# Closes the connection without a response.
function Stop-Exchange($Exchange) {
  if ($Exchange.Step -cne 'Drain') { Write-Log $Exchange 'closed' }
  $Exchange.Cancel.Cancel()
  Stop-Connection $Exchange.Response
  Remove-Exchange $Exchange
}

function Stop-Connection($Response) {
  # The listener can send a status before it closes the connection.
  try { $Response.StatusCode = 503 } catch { Write-Debug 'A status is sent already.' }
  $Response.Abort()
}

function Remove-Exchange($Exchange) {
  if ($null -ne $Exchange.Message) { $Exchange.Message.Dispose() }
  [void]$State.Exchanges.Remove($Exchange)
}

# ---- Start and stop ----

function ConvertTo-Printable([string]$Text) {
  if ($Text.Length -gt 300) { $Text = $Text.Substring(0, 300) }
  [regex]::Replace($Text, '[^\x21-\x7e]', { param($match) '\x{0:x2}' -f [int][char]$match.Value })
}

function Write-Log($Exchange, [string]$Status) {
  $path = '(not a path)'
  if ($Exchange.Request.RawUrl.StartsWith('/')) { $path = ConvertTo-Printable ($Exchange.Request.RawUrl.Split('?')[0]) }
  $line = "$(ConvertTo-Printable $Exchange.Request.HttpMethod) $path $Status"
  # The page looks for the relay every few seconds; the same line once is enough.
  if ($path -ceq '/relay/status') {
    if ($line -ceq $State.LastStatusLine) { return }
    $State.LastStatusLine = $line
  }
  Write-Line "$(Get-Date -Format 'HH:mm:ss') $line $([int]$Exchange.Clock.Elapsed.TotalMilliseconds) ms"
}

function New-Client {
  Add-Type -AssemblyName System.Net.Http
  $handler = New-Object Net.Http.HttpClientHandler
  $handler.AllowAutoRedirect = $false
  $handler.UseCookies = $false
  $handler.UseProxy = -not $Base.IsLoopback
  if ($handler.UseProxy) {
    $proxy = [Net.WebRequest]::DefaultWebProxy
    if ($null -ne $proxy) {
      if ($null -eq $proxy.Credentials) { $proxy.Credentials = [Net.CredentialCache]::DefaultCredentials }
      $handler.Proxy = $proxy
      $address = $proxy.GetProxy([Uri]$Base.Url)
      if ($null -ne $address -and -not $proxy.IsBypassed([Uri]$Base.Url)) { $script:ProxyName = $address.Authority }
    }
  }
  $client = New-Object Net.Http.HttpClient $handler
  $client.Timeout = [Threading.Timeout]::InfiniteTimeSpan
  if ($PSVersionTable.PSVersion.Major -lt 6) {
    $settings = [Net.ServicePointManager]
    # Zero leaves the choice to Windows; older settings lack TLS 1.2.
    if ([int]$settings::SecurityProtocol -ne 0) { $settings::SecurityProtocol = $settings::SecurityProtocol -bor 3072 }
    $settings::Expect100Continue = $false
    $settings::DefaultConnectionLimit = 16
    $settings::MaxServicePointIdleTime = 3000
  }
  $client
}

# Another program on one of the addresses of localhost could receive requests.
function Test-PortInUse([int]$Number) {
  foreach ($address in [Net.IPAddress]::Loopback, [Net.IPAddress]::IPv6Loopback) {
    $probe = New-Object Net.Sockets.TcpListener $address, $Number
    $probe.ExclusiveAddressUse = $true
    try {
      $probe.Start()
    } catch {
      $failure = $_.Exception.GetBaseException()
      # A computer without IPv6 does not have the second address.
      if ($failure -is [Net.Sockets.SocketException] -and 'AddressAlreadyInUse', 'AccessDenied' -contains $failure.SocketErrorCode) { return $true }
    } finally {
      $probe.Stop()
    }
  }
  $false
}

# The listener has one address of localhost, except on Windows. The other one is
# bound without listening, so that no program can take it later and stand between
# the page and the relay.
function Get-BoundAddresses {
  if ([Environment]::OSVersion.Platform -ne 'Unix') { return }
  foreach ($address in [Net.IPAddress]::Loopback, [Net.IPAddress]::IPv6Loopback) {
    try {
      $socket = New-Object Net.Sockets.Socket $address.AddressFamily, 'Stream', 'Tcp'
      $socket.Bind((New-Object Net.IPEndPoint $address, $Port))
      # Binding allows others to bind it too, also if that was turned off before.
      $socket.SetSocketOption('Socket', 'ReuseAddress', $false)
      $socket
    } catch {
      Write-Debug 'The listener has this address, or the computer does not have it.'
    }
  }
}

function Start-Listener {
  $listener = New-Object Net.HttpListener
  $listener.Prefixes.Add("http://localhost:$Port/")
  $listener.IgnoreWriteExceptions = $true
  try {
    if (Test-PortInUse $Port) { throw 'in use' }
    $listener.Start()
  } catch {
    $other = 8321
    if ($Port -lt 65535) { $other = $Port + 1 }
    Exit-Relay 2 "Another program uses port $Port, or this computer does not allow it. Start the relay with another port, and enter that port on the page:", "  powershell -NoProfile -ExecutionPolicy Bypass -File scimdesk-relay.ps1 $($Base.Url) -Origin $Origin -Port $other"
  }
  try { $listener.TimeoutManager.HeaderWait = [TimeSpan]::FromSeconds(10) } catch { Write-Debug 'Only Windows has this limit.' }
  $listener
}

# Accepts requests, and moves each exchange on when its task is finished.
function Invoke-Relay($Listener) {
  $accept = $Listener.GetContextAsync()
  while ($true) {
    [Threading.Tasks.Task[]]$tasks = @($accept) + @($State.Exchanges | ForEach-Object { $_.Task })
    # Ctrl+C works between two waits.
    [void][Threading.Tasks.Task]::WaitAny($tasks, 200)
    if ($accept.IsCompleted) {
      $context = $null
      if (-not $accept.IsFaulted) { $context = $accept.Result }
      $accept = $Listener.GetContextAsync()
      if ($null -ne $context -and $State.Exchanges.Count -ge $MaxExchanges) {
        Stop-Connection $context.Response
      } elseif ($null -ne $context) {
        $exchange = New-Exchange $context
        $State.Exchanges.Add($exchange)
        try { Start-Exchange $exchange } catch { Stop-Exchange $exchange }
      }
    }
    Stop-Abandoned
    foreach ($exchange in $State.Exchanges.ToArray()) { Update-Exchange $exchange }
    if (Get-ForwardingCount) { $State.LastUse.Restart() }
    if ($State.LastUse.Elapsed.TotalMinutes -ge $IdleMinutes) { return "No request for $IdleMinutes minutes. " }
  }
}

function Update-Exchange($Exchange) {
  try {
    if ($Exchange.Clock.Elapsed.TotalSeconds -ge $Exchange.Limit) { Stop-Slow $Exchange }
    elseif ($Exchange.Task.IsCompleted) { Step-Exchange $Exchange }
  } catch {
    $failure = $_.Exception
    try {
      if ('Send', 'ReadResponse' -ccontains $Exchange.Step) { Send-Failure $Exchange $failure }
      else { Stop-Exchange $Exchange }
    } catch {
      Stop-Exchange $Exchange
    }
  }
}

if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
  Write-Warning 'This computer restricts PowerShell scripts (constrained language mode). Start the relay for Node instead.'
  exit 1
}
if ($args.Count -gt 0) { Exit-WithUsage 'The relay takes one Tenant URL, -Origin and -Port.' }
$Base = Read-Base $TenantUrl
$Origin = Read-Origin $Origin
[int]$Port = Read-Number 'Port' $Port 1 65535
[double]$IdleMinutes = Read-Number 'IdleMinutes' $IdleMinutes 0 1440
[double]$TimeoutSeconds = Read-Number 'TimeoutSeconds' $TimeoutSeconds 0.1 600
$PairingCode = New-PairingCode
$ProxyName = ''
$Client = New-Client
$Errors = Get-Errors
$State = @{ Exchanges = New-Object 'Collections.Generic.List[object]'; LastUse = [Diagnostics.Stopwatch]::StartNew(); Paired = $false; LastStatusLine = ''; Sessions = [ordered]@{}; ShowsPages = $false; LastLook = [Diagnostics.Stopwatch]::StartNew() }
$Listener = Start-Listener
$BoundAddresses = @(Get-BoundAddresses)

Write-Line @"
scimdesk relay

Listens on     http://localhost:$Port (this computer only)
Sends to       $($Base.Url)
For the page   $Origin
Proxy          $(if ($ProxyName) { $ProxyName } else { 'none' })

Pairing code   $PairingCode

Enter the pairing code on the page. Keep this window open.
Press Ctrl+C to stop. The relay also stops after $IdleMinutes minutes without a request.

"@
$reason = ''
try {
  $reason = Invoke-Relay $Listener
} catch {
  $reason = "The listener failed ($($_.Exception.GetBaseException().GetType().Name)). "
} finally {
  # The listener would end open requests with status 200.
  foreach ($exchange in $State.Exchanges.ToArray()) { Stop-Exchange $exchange }
  Write-Line "${reason}The relay has stopped."
  $Listener.Abort()
  foreach ($socket in $BoundAddresses) { $socket.Dispose() }
  # Without this, the exit code after Ctrl+C depends on what was running.
  exit 0
}
