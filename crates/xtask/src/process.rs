//! Child processes that never outlive this one.
//!
//! Every child leads a process group of its own, so that ending it also ends
//! what it started (trunk's cargo, cargo's rustc). A Ctrl-C in the terminal
//! then reaches this program only, which passes it on.

use std::ffi::OsStr;
use std::io::{BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};

use crate::exit::ExitReason;
use crate::report::print;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// How often a waiting command looks whether it was interrupted.
const TICK: Duration = Duration::from_millis(50);

/// How long a child may take to end when asked to, before it is killed.
const GRACE: Duration = Duration::from_secs(4);

/// How many of a program's last lines are shown when it fails.
const TAIL: usize = 15;

/// Turns Ctrl-C and requests to terminate into [`ExitReason::Interrupted`] at
/// the next wait.
pub fn listen_for_interrupts() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed))
        .context("Cannot listen for Ctrl-C")
}

/// Fails once somebody asked this program to end.
pub fn check_interrupt() -> Result<()> {
    ensure!(
        !INTERRUPTED.load(Ordering::Relaxed),
        ExitReason::Interrupted
    );
    Ok(())
}

/// A command without the variables that `cargo run` sets for this program,
/// because they would make a nested cargo rebuild what is fresh.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in std::env::vars_os() {
        let Some(text) = name.to_str() else { continue };
        if [
            "CARGO_PKG_",
            "CARGO_MANIFEST_",
            "CARGO_BIN_",
            "CARGO_CRATE_",
        ]
        .iter()
        .any(|prefix| text.starts_with(prefix))
        {
            command.env_remove(name);
        }
    }
    command
}

/// A running child, ended with everything it started when this is dropped.
pub struct ChildProcess {
    child: Child,
    finished: Option<ExitStatus>,
}

impl ChildProcess {
    /// Starts a command in a process group of its own, without standard input
    /// unless the command has a pipe for it.
    pub fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command
            .spawn()
            .with_context(|| format!("Cannot start {name}"))?;
        Ok(Self {
            child,
            finished: None,
        })
    }

    /// The lines that the child writes to its pipes, both in one stream. The
    /// stream ends when the child's side is closed.
    pub fn lines(&mut self) -> Receiver<String> {
        let (sender, receiver) = channel();
        if let Some(pipe) = self.child.stdout.take() {
            read_lines(pipe, sender.clone());
        }
        if let Some(pipe) = self.child.stderr.take() {
            read_lines(pipe, sender);
        }
        receiver
    }

    /// The child's status, if it has ended.
    pub fn status(&mut self) -> Result<Option<ExitStatus>> {
        if self.finished.is_none() {
            self.finished = self.child.try_wait()?;
        }
        Ok(self.finished)
    }

    /// Waits for the child's end, or for an interrupt.
    pub fn wait(&mut self) -> Result<ExitStatus> {
        let mut pause = Duration::from_millis(1);
        loop {
            check_interrupt()?;
            if let Some(status) = self.status()? {
                return Ok(status);
            }
            thread::sleep(pause);
            pause = (pause * 2).min(TICK);
        }
    }

    /// Hands each line to `see`, with a call of `idle` now and then, until the
    /// child has ended.
    pub fn follow(
        &mut self,
        mut see: impl FnMut(&str),
        mut idle: impl FnMut(),
    ) -> Result<ExitStatus> {
        let lines = self.lines();
        loop {
            check_interrupt()?;
            match lines.recv_timeout(TICK) {
                Ok(line) => see(&line),
                Err(RecvTimeoutError::Timeout) => idle(),
                Err(RecvTimeoutError::Disconnected) => return self.wait(),
            }
        }
    }

    fn end(&mut self) {
        if matches!(self.status(), Ok(Some(_))) {
            return;
        }
        drop(self.child.stdin.take());
        #[cfg(unix)]
        self.signal(nix::sys::signal::SIGTERM);
        let since = Instant::now();
        while since.elapsed() < GRACE {
            if matches!(self.status(), Ok(Some(_))) && !self.group_lives() {
                return;
            }
            thread::sleep(TICK);
        }
        #[cfg(unix)]
        self.signal(nix::sys::signal::SIGKILL);
        // An error of either call means that the child has ended by itself.
        self.child.kill().ok();
        self.child.wait().ok();
    }

    #[cfg(unix)]
    fn group(&self) -> nix::unistd::Pid {
        nix::unistd::Pid::from_raw(self.child.id().cast_signed())
    }

    #[cfg(unix)]
    fn group_lives(&self) -> bool {
        nix::sys::signal::killpg(self.group(), None).is_ok()
    }

    #[cfg(unix)]
    fn signal(&mut self, signal: nix::sys::signal::Signal) {
        // An error here means that the group has ended by itself.
        nix::sys::signal::killpg(self.group(), signal).ok();
    }

    #[cfg(not(unix))]
    fn group_lives(&self) -> bool {
        false
    }
}

