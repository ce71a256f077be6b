//! Child processes that never outlive this one.
//!
//! Every child leads a process group of its own, so that ending it also ends
//! what it started (trunk's cargo, cargo's rustc). A Ctrl-C in the terminal
//! then reaches this program only, which passes it on.

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use crate::error::{Error, IoContext as _};
use crate::report::say;

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// How often a waiting command looks whether it was interrupted.
const TICK: Duration = Duration::from_millis(50);

/// How long a child may take to end when asked to, before it is killed.
const GRACE: Duration = Duration::from_secs(4);

/// How many of a program's last lines are shown when it fails.
const TAIL: usize = 15;

/// Turns Ctrl-C and requests to terminate into [`Error::Interrupted`] at the
/// next wait.
pub fn listen_for_interrupts() -> Result<(), Error> {
    ctrlc::set_handler(|| INTERRUPTED.store(true, Ordering::Relaxed))
        .map_err(std::io::Error::other)
        .doing("listen for Ctrl-C")
}

/// Fails once somebody asked this program to end.
pub fn check_interrupt() -> Result<(), Error> {
    if INTERRUPTED.load(Ordering::Relaxed) {
        return Err(Error::Interrupted);
    }
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
pub struct Running {
    child: Child,
    name: String,
    finished: Option<ExitStatus>,
}

impl Running {
    /// Starts a command in a process group of its own, without standard input
    /// unless the command has a pipe for it.
    pub fn start(command: &mut Command) -> Result<Self, Error> {
        let name = command.get_program().to_string_lossy().into_owned();
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command.spawn().doing(format!("start {name}"))?;
        Ok(Self {
            child,
            name,
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
    pub fn status(&mut self) -> Result<Option<ExitStatus>, Error> {
        if self.finished.is_none() {
            self.finished = self
                .child
                .try_wait()
                .doing(format!("wait for {}", self.name))?;
        }
        Ok(self.finished)
    }

    /// Waits for the child's end, or for an interrupt.
    pub fn wait(&mut self) -> Result<ExitStatus, Error> {
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
    ) -> Result<ExitStatus, Error> {
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
        self.signal(Ending::Ask);
        let asked = Instant::now();
        while asked.elapsed() < GRACE {
            if matches!(self.status(), Ok(Some(_))) && !self.group_lives() {
                return;
            }
            thread::sleep(TICK);
        }
        self.signal(Ending::Kill);
        // Nothing is left to do about a child that cannot even be reaped.
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
    fn signal(&mut self, ending: Ending) {
        use nix::sys::signal::Signal;
        let signal = match ending {
            Ending::Ask => Signal::SIGTERM,
            Ending::Kill => Signal::SIGKILL,
        };
        // An error here means that the group has ended by itself.
        nix::sys::signal::killpg(self.group(), signal).ok();
    }

    #[cfg(not(unix))]
    fn group_lives(&self) -> bool {
        false
    }

    #[cfg(not(unix))]
    fn signal(&mut self, ending: Ending) {
        match ending {
            Ending::Ask => {}
            // An error here means that the child has ended by itself.
            Ending::Kill => self.child.kill().unwrap_or_default(),
        }
    }
}

/// How a child is told to end.
#[derive(Clone, Copy)]
enum Ending {
    Ask,
    Kill,
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}

fn read_lines(pipe: impl Read + Send + 'static, sender: Sender<String>) {
    thread::spawn(move || {
        let mut reader = BufReader::new(pipe);
        let mut line = Vec::new();
        while matches!(reader.read_until(b'\n', &mut line), Ok(count) if count > 0) {
            let text = String::from_utf8_lossy(&line);
            if sender.send(text.trim_end().to_owned()).is_err() {
                return;
            }
            line.clear();
        }
    });
}

/// Runs a command whose output the developer sees as it comes.
pub fn show(command: &mut Command) -> Result<ExitStatus, Error> {
    Running::start(command.stdin(Stdio::null()))?.wait()
}

/// Runs a command whose output the developer sees and `see` reads; standard
/// error is only shown.
pub fn show_and_read(
    command: &mut Command,
    mut see: impl FnMut(&str),
) -> Result<ExitStatus, Error> {
    let mut child = Running::start(command.stdin(Stdio::null()).stdout(Stdio::piped()))?;
    child.follow(
        |line| {
            say(line);
            see(line);
        },
        || {},
    )
}

/// What a silent command left.
pub struct Finished {
    /// How it ended.
    pub status: ExitStatus,
    /// Everything that it wrote.
    pub output: String,
}

impl Finished {
    /// The last lines.
    pub fn tail(&self) -> String {
        tail(&self.output)
    }
}

/// The last few lines of a text.
pub fn tail(text: &str) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    lines[lines.len().saturating_sub(TAIL)..].join("\n")
}

/// Runs a command silently, saying once a minute that it is still at work.
pub fn run_silently(command: &mut Command, what: &str) -> Result<Finished, Error> {
    let mut child = Running::start(
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped()),
    )?;
    let started = Instant::now();
    let mut minutes = 0;
    let mut output = String::new();
    let status = child.follow(
        |line| {
            output.push_str(line);
            output.push('\n');
        },
        || {
            if started.elapsed().as_secs() / 60 > minutes {
                minutes += 1;
                say(format!("  {what}: still at work after {minutes} min."));
            }
        },
    )?;
    Ok(Finished { status, output })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn output_and_status_are_kept() {
        let done = run_silently(
            command("sh").args(["-c", "echo out; echo err >&2; exit 3"]),
            "a test",
        )
        .unwrap();
        assert_eq!(done.status.code(), Some(3));
        assert!(done.output.contains("out\n") && done.output.contains("err\n"));
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
        let mut child = Running::start(
            command("sh")
                .args(["-c", "sleep 60 & echo $!; wait"])
                .stdout(Stdio::piped()),
        )
        .unwrap();
        let grandchild = child.lines().recv().unwrap();
        drop(child);
        let found = command("kill").args(["-0", &grandchild]).output().unwrap();
        assert!(!found.status.success());
    }
}
