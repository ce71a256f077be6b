//! The commands that send a request to the service directly.

use super::{TOKEN_VARIABLE, TokenSource, quote};
use crate::checks::check::{Method, SCIM_MEDIA_TYPE};
use crate::http::outcome::TIME_LIMIT_MS;

/// The same in every shell: only errors, with the headers, within the time limit,
/// and with a line break at the end, so that the prompt is on a line of its own.
fn curl_options(method: Method) -> String {
    let seconds = TIME_LIMIT_MS / 1_000;
    let options = format!("-sS -i --path-as-is -m {seconds} -w '\\n'");
    match method {
        Method::Get => options,
        _ => format!("{options} -X {}", method.word()),
    }
}

/// For bash and zsh. The parentheses make it one command, which the shell reads
/// before it runs any of it: otherwise `read` would take the next pasted line as
/// the token. The subshell also drops the token at the end.
pub fn posix(from: TokenSource, method: Method, url: &str) -> String {
    let token = match from {
        TokenSource::Prompt => {
            "printf 'Secret token: ' >&2\n  IFS= read -rs token; echo >&2".to_owned()
        }
        TokenSource::Variable => {
            format!("token=\"${{{TOKEN_VARIABLE}:?is not set}}\"")
        }
    };
    format!(
        "(\n  {token}\n  LC_ALL=C; case $token in ''|*[^\\ -~]*) echo '{UNSENDABLE}' >&2; exit 1;; esac\n  printf 'Authorization: Bearer %s' \"$token\" |\n    curl {} -H @- -H 'Accept: {SCIM_MEDIA_TYPE}' \\\n      {}\n)",
        curl_options(method),
        quote::posix(url)
    )
}

/// Sets `$token` in PowerShell, and ends with a message if it cannot be sent: the
/// error of a request would show it. A trace would show the values of variables.
pub(super) fn power_shell_token(from: TokenSource) -> String {
    let token = match from {
        TokenSource::Prompt => "$token = (New-Object Net.NetworkCredential('', (Read-Host 'Secret token' -AsSecureString))).Password".to_owned(),
        TokenSource::Variable => format!(
            "$token = $env:{TOKEN_VARIABLE}\n  if (-not $token) {{ 'The variable {TOKEN_VARIABLE} is not set.'; return }}"
        ),
    };
    format!(
        "Set-PSDebug -Trace 0\n  {token}\n  if ($token -notmatch '\\A[\\t -~]+\\z') {{ '{UNSENDABLE}'; return }}"
    )
}

const UNSENDABLE: &str = "The token is empty, or it contains a line break or a character that cannot be sent, such as an accent or a typographic quotation mark. Copy it again.";

/// For PowerShell 5.1 and 7, with the output of curl. A response with an error
/// status is an exception in 5.1, and in 7 only without `SkipHttpErrorCheck`.
/// A redirect is not followed.
///
/// In 5.1 the body of a response with an error status is usually in
/// `ErrorDetails`. Otherwise it is in the stream, which may have been read to its
/// end, or closed if it was empty.
pub fn power_shell(from: TokenSource, method: Method, url: &str) -> String {
    let seconds = TIME_LIMIT_MS / 1_000;
    format!(
        "& {{
  $ProgressPreference = 'SilentlyContinue'
  {token}
  [Net.ServicePointManager]::SecurityProtocol = [Net.ServicePointManager]::SecurityProtocol -bor 3072
  $ask = @{{
    Method = '{method}'
    Uri = {url}
    Headers = @{{ Authorization = \"Bearer $token\"; Accept = '{SCIM_MEDIA_TYPE}' }}
    TimeoutSec = {seconds}
    MaximumRedirection = 0
    UseBasicParsing = $true
    Debug = $false
    Verbose = $false
    ErrorAction = 'SilentlyContinue'
  }}
  if ($PSVersionTable.PSVersion.Major -ge 7) {{ $ask.SkipHttpErrorCheck = $true }}
  try {{
    $answer = Invoke-WebRequest @ask
    $body = [Text.Encoding]::UTF8.GetString($answer.RawContentStream.ToArray())
  }} catch {{
    $answer = $_.Exception.Response
    if (-not $answer) {{ throw }}
    $body = $_.ErrorDetails.Message
    if (-not $body) {{
      try {{
        $stream = $answer.GetResponseStream()
        $stream.Position = 0
        $body = (New-Object IO.StreamReader($stream)).ReadToEnd()
      }} catch {{ $body = '' }}
    }}
  }}
  \"HTTP/1.1 $([int]$answer.StatusCode) $($answer.StatusDescription)\"
  foreach ($name in $answer.Headers.Keys) {{ \"${{name}}: $($answer.Headers[$name])\" }}
  ''
  $body
}}",
        token = power_shell_token(from),
        method = method.word(),
        url = quote::power_shell(url),
    )
}

/// For the curl of Windows, started from PowerShell. The header goes through
/// the pipe in ASCII, because a byte order mark would make it invalid.
pub fn curl_exe(from: TokenSource, url: &str) -> String {
    format!(
        "& {{
  $OutputEncoding = [Text.Encoding]::ASCII
  {token}
  \"Authorization: Bearer $token\" | curl.exe {options} -H '@-' -H 'Accept: {SCIM_MEDIA_TYPE}' {url}
}}",
        token = power_shell_token(from),
        options = curl_options(Method::Get),
        url = quote::power_shell(url),
    )
}
