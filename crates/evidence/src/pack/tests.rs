use provisioning::mapping::{APP_ROLE_EXPRESSION, Row, Source};
use provisioning::talkdesk::ROLES;
use setup::{Setup, SetupId, Timestamp};

use super::*;

/// What may be in a name, and what shells would take for something else.
const HOSTILE: &str = "it's \"Bob\" $(touch HACKED) `touch HACKED` $HOME %PATH% ’typographic‘ \\ é😀\nPLAN\n'@\n@PLAN@ @SCOPES@ & #";

fn setup(name: &str) -> Setup {
    let created = Timestamp("2026-11-30T08:00:00.000Z".to_owned());
    let mut setup = Setup::new(SetupId("a1".to_owned()), String::new(), created);
    setup.application_name = name.to_owned();
    let roles = Source::Expression(APP_ROLE_EXPRESSION.to_owned());
    setup.mapping.put(Row::new(ROLES, roles));
    setup
}

/// The scripts as files, which the tests of `tests/services` run. Run with
/// `UPDATE_GOLDEN=1` to write them again.
#[test]
fn scripts_are_as_they_were_tried() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/pack/golden");
    for (variant, name) in [("plain", "Talkdesk SCIM App"), ("hostile", HOSTILE)] {
        let setup = setup(name);
        let plan = EvidencePlan::of(&setup);
        for shell in CollectorShell::ALL {
            let end = shell.file_name().rsplit('.').next().unwrap_or_default();
            let path = format!("{folder}/{variant}.{end}");
            let made = script(shell, &plan);
            if std::env::var_os("UPDATE_GOLDEN").is_some() {
                std::fs::write(&path, &made).expect("the golden file");
            }
            let stored = std::fs::read_to_string(&path).unwrap_or_default();
            assert_eq!(made, stored, "{path}");
        }
    }
}

#[test]
fn a_script_only_reads_and_is_plain_text() {
    let setup = setup(HOSTILE);
    let plan = EvidencePlan::of(&setup);
    for shell in CollectorShell::ALL {
        let made = script(shell, &plan);
        assert!(made.is_ascii(), "{shell:?}");
        for writing in ["POST", "PUT", "PATCH", "DELETE", "-Body", "--body"] {
            assert!(!made.contains(writing), "{shell:?} {writing}");
        }
        assert_eq!(
            made.contains("AuditLog.Read.All"),
            shell == CollectorShell::PowerShell
        );
    }
}
