//! The forms in which one response arrives.

use serde_json::{Value, json};
use setup::tenant_evidence::EvidenceKind;

use crate::support::{self, read_for};

/// As `ConvertTo-Json` of Windows PowerShell lays it out.
fn windows_powershell(value: &Value) -> String {
    let pretty = serde_json::to_string_pretty(value).unwrap_or_default();
    let lines = pretty.lines().map(|line| {
        let name_end = line
            .find("\": ")
            .filter(|_| line.trim_start().starts_with('"'));
        match name_end {
            Some(end) => format!("    {}\":  {}", &line[..end], &line[end + 3..]),
            None => format!("    {line}"),
        }
    });
    let text: Vec<String> = lines.collect();
    text.join("\r\n").trim_start().to_owned()
}

/// A pack with this response.
pub fn pack(value: &Value, kind: EvidenceKind) -> Value {
    let response = json!({"kind": kind.key(), "request": "GET /x", "status": 200, "body": value});
    json!({"scimdeskEvidence": 1, "collectedAt": "2026-11-30T08:30:00.000Z", "responses": [response]})
}

pub fn in_all_formats(value: &Value, kind: EvidenceKind) -> Vec<(&'static str, String)> {
    let pretty = serde_json::to_string_pretty(value).unwrap_or_default();
    vec![
        ("-OutputType Json", value.to_string()),
        ("Graph Explorer and az rest", pretty.clone()),
        ("ConvertTo-Json", windows_powershell(value)),
        (
            "with the command and the prompt",
            format!(
                "PS C:\\> Invoke-MgGraphRequest -Body '{{\"parameters\":[{{\"a\":1}}]}}'\r\n{pretty}\r\nPS C:\\> "
            ),
        ),
        ("evidence pack", pack(value, kind).to_string()),
    ]
}

/// Redirected by Windows PowerShell, by cmd, and saved by editors.
#[test]
fn every_encoding_is_read() {
    let setup = support::setup();
    for kind in EvidenceKind::ALL {
        let text = support::proof(kind).to_string();
        let utf16 = |mark: &[u8], to_bytes: fn(u16) -> [u8; 2]| {
            let mut bytes = mark.to_vec();
            bytes.extend(text.encode_utf16().flat_map(to_bytes));
            bytes
        };
        for bytes in [
            text.clone().into_bytes(),
            [&[0xEF, 0xBB, 0xBF], text.as_bytes()].concat(),
            utf16(&[0xFF, 0xFE], u16::to_le_bytes),
            utf16(&[0xFE, 0xFF], u16::to_be_bytes),
        ] {
            let reading = read_for(&bytes, Some(kind), &setup);
            let shown = support::shown(&reading, kind);
            assert!(shown.starts_with("proven"), "{kind:?}: {shown}");
        }
    }
}

/// A response that a narrow window broke into lines is put together again.
#[test]
fn line_breaks_of_a_terminal_are_removed() {
    let setup = support::setup();
    let text = support::proof(EvidenceKind::Started).to_string();
    let at = text.find("graph.microsoft").expect("the context") + 3;
    let broken = format!("{}\n{}", &text[..at], &text[at..]);
    let shown = support::read_as(&broken, EvidenceKind::Started, &setup);
    assert!(shown.starts_with("proven"), "{shown}");
}

/// `ConvertTo-Json` without -Depth replaces what is deeper than two levels.
#[test]
fn what_powershell_left_out_is_not_known() {
    let setup = support::setup();
    for (kind, path) in [
        (EvidenceKind::Started, "/value/0/status"),
        (EvidenceKind::Started, "/value/0/schedule"),
        (EvidenceKind::Application, "/value/0/tags"),
        (
            EvidenceKind::Mappings,
            "/synchronizationRules/0/objectMappings",
        ),
        (EvidenceKind::UsersAssigned, "/value/0"),
    ] {
        for cut in [
            "System.Collections.Hashtable",
            "System.Object[]",
            "@{code=Active}",
        ] {
            let mut body = support::proof(kind);
            *body.pointer_mut(path).expect(path) = cut.into();
            let shown = support::read_as(&body.to_string(), kind, &setup);
            assert!(
                !shown.starts_with("proven"),
                "{kind:?} {path} {cut}: {shown}"
            );
        }
    }
}

/// The table that PowerShell prints of a hashtable.
#[test]
fn a_table_of_powershell_proves_only_what_it_shows() {
    let setup = support::setup();
    let job = format!(
        "\r\nName                           Value\r\n----                           -----\r\nschedule                       {{[interval, PT40M], [state, Active]}}\r\nid                             {}\r\ntemplateId                     scim\r\nstatus                         {{[code, Active], [quarantine, ]…}}\r\n\r\n",
        support::JOB
    );
    let shown = support::read_as(&job, EvidenceKind::Started, &setup);
    assert!(shown.starts_with("unknown: PowerShell left out"), "{shown}");
    let list = "Name                           Value\n----                           -----\nvalue                          {System.Collections.Hashtable}\n@odata.context                 https://graph.microsoft.com/v1.0/$metadata#x";
    let shown = support::read_as(list, EvidenceKind::Started, &setup);
    assert!(shown.starts_with("rejected"), "{shown}");
    let application = format!(
        "id                    : {}\nappId                 : {}\ndisplayName           : Talkdesk SCIM App\napplicationTemplateId : 8adf8e6e-67b2-4cf2-a259-e3dc5476c621\n",
        support::APP,
        support::APP_ID
    );
    let shown = support::read_as(&application, EvidenceKind::Application, &setup);
    assert!(shown.starts_with("proven"), "{shown}");
}
