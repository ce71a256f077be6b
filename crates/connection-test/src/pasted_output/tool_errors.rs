//! The errors of tools that got no response. The texts are those of curl, of .NET
//! as Windows PowerShell and PowerShell 7 print them, and of Windows.

use crate::diagnosis::messages::Code::{
    self, TimedOut, ToolAddress, ToolCertificate, ToolCutOff, ToolFailed, ToolNoHost, ToolNotRun,
    ToolProxy, ToolRefused, ToolTls,
};

/// In lower case, the more specific first: .NET puts the reason after a general
/// sentence.
const MESSAGES: [(&str, Code); 45] = [
    // Messages about proxies contain those of other errors, so they come first.
    ("could not resolve proxy", ToolProxy),
    ("from proxy after connect", ToolProxy),
    ("connect tunnel failed", ToolProxy),
    ("proxy authentication required", ToolProxy),
    ("proxyconnect", ToolProxy),
    ("the proxy tunnel request", ToolProxy),
    // The command itself.
    ("curl: command not found", ToolNotRun),
    ("curl: not found", ToolNotRun),
    ("command not found: curl", ToolNotRun),
    ("is not recognized as the name of a cmdlet", ToolNotRun),
    ("is not recognized as a name of a cmdlet", ToolNotRun),
    (
        "is not recognized as an internal or external command",
        ToolNotRun,
    ),
    ("commandnotfoundexception", ToolNotRun),
    ("parsererror", ToolNotRun),
    // Certificates, before encryption in general.
    ("could not establish trust relationship", ToolCertificate),
    ("remote certificate is invalid", ToolCertificate),
    ("remotecertificatenamemismatch", ToolCertificate),
    ("remotecertificatechainerrors", ToolCertificate),
    ("sec_e_untrusted_root", ToolCertificate),
    ("ssl certificate problem", ToolCertificate),
    ("certificate has expired", ToolCertificate),
    ("could not create ssl/tls secure channel", ToolTls),
    ("the ssl connection could not be established", ToolTls),
    ("authentication failed because the remote party", ToolTls),
    ("unexpected error occurred on a send", ToolTls),
    // Names.
    ("the remote name could not be resolved", ToolNoHost),
    ("no such host is known", ToolNoHost),
    ("name or service not known", ToolNoHost),
    ("nodename nor servname provided", ToolNoHost),
    ("could not resolve host", ToolNoHost),
    ("temporary failure in name resolution", ToolNoHost),
    // Time, before refusal: .NET says "unable to connect" for both.
    ("the operation has timed out", TimedOut),
    ("httpclient.timeout", TimedOut),
    (
        "a connection attempt failed because the connected party did not properly respond",
        TimedOut,
    ),
    // Refusal.
    ("actively refused", ToolRefused),
    ("connection refused", ToolRefused),
    ("unable to connect to the remote server", ToolRefused),
    // The end of a connection.
    ("the underlying connection was closed", ToolCutOff),
    ("the connection was closed unexpectedly", ToolCutOff),
    (
        "unable to read data from the transport connection",
        ToolCutOff,
    ),
    ("the response ended prematurely", ToolCutOff),
    ("forcibly closed by the remote host", ToolCutOff),
    ("invalid uri", ToolAddress),
    // The commands contain these texts, so every other error comes first.
    ("scim_token: is not set", ToolNotRun),
    ("the variable scim_token is not set", ToolNotRun),
];

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolError {
    pub code: Code,
    /// The line, shortened.
    pub line: String,
}

/// In characters.
const MAX_LINE: usize = 300;

pub fn tool_error(text: &str) -> Option<ToolError> {
    let low = text.to_ascii_lowercase();
    let message = MESSAGES
        .iter()
        .find_map(|(text, code)| Some((low.find(text)?, *code)));
    // The exit code is less specific than these: 56 is also a proxy's, 35 also
    // an untrusted certificate's.
    let (at, code) = message
        .filter(|(_, code)| matches!(code, ToolProxy | ToolCertificate))
        .or_else(|| curl(&low))
        .or(message)?;
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or_default().trim();
    Some(ToolError {
        code,
        line: line.chars().take(MAX_LINE).collect(),
    })
}

