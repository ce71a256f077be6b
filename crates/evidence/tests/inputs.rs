//! Inputs that are no response, a response to another request, or a pack.

use evidence::messages;
use evidence::read::MAX_BYTES;
use serde_json::json;
use setup::tenant_evidence::EvidenceKind;

use crate::support::{application, job, jobs, proof, read_as, read_for, setup, shown};

#[test]
fn what_is_no_response_says_why() {
    let cut = proof(EvidenceKind::Started).to_string();
    let cut = &cut[..cut.len() / 2];
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    let cases = [
        ("", "Paste the response first"),
        (" \r\n", "Paste the response first"),
        (
            "<!DOCTYPE html><html><body>Sign in</body></html>",
            "This is a web page",
        ),
        ("Please sign in. <html>", "This is a web page"),
        (
            "The job is Active and not in quarantine.",
            "This isn’t a response",
        ),
        ("Active", "This isn’t a response"),
        ("{\"status\":", "The response is cut off"),
        (cut, "The response is cut off"),
        (&deep, "Its brackets are nested"),
        ("{}", "This JSON isn’t a response"),
        ("{\"status\":\"Active\"}", "This JSON isn’t a response"),
        ("{\"value\":[{\"a\":1}]}", "This JSON isn’t a response"),
        ("7", "This isn’t a response"),
        ("[]", "This list is empty and doesn’t say"),
        ("{\"value\":[]}", "This list is empty and doesn’t say"),
        (
            "az login first: ERROR: Please run 'az login' to setup account.",
            "You aren’t signed in",
        ),
        (
            "Invoke-MgGraphRequest : Authentication needed. Please call Connect-MgGraph.",
            "You aren’t signed in",
        ),
        (
            "Invoke-MgGraphRequest: Response status code does not indicate success: Forbidden (Forbidden).",
            "A permission or role is missing. Consent to Synchronization.Read.All",
        ),
    ];
    for (text, expected) in cases {
        let shown = read_as(text, EvidenceKind::Started, &setup());
        let start = format!("rejected: {expected}");
        assert!(shown.starts_with(&start), "{text}: {shown}");
    }
    let large = vec![b' '; MAX_BYTES + 1];
    for (bytes, expected) in [
        (large.as_slice(), "The file is 21 MB"),
        (&[0xFF, 0xFF, 0xFF][..], "This isn’t text"),
        (&[1; 40][..], "This isn’t text"),
    ] {
        let shown = shown(&read_for(bytes, None, &setup()), EvidenceKind::Started);
        assert!(shown.contains(expected), "{shown}");
    }
}

/// Which permission is missing depends on the request.
#[test]
fn errors_of_graph_say_what_to_do() {
    let error = |code: &str, message: &str| {
        let inner = json!({"date": "2026-11-30T00:00:00", "request-id": "1"});
        json!({"error": {"code": code, "message": message, "innerError": inner}}).to_string()
    };
    let denied = error(
        "Authorization_RequestDenied",
        "Insufficient privileges to complete the operation.",
    );
    for (kind, permission) in [
        (EvidenceKind::Application, "Application.Read.All"),
        (EvidenceKind::Started, "Synchronization.Read.All"),
        (EvidenceKind::Credentials, "Synchronization.ReadWrite.All"),
        (EvidenceKind::OnDemand, "Synchronization.ReadWrite.All"),
        (EvidenceKind::UsersAssigned, "Application.Read.All"),
        (
            EvidenceKind::Healthy,
            "AuditLog.Read.All and Directory.Read.All",
        ),
    ] {
        for text in [denied.clone(), format!("ERROR: Forbidden({denied})")] {
            let shown = read_as(&text, kind, &setup());
            assert!(
                shown.contains(&format!("Consent to {permission}:")),
                "{shown}"
            );
        }
    }
    for (code, expected) in [
        ("InvalidAuthenticationToken", "You aren’t signed in"),
        (
            "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
            "The tenant has no Microsoft Entra ID P1 license",
        ),
        (
            "Authentication_MSGraphPermissionMissing",
            "A permission or role is missing",
        ),
        ("Request_ResourceNotFound", "Entra didn’t find it"),
        (
            "TooManyRequests",
            "Microsoft Graph received too many requests",
        ),
        (
            "generalException",
            "Microsoft Graph returned an error (generalException)",
        ),
    ] {
        let shown = read_as(&error(code, "x"), EvidenceKind::Mappings, &setup());
        assert!(
            shown.starts_with(&format!("rejected: {expected}")),
            "{shown}"
        );
    }
}

/// With its code, and as the Azure CLI and PowerShell print it.
#[test]
fn a_tenant_without_p1_is_not_sent_to_consent() {
    let body = json!({"error": {"code": "Authentication_RequestFromNonPremiumTenantOrB2CTenant",
        "message": "Neither tenant is B2C or tenant doesn't have premium license"}})
    .to_string();
    for text in [
        body.clone(),
        format!("ERROR: Forbidden({body})"),
        format!(
            "Invoke-MgGraphRequest: Response status code does not indicate success: Forbidden (Forbidden).\n{body}"
        ),
    ] {
        let shown = read_as(&text, EvidenceKind::Healthy, &setup());
        assert!(
            shown.starts_with("rejected: The tenant has no Microsoft Entra ID P1 license"),
            "{shown}"
        );
        assert!(!shown.contains("Consent"), "{shown}");
    }
}

