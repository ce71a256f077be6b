& {
  $ProgressPreference = 'SilentlyContinue'
  Set-PSDebug -Trace 0
  $token = (New-Object Net.NetworkCredential('', (Read-Host 'Secret token' -AsSecureString))).Password
  if ($token -notmatch '\A[\t -~]+\z') { 'The token is empty, or it contains a line break or a character that cannot be sent, such as an accent or a typographic quotation mark. Copy it again.'; return }
  [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072
  $ask = @{
    Method = 'GET'
    Uri = 'http://127.0.0.1:8081/a;b&c=$(id)!d*/scim/v2/Users/7%27%22%24%28id%29%60id%60%3B%26%7C%3C%3E%21%2A%5C%25PATH%25%2F%E2%80%99%E2%80%9C'
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
