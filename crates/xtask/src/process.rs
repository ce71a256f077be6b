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

use crate::report::{ExitReason, print};

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// How often a waiting command looks whether it was interrupted.
pub const TICK: Duration = Duration::from_millis(50);

/// How long a child may take to end when asked to, before it is killed.
const GRACE: Duration = Duration::from_secs(4);

/// How many of a program's last lines are shown when it fails.
const TAIL: usize = 15;

/// How often a silent command says that it is still at work.
const SILENCE: Duration = Duration::from_secs(60);

/// What `cargo run` sets for this program. A nested cargo would rebuild what is
/// fresh for it.
const OF_CARGO_RUN: [&str; 4] = [
    "CARGO_PKG_",
    "CARGO_MANIFEST_",
    "CARGO_BIN_",
    "CARGO_CRATE_",
];

/// Turns Ctrl-C and requests to terminate into [`ExitReason::Interrupted`] at
/// the next wait.
pub fn listen_for_interrupts() -> Result<()> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed))
        .context("Cannot listen for Ctrl-C")
}

/// Fails once somebody asked this program to end.
pub fn check_interrupt() -> Result<()> {
    let interrupted = INTERRUPTED.load(Ordering::Relaxed);
    ensure!(!interrupted, ExitReason::Interrupted);
    Ok(())
}

/// A command without standard input, and without the variables of `cargo run`.
pub fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stdin(Stdio::null());
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        if OF_CARGO_RUN.iter().any(|prefix| text.starts_with(prefix)) {
            command.env_remove(&name);
        }
    }
    command
}

/// A running child, ended with everything it started when this is dropped.
pub struct ChildProcess {
    child: Child,
    /// What the child writes to its pipes, both in one stream, which ends when
    /// the child's side is closed.
    pub lines: Receiver<String>,
}

impl ChildProcess {
    /// Starts a command in a process group of its own.
    pub fn start(command: &mut Command) -> Result<Self> {
        let name = command.get_program().to_string_lossy().into_owned();
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let mut child = command
            .spawn()
            .with_context(|| format!("Cannot start {name}"))?;
        let (sender, lines) = channel();
        if let Some(pipe) = child.stdout.take() {
            read_lines(pipe, sender.clone());
        }
        if let Some(pipe) = child.stderr.take() {
            read_lines(pipe, sender);
        }
        Ok(Self { child, lines })
    }

    /// The child's status, if it has ended.
    pub fn status(&mut self) -> Result<Option<ExitStatus>> {
        Ok(self.child.try_wait()?)
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

    /// Hands over each line, and none now and then, until the child has ended.
    pub fn follow(&mut self, mut see: impl FnMut(Option<String>)) -> Result<ExitStatus> {
        loop {
            check_interrupt()?;
            match self.lines.recv_timeout(TICK) {
                Ok(line) => see(Some(line)),
                Err(RecvTimeoutError::Timeout) => see(None),
                Err(RecvTimeoutError::Disconnected) => return self.wait(),
            }
        }
    }
}

impl Drop for ChildProcess {
    /// Errors of these calls mean that a process has ended by itself.
    fn drop(&mut self) {
        if matches!(self.status(), Ok(Some(_))) {
            return;
        }
        drop(self.child.stdin.take());
        #[cfg(unix)]
        {
            use nix::sys::signal::{Signal, killpg};
            let group = nix::unistd::Pid::from_raw(self.child.id().cast_signed());
            killpg(group, Signal::SIGTERM).ok();
            let since = Instant::now();
            while since.elapsed() < GRACE {
                if matches!(self.status(), Ok(Some(_))) && killpg(group, None).is_err() {
                    return;
                }
                thread::sleep(TICK);
            }
            killpg(group, Signal::SIGKILL).ok();
        }
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// Lines end with a line feed or, where a program draws its progress, with a
/// carriage return.
fn read_lines(pipe: impl Read + Send + 'static, sender: Sender<String>) {
    let send = move |line: &[u8]| {
        let text = String::from_utf8_lossy(line);
        sender.send(text.trim_end().to_owned())
    };
    thread::spawn(move || {
        let mut line = Vec::new();
        for byte in BufReader::new(pipe).bytes() {
            match byte {
                Ok(b'\n' | b'\r') => {
                    if send(&line).is_err() {
                        return;
                    }
                    line.clear();
                }
                Ok(byte) => line.push(byte),
                Err(_) => break,
            }
        }
        if !line.is_empty() {
            send(&line).ok();
        }
    });
}

/// Runs a command whose output the developer sees as it comes.
pub fn show(command: &mut Command) -> Result<ExitStatus> {
    ChildProcess::start(command)?.wait()
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
    ChildProcess::start(command.stdout(Stdio::piped()))?.follow(|line| {
        if let Some(line) = line {
            print(&line);
            see(&line);
        }
    })
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

/// Runs a command silently; gives everything that it wrote.
pub fn capture(command: &mut Command, what: &str) -> Result<String> {
    capture_with(command, what, |_| false)
}

/// Runs a command silently; gives everything that it wrote, but lines that
/// `consume` has taken. Where it takes none, the developer is told once a
/// minute that the command is still at work.
pub fn capture_with(
    command: &mut Command,
    what: &str,
    mut consume: impl FnMut(&str) -> bool,
) -> Result<String> {
    let mut child = ChildProcess::start(command.stdout(Stdio::piped()).stderr(Stdio::piped()))?;
    let started = Instant::now();
    let mut noted = started;
    let mut output = String::new();
    let status = child.follow(|line| match line {
        Some(line) if consume(&line) => noted = Instant::now(),
        Some(line) => output.extend([&line, "\n"]),
        None if noted.elapsed() >= SILENCE => {
            noted = Instant::now();
            let minutes = started.elapsed().as_secs() / 60;
            print(format!("  {what}: still at work after {minutes} min."));
        }
        None => {}
    })?;
    ensure!(
        status.success(),
        "{}\n\n{what} failed; the lines above say why.",
        tail(&output)
    );
    Ok(output)
}

#[cfg(unix)]
#[cfg(test)]
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
        let child = ChildProcess::start(
            command("sh")
                .args(["-c", "sleep 60 & echo $!; wait"])
                .stdout(Stdio::piped()),
        )
        .unwrap();
        let grandchild = child.lines.recv().unwrap();
        drop(child);
        let kill = command("kill").args(["-0", &grandchild]).output().unwrap();
        assert!(!kill.status.success());
    }
}