/// The last `curl: (6)` of a text, unless it is about an HTTP status. The exit
/// codes are those of <https://curl.se/libcurl/c/libcurl-errors.html>.
fn curl(low: &str) -> Option<(usize, Code)> {
    let at = low.rfind("curl: (")?;
    let digits = &low[at + "curl: (".len()..];
    let number: u16 = digits[..digits.find(')')?].parse().ok()?;
    let code = match number {
        1 | 3 => ToolAddress,
        2 | 26 => ToolNotRun,
        5 | 97 => ToolProxy,
        6 => ToolNoHost,
        7 => ToolRefused,
        16 | 18 | 52 | 55 | 56 | 92 => ToolCutOff,
        // With -f, 22 stands for a status, which is more specific.
        22 => return None,
        28 => TimedOut,
        35 | 58 | 59 => ToolTls,
        51 | 60 | 77 | 83 => ToolCertificate,
        _ => ToolFailed,
    };
    Some((at, code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_error_is_recognized() {
        let cases = [
            (
                "curl: (6) Could not resolve host: api.talkdeskap.eu",
                ToolNoHost,
            ),
            (
                "curl: (7) Failed to connect to 127.0.0.1 port 1 after 0 ms: Couldn't connect to server",
                ToolRefused,
            ),
            (
                "curl: (28) Connection timed out after 20001 milliseconds",
                TimedOut,
            ),
            (
                "curl: (28) Operation timed out after 20001 milliseconds with 0 bytes received",
                TimedOut,
            ),
            (
                "curl: (35) error:0A00010B:SSL routines::wrong version number",
                ToolTls,
            ),
            (
                "curl: (35) schannel: next InitializeSecurityContext failed: SEC_E_ILLEGAL_MESSAGE",
                ToolTls,
            ),
            (
                "curl: (60) SSL certificate problem: unable to get local issuer certificate\nMore details here: https://curl.se/docs/sslcerts.html",
                ToolCertificate,
            ),
            ("curl: (52) Empty reply from server", ToolCutOff),
            (
                "curl: (56) Recv failure: Connection reset by peer",
                ToolCutOff,
            ),
            (
                "curl: (56) Received HTTP code 407 from proxy after CONNECT",
                ToolProxy,
            ),
            ("curl: (56) CONNECT tunnel failed, response 403", ToolProxy),
            ("curl: (5) Could not resolve proxy: proxy.corp", ToolProxy),
            (
                "curl: (3) URL using bad/illegal format or missing URL",
                ToolAddress,
            ),
            ("curl: (2) no URL specified", ToolNotRun),
            (
                "curl: (94) An authentication function returned an error",
                ToolFailed,
            ),
            ("bash: curl: command not found", ToolNotRun),
            ("zsh: command not found: curl", ToolNotRun),
            ("bash: SCIM_TOKEN: is not set", ToolNotRun),
            (
                "'curl.exe' is not recognized as an internal or external command,",
                ToolNotRun,
            ),
            (
                "Invoke-WebRequest : The remote name could not be resolved: 'api.talkdeskap.eu'\nAt line:1 char:1",
                ToolNoHost,
            ),
            (
                "Invoke-WebRequest: No such host is known. (api.talkdeskap.eu:443)",
                ToolNoHost,
            ),
            (
                "Invoke-WebRequest: Name or service not known (x:443)",
                ToolNoHost,
            ),
            (
                "Invoke-WebRequest : Unable to connect to the remote server",
                ToolRefused,
            ),
            (
                "No connection could be made because the target machine actively refused it. (127.0.0.1:1)",
                ToolRefused,
            ),
            (
                "Invoke-WebRequest : The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.",
                ToolCertificate,
            ),
            (
                "The SSL connection could not be established, see inner exception.\nThe remote certificate is invalid because of errors in the certificate chain: UntrustedRoot",
                ToolCertificate,
            ),
            (
                "Invoke-WebRequest: The SSL connection could not be established, see inner exception.",
                ToolTls,
            ),
            (
                "The request was aborted: Could not create SSL/TLS secure channel.",
                ToolTls,
            ),
            (
                "The underlying connection was closed: An unexpected error occurred on a send.",
                ToolTls,
            ),
            (
                "The underlying connection was closed: An unexpected error occurred on a receive.",
                ToolCutOff,
            ),
            ("The operation has timed out.", TimedOut),
            (
                "The request was canceled due to the configured HttpClient.Timeout of 20 seconds elapsing.",
                TimedOut,
            ),
            (
                "Invoke-MgGraphRequest: The term 'Invoke-MgGraphRequest' is not recognized as the name of a cmdlet, function",
                ToolNotRun,
            ),
        ];
        for (text, due) in cases {
            let error = tool_error(text).expect(text);
            assert_eq!(error.code, due, "{text}");
            assert!(text.contains(&error.line));
        }
    }

    #[test]
    fn the_line_of_the_error_is_returned() {
        let error = tool_error("one\nzwei é\ncurl: (6) Could not resolve host: é.example\nlast");
        assert_eq!(
            error.map(|error| error.line).as_deref(),
            Some("curl: (6) Could not resolve host: é.example")
        );
    }

    #[test]
    fn other_texts_are_no_error() {
        for text in [
            "",
            "curl: (",
            "curl: (x)",
            "curl: (22) The requested URL returned error: 401",
            "{\"totalResults\":0}",
            "curl --version",
        ] {
            assert_eq!(tool_error(text), None, "{text}");
        }
    }
}
