//! What holds for any input.

use proptest::prelude::*;

use super::read_parts;
use crate::entry::EntryOutcome;
use crate::facts::{OperationStatus, ProvisioningAction};
use crate::fixtures::{FixtureEntry, forms};
use crate::format::LogFormat;
use crate::read::ReadLimits;

fn status() -> impl Strategy<Value = OperationStatus> {
    prop_oneof![
        Just(OperationStatus::Success),
        Just(OperationStatus::Warning),
        Just(OperationStatus::Failure),
        Just(OperationStatus::Skipped),
    ]
}

fn action() -> impl Strategy<Value = ProvisioningAction> {
    prop_oneof![
        Just(ProvisioningAction::Create),
        Just(ProvisioningAction::Update),
        Just(ProvisioningAction::Disable),
        Just(ProvisioningAction::Other),
    ]
}

prop_compose! {
    fn entry()(
        user in 0..50_u32,
        cycle in 0..5_u32,
        action in action(),
        status in status(),
        step in status(),
        code in proptest::option::of("[A-Za-z]{4,12}"),
        reason in proptest::option::of("\\PC{1,60}[\r\n\"\\\\a]{0,6}x"),
        with_identity in any::<bool>(),
    ) -> FixtureEntry {
        FixtureEntry {
            user, cycle, action, status, step, with_identity,
            reason: code.is_some().then_some(reason).flatten(),
            code,
            skip_reason: None,
        }
    }
}

proptest! {
    #[test]
    fn what_failed_is_never_fine(
        entries in proptest::collection::vec(entry(), 1..8),
        part in 1..3000_usize,
    ) {
        for (format, files) in forms(&entries) {
            let files: Vec<(&str, &[u8])> =
                files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
            let read = read_parts(&files, part, ReadLimits::default()).unwrap();
            prop_assert_eq!(read.entries.len(), entries.len());
            for ((found, _), entry) in read.entries.iter().zip(&entries) {
                let failed = [entry.status, entry.step].contains(&OperationStatus::Failure);
                // The audit log has no codes, so none contradicts a success.
                let contradicts = entry.code.is_some() && format != LogFormat::AuditLog;
                let fine =
                    [entry.status, entry.step] == [OperationStatus::Success; 2] && !contradicts;
                let outcome = found.outcome();
                if failed {
                    prop_assert_eq!(outcome, EntryOutcome::Failed, "{:?}", format);
                }
                prop_assert_eq!(fine, outcome == EntryOutcome::Succeeded, "{:?}", format);
            }
        }
    }

    #[test]
    fn any_bytes_give_a_result_or_a_refusal(
        bytes in proptest::collection::vec(any::<u8>(), 0..300),
        part in 1..50_usize,
    ) {
        let _ = read_parts(&[("", &bytes)], part, ReadLimits::default());
    }

    #[test]
    fn any_text_of_json_gives_a_result_or_a_refusal(
        text in r#"[\[{]([\[\]{},:"\\0aé \n]|"value":|"tables":|"columns":|"rows":|\{"name":"provisioningSteps"\}|"status":|"provisioningSteps":|"key":|"properties":|null|"failure"){0,60}"#,
        part in 1..50_usize,
    ) {
        let whole = read_parts(&[("", text.as_bytes())], 1 << 20, ReadLimits::default());
        let parts = read_parts(&[("", text.as_bytes())], part, ReadLimits::default());
        match (whole, parts) {
            (Ok(whole), Ok(parts)) => {
                prop_assert_eq!(whole.entries, parts.entries);
                prop_assert_eq!(whole.log.notes, parts.log.notes);
            }
            (whole, parts) => prop_assert_eq!(whole.err(), parts.err()),
        }
    }

    #[test]
    fn a_log_that_was_cut_or_changed_gives_a_result_or_a_refusal(
        entries in proptest::collection::vec(entry(), 1..4),
        form in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        byte in any::<u8>(),
        cut in any::<bool>(),
    ) {
        let mut forms = forms(&entries);
        let (_, files) = forms.swap_remove(form.index(forms.len()));
        for (name, mut bytes) in files {
            let at = at.index(bytes.len());
            if cut {
                bytes.truncate(at);
            } else {
                bytes[at] = byte;
            }
            let whole = read_parts(&[(name, &bytes)], 1 << 20, ReadLimits::default());
            let parts = read_parts(&[(name, &bytes)], 100, ReadLimits::default());
            match (whole, parts) {
                (Ok(whole), Ok(parts)) => prop_assert_eq!(whole.entries, parts.entries),
                (whole, parts) => prop_assert_eq!(whole.err(), parts.err()),
            }
        }
    }
}
