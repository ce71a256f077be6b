//! The program itself: what only a process shows.

use std::io::Read as _;
use std::process::{Command, Stdio};

fn scimdesk() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_scimdesk"));
    command.current_dir(env!("CARGO_MANIFEST_DIR"));
    command.stdin(Stdio::null());
    command
}

#[test]
fn the_exit_code_is_that_of_the_command() {
    for (file, code) in [
        ("sound.json", 0),
        ("broken-rules.json", 1),
        ("none.json", 2),
    ] {
        let done = scimdesk()
            .args(["check", &format!("tests/files/{file}")])
            .output()
            .expect("the program starts");
        assert_eq!(done.status.code(), Some(code), "{file}");
        // No terminal, no colors.
        assert!(!done.stdout.contains(&0x1b) && !done.stderr.contains(&0x1b));
    }
}

/// A reader that has enough ends neither in a panic nor in another exit code.
#[test]
fn a_closed_pipe_changes_nothing_but_the_output() {
    let mut child = scimdesk()
        .args(["check", "--format", "json", "tests/files"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    drop(child.stdout.take());
    let mut messages = String::new();
    let mut errors = child.stderr.take().expect("a pipe");
    errors.read_to_string(&mut messages).expect("text");
    let status = child.wait().expect("the program ends");
    assert_eq!(status.code(), Some(1), "{messages}");
    assert!(!messages.contains("panicked"), "{messages}");
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_read_and_encoded() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt as _;

    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("no-text");
    std::fs::create_dir_all(&folder).expect("the folder of tests");
    let path = folder.join(OsStr::from_bytes(b"caf\xE9\n.entra"));
    std::fs::write(&path, "tolower([mail])").expect("the folder of tests");
    let run = |format: &str| {
        let mut command = scimdesk();
        command
            .current_dir(&folder)
            .args(["check", "--format", format, "."]);
        command.output().expect("the program starts")
    };
    let text = run("text");
    assert_eq!(text.status.code(), Some(1));
    let lines = String::from_utf8_lossy(&text.stdout).into_owned();
    assert!(
        lines.starts_with("./caf\u{fffd} .entra:1:1: error["),
        "{lines}"
    );
    let sarif = String::from_utf8_lossy(&run("sarif").stdout).into_owned();
    assert!(sarif.contains("\"uri\": \"caf%E9%0A.entra\""), "{sarif}");
}

/// A symbolic link of a folder is not followed, so one to the folder itself is
/// no endless loop.
#[cfg(unix)]
#[test]
fn symbolic_links_in_a_folder_are_left_out() {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("links");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).expect("the folder of tests");
    std::fs::write(folder.join("a.entra"), "[mail]").expect("the folder of tests");
    std::os::unix::fs::symlink(&folder, folder.join("loop")).expect("a link");
    std::os::unix::fs::symlink(folder.join("a.entra"), folder.join("b.entra")).expect("a link");
    let done = scimdesk()
        .current_dir(&folder)
        .args(["check", "."])
        .output()
        .expect("the program starts");
    let messages = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(messages, "1 file checked, no issues.\n");
}
