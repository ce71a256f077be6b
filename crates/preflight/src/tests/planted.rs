use std::collections::BTreeSet;

use super::run_plan;
use crate::fixtures::generate;
use crate::protocol::InputPurpose;
use crate::report::SkipReason;
use crate::report::finding_kind::FindingSeverity;

#[test]
fn every_planted_finding_is_found_and_nothing_else() {
    for count in [10, 10_000, 100_000] {
        let generated = generate(count);
        let bytes = generated.csv.as_bytes();
        let files = [(InputPurpose::Users, bytes)];
        let (run, report) = run_plan(generated.plan, &files, 1 << 18).unwrap();
        let mut found = BTreeSet::new();
        for user in 0..u32::try_from(count).unwrap() {
            found.extend(
                run.row(user)
                    .unwrap()
                    .kinds
                    .into_iter()
                    .map(|kind| (user, kind)),
            );
        }
        let missed: Vec<_> = generated.planted.difference(&found).take(20).collect();
        let beyond: Vec<_> = found.difference(&generated.planted).take(20).collect();
        assert!(
            missed.is_empty() && beyond.is_empty(),
            "missed {missed:?}, beyond {beyond:?}"
        );
        let planted = |severity| {
            let of_severity = generated
                .planted
                .iter()
                .filter(|(_, kind)| kind.severity() == severity);
            of_severity.map(|(user, _)| *user).collect::<BTreeSet<_>>()
        };
        let refused = planted(FindingSeverity::Refused);
        let totals = report.totals;
        assert_eq!(totals.users as usize, count);
        assert_eq!(totals.refused as usize, refused.len());
        let warned = planted(FindingSeverity::Warning);
        assert_eq!(totals.warned as usize, warned.difference(&refused).count());
        assert_eq!(
            totals.skips[SkipReason::Repeated as usize],
            generated.repeated
        );
        assert_eq!(
            totals.created + totals.refused + totals.skipped,
            totals.users
        );
        assert_eq!(report.licences, totals.created);
        let summed: u32 = report.findings.iter().map(|counted| counted.users).sum();
        assert_eq!(summed as usize, generated.planted.len());
    }
}
