//! A request as a link to Graph Explorer, for PowerShell and for `az rest`.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use provisioning::entra::links::GRAPH_EXPLORER;
use provisioning::format::percent_encoded;

use crate::request::EvidenceRequest;

const GRAPH: &str = "https://graph.microsoft.com";

/// A text that PowerShell takes as it is. It ends a single-quoted text at
/// typographic quotes too, and doubling works for each.
fn powershell_text(text: &str) -> String {
    let mut quoted = String::from("'");
    for c in text.chars() {
        if matches!(c, '\'' | '‘' | '’' | '‚' | '‛') {
            quoted.push(c);
        }
        quoted.push(c);
    }
    quoted.push('\'');
    quoted
}

/// A text that bash and zsh take as it is.
fn shell_text(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

impl EvidenceRequest {
    /// Opens Graph Explorer with the request filled in.
    pub fn graph_explorer_link(&self) -> String {
        let path = self.path.trim_start_matches('/');
        let mut link = format!(
            "{GRAPH_EXPLORER}?request={}&method={}&version=v1.0&GraphUrl={GRAPH}",
            percent_encoded(path),
            self.method.name()
        );
        if let Some(body) = self.body_text() {
            let body = STANDARD.encode(body);
            link.push_str(&format!("&requestBody={}", percent_encoded(&body)));
        }
        link
    }

    /// Two lines for PowerShell with the module Microsoft.Graph.Authentication.
    pub fn powershell(&self) -> String {
        let scopes: Vec<String> = self
            .permissions
            .iter()
            .map(|permission| powershell_text(permission))
            .collect();
        let mut command = format!(
            "Connect-MgGraph -Scopes {} -NoWelcome\nInvoke-MgGraphRequest -Method {} -Uri {}",
            scopes.join(", "),
            self.method.name(),
            powershell_text(&format!("/v1.0{}", self.path))
        );
        if let Some(body) = self.body_text() {
            let body = powershell_text(&body);
            command.push_str(&format!(" -Body {body} -ContentType 'application/json'"));
        }
        command.push_str(" -OutputType Json");
        command
    }

    /// One line for the Azure CLI in bash, such as in Azure Cloud Shell.
    pub fn az_rest(&self) -> String {
        let url = shell_text(&format!("{GRAPH}/v1.0{}", self.path));
        let method = self.method.name().to_ascii_lowercase();
        let mut command = format!("az rest --method {method} --url {url}");
        if let Some(body) = self.body_text() {
            let body = shell_text(&body);
            command.push_str(&format!(
                " --headers Content-Type=application/json --body {body}"
            ));
        }
        command.push_str(" --output json");
        command
    }
}