impl Drop for ChildProcess {
    fn drop(&mut self) {
        self.end();
    }
}

/// Lines end with a line feed or, where a program draws its progress, with a
/// carriage return.
fn read_lines(pipe: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        let mut line = Vec::new();
        for byte in BufReader::new(pipe).bytes() {
            let Ok(byte) = byte else { break };
            if !matches!(byte, b'\n' | b'\r') {
                line.push(byte);
                continue;
            }
            let text = String::from_utf8_lossy(&line).trim_end().to_owned();
            if sender.send(text).is_err() {
                return;
            }
            line.clear();
        }
        if !line.is_empty() {
            sender
                .send(String::from_utf8_lossy(&line).trim_end().to_owned())
                .ok();
        }
    });
}

/// Runs a command whose output the developer sees as it comes.
pub fn show(command: &mut Command) -> Result<ExitStatus> {
    ChildProcess::start(command.stdin(Stdio::null()))?.wait()
}

/// Runs a command as [`show`] does. `step` starts the sentence that says that
/// it failed.
pub fn show_or_fail(command: &mut Command, step: &str) -> Result<()> {
    ensure!(
        show(command)?.success(),
        "{step} failed; the lines above say why."
    );
    Ok(())
}

/// Runs a command whose output the developer sees and `see` reads; standard
/// error is only shown.
pub fn show_and_read(command: &mut Command, mut see: impl FnMut(&str)) -> Result<ExitStatus> {
    let mut child = ChildProcess::start(command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
    child.follow(
        |line| {
            print(line);
            see(line);
        },
        || {},
    )
}

/// Whether a command failed because its program is not there.
pub fn is_missing(error: &anyhow::Error) -> bool {
    let source = error.downcast_ref::<std::io::Error>();
    source.is_some_and(|source| source.kind() == std::io::ErrorKind::NotFound)
}

/// The outcome of a thread.
pub fn joined<T>(thread: thread::ScopedJoinHandle<'_, Result<T>>) -> Result<T> {
    let outcome = thread.join();
    outcome.unwrap_or_else(|_| bail!("A thread panicked, as shown above."))
}

/// The last few lines of a text.
pub fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

/// Runs a command silently, saying once a minute that it is still at work;
/// gives everything that it wrote.
pub fn capture(command: &mut Command, what: &str) -> Result<String> {
    let started = Instant::now();
    let mut minutes = 0;
    capture_with(
        command,
        what,
        |_| false,
        || {
            if started.elapsed().as_secs() / 60 > minutes {
                minutes += 1;
                print(format!("  {what}: still at work after {minutes} min."));
            }
        },
    )
}

/// Runs a command silently; gives everything that it wrote, but lines that
/// `consume` has taken.
pub fn capture_with(
    command: &mut Command,
    what: &str,
    mut consume: impl FnMut(&str) -> bool,
    idle: impl FnMut(),
) -> Result<String> {
    let mut child = ChildProcess::start(
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped()),
    )?;
    let mut output = String::new();
    let status = child.follow(
        |line| {
            if !consume(line) {
                output.push_str(line);
                output.push('\n');
            }
        },
        idle,
    )?;
    if !status.success() {
        bail!(
            "{}\n\n{what} failed; the lines above say why.",
            tail(&output)
        );
    }
    Ok(output)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn output_is_returned_or_shown_in_the_error() {
        let shell = |script: &str| capture(command("sh").args(["-c", script]), "A test");
        assert_eq!(shell("echo out; printf 'a\\rb'").unwrap(), "out\na\nb\n");
        let error = shell("echo out; echo err >&2; exit 3")
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("out\n") && error.contains("err\n"),
            "{error}"
        );
        assert!(
            error.ends_with("A test failed; the lines above say why."),
            "{error}"
        );
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = capture(&mut command("no-such-program"), "A test").unwrap_err();
        assert!(is_missing(&error) && error.to_string().contains("no-such-program"));
    }

    #[test]
    fn only_the_last_lines_make_the_tail() {
        let text: String = (1..=40).map(|number| format!("line {number}\n")).collect();
        let tail = tail(&text);
        assert_eq!(tail.lines().count(), TAIL);
        assert!(tail.ends_with("line 40"));
    }

    #[test]
    fn dropping_a_child_ends_what_it_started() {
        let mut child = ChildProcess::start(
            command("sh")
                .args(["-c", "sleep 60 & echo $!; wait"])
                .stdout(Stdio::piped()),
        )
        .unwrap();
        let grandchild = child.lines().recv().unwrap();
        drop(child);
        let kill = command("kill").args(["-0", &grandchild]).output().unwrap();
        assert!(!kill.status.success());
    }
}
