use super::*;

const PAGE: &str = "https://scimdesk.github.io/scimdesk/";

fn page(address: &str) -> RedirectUri {
    RedirectUri::of_page(address).expect("it can be registered")
}

/// The scripts as files, so that other tests can run them. Run with
/// `UPDATE_GOLDEN=1` to write them again.
#[test]
fn scripts_are_as_they_were_tried() {
    for (shell, name) in [
        (ScriptShell::PowerShell, "registration.ps1"),
        (ScriptShell::Bash, "registration.sh"),
    ] {
        let path = format!(
            "{}/src/registration_script/golden/{name}",
            env!("CARGO_MANIFEST_DIR")
        );
        let text = script(shell, &page(PAGE));
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::write(&path, &text).expect(name);
        }
        let golden = std::fs::read_to_string(&path).expect(name);
        assert_eq!(text, golden, "{name}");
    }
}

#[test]
fn the_address_is_in_one_piece_of_json_only() {
    let hostile = "https://a.example/$(touch)/@PLAN@/#@/?q='";
    for shell in SCRIPT_SHELLS {
        let text = script(shell, &page(hostile));
        let (begin, end) = match shell {
            ScriptShell::PowerShell => ("@'\n", "\n'@\n"),
            ScriptShell::Bash => ("<<'PLAN'\n", "\nPLAN\n"),
        };
        let (head, rest) = text.split_once(begin).expect("it has a plan");
        let (plan, tail) = rest.split_once(end).expect("the plan ends");
        let plan: serde_json::Value = serde_json::from_str(plan).expect("the plan is JSON");
        assert_eq!(plan["redirectUri"], "https://a.example/$(touch)/@PLAN@/");
        assert!(text.is_ascii());
        assert!(!head.contains("touch") && !tail.contains("touch"));
    }
}

#[test]
fn scripts_need_one_permission_and_list_only_reading_ones() {
    let text = script(ScriptShell::PowerShell, &page(PAGE));
    assert!(text.contains(&format!("-Scopes '{SCRIPT_PERMISSION}'\n")));
    for shell in SCRIPT_SHELLS {
        let text = script(shell, &page(PAGE));
        assert!(text.contains(r#""Synchronization.Read.All""#));
        assert!(!text.contains("Synchronization.ReadWrite.All"));
        assert!(!text.contains("passwordCredentials") && !text.contains("addPassword"));
    }
}
