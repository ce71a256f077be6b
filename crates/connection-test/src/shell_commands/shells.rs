//! The commands that ask the service directly.

use super::{TokenFrom, VARIABLE, quote};
use crate::checks::check::{Method, SCIM_MEDIA_TYPE};
use crate::http::outcome::TIME_LIMIT_MS;

/// What curl is told in every shell: quiet but for errors, with the headers,
/// within the time limit, and with a line break at the end, so that the prompt
/// does not stick to the answer.
fn curl_options(method: Method) -> String {
    let seconds = TIME_LIMIT_MS / 1_000;
    let options = format!("-sS -i --path-as-is -m {seconds} -w '\\n'");
    match method {
        Method::Get => options,
        _ => format!("{options} -X {}", method.word()),
    }
}

/// For bash and zsh. The parentheses make it one command, which is read whole
/// before it runs: otherwise the prompt would take the next pasted line for the
/// token. They also forget the token at the end.
pub fn posix(from: TokenFrom, method: Method, url: &str) -> String {
    let token = match from {
        TokenFrom::Prompt => {
            "printf 'Secret token: ' >&2\n  IFS= read -rs token; echo >&2".to_owned()
        }
        TokenFrom::Variable => {
            format!("token=\"${{{VARIABLE}:?is not set}}\"")
        }
    };
    format!(
        "(\n  {token}\n  LC_ALL=C; case $token in ''|*[^\\ -~]*) echo '{UNSENDABLE}' >&2; exit 1;; esac\n  printf 'Authorization: Bearer %s' \"$token\" |\n    curl {} -H @- -H 'Accept: {SCIM_MEDIA_TYPE}' \\\n      {}\n)",
        curl_options(method),
        quote::posix(url)
    )
}

/// Puts the token into `$token`, in PowerShell, and ends with a sentence where
/// it cannot be sent: the error of a request would show it. A trace would show
/// what variables are set to.
pub(super) fn power_shell_token(from: TokenFrom) -> String {
    let token = match from {
        TokenFrom::Prompt => "$token = (New-Object Net.NetworkCredential('', (Read-Host 'Secret token' -AsSecureString))).Password".to_owned(),
        TokenFrom::Variable => format!(
            "$token = $env:{VARIABLE}\n  if (-not $token) {{ 'The variable {VARIABLE} is not set.'; return }}"
        ),
    };
    format!(
        "Set-PSDebug -Trace 0\n  {token}\n  if ($token -notmatch '\\A[\\t -~]+\\z') {{ '{UNSENDABLE}'; return }}"
    )
}

const UNSENDABLE: &str = "The token is empty, or it contains a line break or a character that cannot be sent, such as an accent or a typographic quotation mark. Copy it again.";

/// For PowerShell 5.1 and 7. An answer with an error status is an exception in
/// 5.1 and an answer like others in 7, if it is told so; both are written as
/// curl writes them. A redirect is not followed.
///
/// In 5.1 the body of an answer with an error status is usually in
/// `ErrorDetails`. Where it is not, the stream has it, which may have been read
/// to its end, or closed when there was nothing in it.
pub fn power_shell(from: TokenFrom, method: Method, url: &str) -> String {
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
/// the pipe in ASCII, because a byte order mark would spoil it.
pub fn curl_exe(from: TokenFrom, url: &str) -> String {
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