/// Every response is used for its own kind, whatever was requested.
#[test]
fn a_response_to_another_request_is_used_where_it_belongs() {
    let setup = setup();
    for found in EvidenceKind::ALL {
        let text = proof(found).to_string();
        for requested in EvidenceKind::ALL {
            let reading = read_for(text.as_bytes(), Some(requested), &setup).expect("a response");
            let result = reading.result(found);
            assert!(
                result.is_some_and(|result| result.verdict.is_proven()),
                "{found:?} for {requested:?}"
            );
            let message = messages::other_kind(&reading);
            assert_eq!(message.is_some(), reading.result(requested).is_none());
        }
    }
    let shown = read_as(&application().to_string(), EvidenceKind::Started, &setup);
    assert!(
        shown.starts_with("other: You pasted the list of applications."),
        "{shown}"
    );
}

/// Duplicate members: the last one counts, as in Microsoft's own readers.
#[test]
fn members_that_appear_twice_cannot_hide_a_contradiction() {
    let active = proof(EvidenceKind::Started).to_string();
    let twice = active.replacen(
        "\"status\":",
        "\"status\":{\"code\":\"Active\"},\"status\":",
        1,
    );
    let twice = twice.replace(
        "\"code\":\"Active\",\"count",
        "\"code\":\"Quarantine\",\"count",
    );
    let shown = read_as(&twice, EvidenceKind::Started, &setup());
    assert!(shown.starts_with("contradicted"), "{shown}");
}

/// A terminal with the response of yesterday and the error of today.
#[test]
fn an_error_after_the_last_response_counts() {
    let setup = setup();
    let active = jobs(json!([job()])).to_string();
    let denied = json!({"error": {"code": "Authorization_RequestDenied", "message": "x"}});
    let in_words = "Invoke-MgGraphRequest: Response status code does not indicate success: Forbidden (Forbidden).";
    for (text, expected) in [
        (
            format!("PS> a\n{active}\nPS> a\n{denied}"),
            "rejected: A permission or role is missing",
        ),
        (
            format!("PS> a\n{active}\nPS> a\n{in_words}\nPS> "),
            "rejected: A permission or role is missing",
        ),
        (
            format!("{active}\nERROR: Forbidden({denied})"),
            "rejected: A permission or role is missing",
        ),
        (format!("{denied}\nPS> a\n{active}"), "proven"),
        (format!("{in_words}\nPS> a\n{active}\nPS> "), "proven"),
        (
            format!("PS> a\n{active}\n{in_words}\nPS> a\n{active}"),
            "proven",
        ),
    ] {
        let shown = read_as(&text, EvidenceKind::Started, &setup);
        assert!(shown.starts_with(expected), "{shown}: {text}");
    }
}

/// A part of a response that is cut or damaged is no response.
#[test]
fn parts_of_a_damaged_response_prove_nothing() {
    let setup = setup();
    for kind in EvidenceKind::ALL {
        let whole = serde_json::to_string_pretty(&proof(kind)).unwrap_or_default();
        let list = proof(kind)["value"].to_string();
        for text in [whole.as_str(), list.as_str()] {
            for start in ["", "PS C:\\> Get-It\n", "[PS] C:\\> "] {
                for end in (1..text.len()).step_by(1 + text.len() / 60) {
                    let end = text.floor_char_boundary(end);
                    let cut = format!("{start}{}", &text[..end]);
                    let shown = read_as(&cut, kind, &setup);
                    assert!(!shown.starts_with("proven"), "{kind:?}: {shown}: {cut}");
                }
                let at = text.len() / 2;
                let at = text.floor_char_boundary(at);
                let damaged = format!("{start}{}\u{1}{}", &text[..at], &text[at..]);
                let shown = read_as(&damaged, kind, &setup);
                assert!(!shown.starts_with("proven"), "{kind:?}: {shown}: {damaged}");
            }
        }
    }
}

/// Two responses in one text: the one that says less good things counts.
#[test]
fn a_text_with_two_responses_is_read_whole() {
    let setup = setup();
    let active = jobs(json!([job()])).to_string();
    let mut paused = job();
    paused["status"]["code"] = "Paused".into();
    let paused = jobs(json!([paused])).to_string();
    for (text, expected) in [
        (format!("{active}\n{paused}"), "contradicted"),
        (format!("{paused}\n{active}"), "contradicted"),
        (
            format!(
                "PS> a\n{active}\nPS> b\n{}",
                proof(EvidenceKind::Application)
            ),
            "proven",
        ),
        (
            format!(
                "PS> a\n[{}, {}]",
                job(),
                json!({"id": "x", "templateId": "scim", "status": {"code": "Active"}})
            ),
            "proven",
        ),
    ] {
        let shown = read_as(&text, EvidenceKind::Started, &setup);
        assert!(shown.starts_with(expected), "{shown}: {text}");
    }
}
