& {
  $ProgressPreference = 'SilentlyContinue'
  Set-PSDebug -Trace 0
  $token = (New-Object Net.NetworkCredential('', (Read-Host 'Secret token' -AsSecureString))).Password
  if ($token -notmatch '\A[\t -~]+\z') { 'The token is empty, or it contains a line break or a character that cannot be sent, such as an accent or a typographic quotation mark. Copy it again.'; return }
  [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072
  $ask = @{
    Method = 'GET'
    Uri = 'http://127.0.0.1:8081/scim/v2/Users?filter=userName+eq+%220-0%22'
    Headers = @{ Authorization = "Bearer $token"; Accept = 'application/scim+json' }
    TimeoutSec = 20
    MaximumRedirection = 0
    UseBasicParsing = $true
    Debug = $false
    Verbose = $false
    ErrorAction = 'SilentlyContinue'
  }
  if ($PSVersionTable.PSVersion.Major -ge 7) { $ask.SkipHttpErrorCheck = $true }
  try {
    $answer = Invoke-WebRequest @ask
    $body = [Text.Encoding]::UTF8.GetString($answer.RawContentStream.ToArray())
  } catch {
    $answer = $_.Exception.Response
    if (-not $answer) { throw }
    $body = $_.ErrorDetails.Message
    if (-not $body) {
      try {
        $stream = $answer.GetResponseStream()
        $stream.Position = 0
        $body = (New-Object IO.StreamReader($stream)).ReadToEnd()
      } catch { $body = '' }
    }
  }
  "HTTP/1.1 $([int]$answer.StatusCode) $($answer.StatusDescription)"
  foreach ($name in $answer.Headers.Keys) { "${name}: $($answer.Headers[$name])" }
  ''
  $body
}
