//! A log whose end was lost in copying: what is missing may have failed.

use explain::explanation::{Explanation, ExplanationSeverity};
use explain::input_kind::InputKind;
use provisioning_log::cause::CauseConfidence;
use provisioning_log::facts::{OperationStatus, ProvisioningAction};
use provisioning_log::fixtures::{FixtureEntry, forms};

use crate::setup::explained;

fn failed() -> [FixtureEntry; 3] {
    let failed = FixtureEntry::failed(
        2,
        0,
        "Conflict",
        r#"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"status":"409","detail":"User already exists"}"#,
    );
    let without_code = FixtureEntry {
        action: ProvisioningAction::Disable,
        code: None,
        reason: None,
        ..failed.clone()
    };
    let only_step = FixtureEntry {
        status: OperationStatus::Success,
        ..without_code.clone()
    };
    [failed, without_code, only_step]
}

/// The text of each form, and where it begins to differ from the log without its
/// last entry.
fn texts(entries: &[FixtureEntry]) -> Vec<(String, usize)> {
    let text = |files: Vec<(&str, Vec<u8>)>| {
        let bytes = files.into_iter().next().map(|(_, bytes)| bytes);
        String::from_utf8(bytes.unwrap_or_default()).expect("text")
    };
    let before = entries.split_last().map_or(entries, |(_, before)| before);
    forms(entries)
        .into_iter()
        .zip(forms(before))
        .map(|((_, whole), (_, before))| {
            let (whole, before) = (text(whole), text(before));
            let same = whole
                .bytes()
                .zip(before.bytes())
                .take_while(|(whole, before)| whole == before);
            let same = same.count();
            (whole, same)
        })
        .collect()
}

/// The text cut at each of the first places and at many of the others.
fn cuts(text: &str, from: usize) -> impl Iterator<Item = &str> {
    let near = from + 1..from + 40;
    let far = (from + 40..text.len()).step_by(23);
    // A line end alone shows nothing of the entry that it begins.
    let shows = move |cut: &&str| cut.get(from..).is_some_and(|rest| !rest.trim().is_empty());
    near.chain(far)
        .filter_map(|end| text.get(..end))
        .filter(shows)
}

#[test]
fn a_success_before_a_failure_that_is_cut_is_never_an_all_clear() {
    let fine = FixtureEntry::succeeded(1, 0);
    let skipped = FixtureEntry::skipped(1, 0, "RedundantExport");
    for failed in failed() {
        for before in [&fine, &skipped] {
            let entries = [before.clone(), failed.clone()];
            for (text, from) in texts(&entries) {
                for cut in cuts(&text, from) {
                    let found = explained(cut);
                    assert!(
                        !found.severity.is_all_clear(),
                        "{}\n{}",
                        found.text(),
                        &cut[from..]
                    );
                    assert!(!found.text().contains("No action needed."), "{cut}");
                }
            }
        }
    }
}

#[test]
fn whole_logs_of_successes_are_still_an_all_clear() {
    let entries = [
        FixtureEntry::succeeded(1, 0),
        FixtureEntry::succeeded(2, 0),
        FixtureEntry::succeeded(3, 1),
    ];
    for (text, _) in texts(&entries) {
        let found = explained(&text);
        // The CSV download has its steps in another file.
        let is_part = text.contains("Source Identity Type");
        let expected = match is_part {
            true => ExplanationSeverity::Unknown,
            false => ExplanationSeverity::Good,
        };
        assert_eq!(found.severity, expected, "{}\n{text}", found.text());
    }
}

/// A page that says that more follow says nothing about the rest.
#[test]
fn a_page_of_several_is_no_all_clear() {
    let (text, _) = texts(&[FixtureEntry::succeeded(1, 0), FixtureEntry::succeeded(2, 0)])
        .into_iter()
        .find(|(text, _)| text.contains("@odata.context"))
        .expect("a page");
    let more = text.replacen(
        "\"value\":",
        "\"@odata.nextLink\":\"https://x\",\"value\":",
        1,
    );
    assert!(explained(&text).severity.is_all_clear());
    assert_eq!(explained(&more).cause.id(), "log-incomplete");
}

/// What is left of the failed entry is explained, and never as certain.
#[test]
fn what_is_left_of_a_failed_entry_is_explained() {
    let rest = |text: &str| -> Explanation {
        let fine = r#"{"id":"1","provisioningAction":"update","provisioningStatusInfo":{"status":"success","errorInformation":null},"provisioningSteps":[]}"#;
        explained(&format!("[{fine},{text}"))
    };
    let cases = [
        (
            r#"{"id":"2","provisioningAction":"disable","provisioningStatusInfo":{"status":"failure","errorInf"#,
            "unknown-failure",
            ExplanationSeverity::Critical,
        ),
        (
            r#"{"id":"2","provisioningAction":"create","provisioningStatusInfo":{"status":"failure","errorInformation":{"errorCode":"LicenseLimitExceeded","rea"#,
            "license-missing",
            ExplanationSeverity::Failure,
        ),
        (
            r#"{"id":"2","provisioningAction":"create","provisioningStatusInfo":{"status":"succ"#,
            "log-incomplete",
            ExplanationSeverity::Unknown,
        ),
        (
            r#"{"id":"2","provisioningAction":"create","provisioningStatusInfo":{"status":"success","errorInformation":null},"provisioningSteps":[{"name":"EntryExportAdd","status":"fail"#,
            "log-incomplete",
            ExplanationSeverity::Unknown,
        ),
    ];
    for (text, cause, severity) in cases {
        let found = rest(text);
        assert_eq!(found.recognition.kind, InputKind::ProvisioningLog, "{text}");
        assert_eq!(found.cause.id(), cause, "{text}");
        assert_eq!(found.severity, severity, "{text}");
        assert_ne!(found.confidence, CauseConfidence::Certain, "{text}");
        assert!(found.text().contains("1 succeeded"), "{}", found.text());
    }
}
