//! `cargo xtask serve`: the app and a practice service, rebuilt on change.

use std::ffi::OsStr;
use std::fmt;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use fs_err as fs;

use crate::args::ServeOptions;
use crate::harden;
use crate::process::{ChildProcess, check_interrupt, command, joined, tail};
use crate::project::Project;
use crate::report::{duration, print};
use crate::site;
use crate::tools::{Trunk, node, wasm_opt};

/// A fixed token is fine: the practice service listens on loopback only and
/// holds made-up people.
const PRACTICE_TOKEN: &str = "practice-token";

/// How long a server may take until it listens.
const START: Duration = Duration::from_secs(20);

const TICK: Duration = Duration::from_millis(50);

/// A server that `serve` starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ServerKind {
    Site,
    Practice,
}

impl fmt::Display for ServerKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Site => "server of the app",
            Self::Practice => "practice service",
        })
    }
}

/// Builds, serves, and stays until interrupted.
pub fn run(options: &ServeOptions) -> Result<()> {
    let project = Project::find()?;
    harden::check_source(&project)?;
    node::check()?;
    check_port(options.port, ServerKind::Site)?;
    if let Some(port) = options.practice_port {
        check_port(port, ServerKind::Practice)?;
    }
    let trunk = prepare(&project, options.release)?;
    let dist = project.dev_dist();
    fs::create_dir_all(&dist)?;
    let mut watch = site::watch(&project, &trunk, &dist, options.release);
    print("Building; the first time usually takes a few minutes, later builds some seconds.");
    let mut builder = Builder::start(watch.stdin(Stdio::null()).stdout(Stdio::piped()))?;
    while !builder.built {
        builder.step()?;
    }

    let practice = options.practice_port;
    let practice = practice.map(|port| start_practice(&project, port));
    let mut servers = vec![start_site(&project, &dist, options.port)?];
    servers.extend(practice.transpose()?);
    print_addresses(&servers);
    loop {
        builder.step()?;
        for server in &mut servers {
            server.check()?;
        }
    }
}

/// Installs what is missing. While cargo installs Trunk, of which much cannot be
/// compiled in parallel, the rest is fetched and the site is compiled ahead.
fn prepare(project: &Project, release: bool) -> Result<Trunk> {
    let compiles_ahead = !Trunk::is_installed()? && !release && has_memory_for_two();
    thread::scope(|scope| {
        let packages = scope.spawn(|| {
            node::ensure_packages(&project.path("tests/services"), "the practice service")?;
            release.then(|| wasm_opt(project)).transpose()
        });
        let ahead = scope.spawn(|| match compiles_ahead {
            true => site::compile_ahead(project),
            false => Ok(()),
        });
        let trunk = Trunk::ensure(project);
        joined(packages)?;
        joined(ahead)?;
        trunk
    })
}

/// Whether two compilers may run beside each other. Each needs up to 2 GB;
/// where the system does not tell, memory is taken to be there.
fn has_memory_for_two() -> bool {
    const MIN_KIB: u64 = 5_000_000;
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("MemAvailable:"));
    let available = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
    available.is_none_or(|available| available >= MIN_KIB)
}

fn check_port(port: u16, server: ServerKind) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            let remedy = match server {
                ServerKind::Site => "choose another port with --port N",
                ServerKind::Practice => {
                    "choose another port with --practice-port N, or leave the service out with \
                     --no-practice"
                }
            };
            bail!(
                "Port {port}, which the {server} needs, is in use; end the program that has it, \
                 or {remedy}."
            )
        }
        Err(error) => Err(error).with_context(|| format!("Cannot listen on port {port}")),
    }
}

fn print_addresses(servers: &[NodeServer]) {
    print("");
    for NodeServer { server, url, .. } in servers {
        match server {
            ServerKind::Site => print(format!("  App               {url}")),
            ServerKind::Practice => print(format!(
                "  Practice service  {url}\n  Practice token    {PRACTICE_TOKEN}"
            )),
        }
    }
    print("\n  Changes are built as you save them; reload the page to see them.");
    print("  Ctrl-C ends everything.\n");
}

/// Trunk at work, with its log boiled down to what a developer needs.
struct Builder {
    trunk: ChildProcess,
    lines: Receiver<String>,
    started: Instant,
    built: bool,
    failure: Option<Vec<String>>,
}

impl Builder {
    fn start(watch: &mut std::process::Command) -> Result<Self> {
        let mut trunk = ChildProcess::start(watch)?;
        let lines = trunk.lines();
        Ok(Self {
            trunk,
            lines,
            started: Instant::now(),
            built: false,
            failure: None,
        })
    }

    /// Handles the lines that trunk writes within one tick.
    fn step(&mut self) -> Result<()> {
        check_interrupt()?;
        match self.lines.recv_timeout(TICK) {
            Ok(line) => self.handle_line(&line),
            Err(RecvTimeoutError::Timeout) => self.report_failure(),
            Err(RecvTimeoutError::Disconnected) => {
                self.report_failure();
                self.trunk.wait()?;
                bail!("Trunk, which watches and builds, ended; the lines above say why.");
            }
        }
        Ok(())
    }

    fn handle_line(&mut self, line: &str) {
        match TrunkEvent::of(line) {
            TrunkEvent::Started => self.started = Instant::now(),
            TrunkEvent::Built => {
                self.built = true;
                print(format!("Built in {}.", duration(self.started.elapsed())));
            }
            TrunkEvent::Failed => self.failure = Some(Vec::new()),
            TrunkEvent::Chatter => {}
            TrunkEvent::Detail => match &mut self.failure {
                Some(details) => details.push(line.to_owned()),
                None => print(line),
            },
        }
    }

    /// Says that a build failed, with trunk's reasons unless cargo or a hook
    /// has shown its own.
    fn report_failure(&mut self) {
        let Some(details) = self.failure.take() else {
            return;
        };
        let shown_before = |line: &String| SHOWN_BEFORE.iter().any(|part| line.contains(part));
        if !details.iter().any(shown_before) {
            details.iter().for_each(print);
        }
        print("The build failed, as shown above; correct it and save, and it is built again.");
    }
}

/// Reasons in trunk's log that follow the output of a program.
const SHOWN_BEFORE: [&str; 2] = ["error during cargo build", "hook call to"];

/// What a line of trunk's log means.
#[derive(Debug, PartialEq, Eq)]
enum TrunkEvent {
    Started,
    Built,
    Failed,
    Chatter,
    Detail,
}

impl TrunkEvent {
    /// Reads a line of the pinned trunk: a time, a level, and the message.
    fn of(line: &str) -> Self {
        let Some((_, message)) = line.split_once(" INFO ") else {
            return if line.contains(" ERROR ") && line.ends_with(" error") {
                Self::Failed
            } else {
                Self::Detail
            };
        };
        if message.ends_with("starting build") {
            Self::Started
        } else if message.ends_with("success") {
            Self::Built
        } else {
            Self::Chatter
        }
    }
}

/// A Node server that lives as long as its standard input is open.
struct NodeServer {
    server: ServerKind,
    url: String,
    child: ChildProcess,
    lines: Receiver<String>,
    last_lines: String,
}

fn start_practice(project: &Project, port: u16) -> Result<NodeServer> {
    let port = port.to_string();
    let arguments = ["--port", &port, "--token", PRACTICE_TOKEN].map(AsRef::as_ref);
    NodeServer::start(project, ServerKind::Practice, "practice.mjs", &arguments)
}

fn start_site(project: &Project, dist: &Path, port: u16) -> Result<NodeServer> {
    let port = port.to_string();
    let arguments = [
        "--dir".as_ref(),
        dist.as_os_str(),
        "--port".as_ref(),
        port.as_ref(),
    ];
    NodeServer::start(project, ServerKind::Site, "site.mjs", &arguments)
}

impl NodeServer {
    /// Starts a server and waits until it says that it listens.
    fn start(
        project: &Project,
        server: ServerKind,
        script: &str,
        arguments: &[&OsStr],
    ) -> Result<Self> {
        let mut node = command("node");
        node.arg(project.path("tests/services").join(script))
            .args(arguments)
            .current_dir(project.root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = ChildProcess::start(&mut node)?;
        let lines = child.lines();
        let mut started = Self {
            server,
            url: String::new(),
            child,
            lines,
            last_lines: String::new(),
        };
        let since = Instant::now();
        while since.elapsed() < START {
            check_interrupt()?;
            match started.lines.recv_timeout(TICK) {
                Ok(line) => match line.strip_prefix("listening ") {
                    Some(url) => {
                        started.url = url.to_owned();
                        started.last_lines.clear();
                        return Ok(started);
                    }
                    None => started.handle_line(&line),
                },
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        Err(started.stopped())
    }

    /// Shows what the server says, and fails if it has ended.
    fn check(&mut self) -> Result<()> {
        while let Ok(line) = self.lines.try_recv() {
            print(&line);
            self.handle_line(&line);
        }
        match self.child.status()? {
            None => Ok(()),
            Some(_) => Err(self.stopped()),
        }
    }

    fn handle_line(&mut self, line: &str) {
        self.last_lines = tail(&format!("{}\n{line}", self.last_lines));
    }

    fn stopped(&self) -> anyhow::Error {
        anyhow!(
            "{}\n\nThe {} ended unexpectedly.",
            self.last_lines,
            self.server
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_trunk_are_understood() {
        let line = |text: &str| TrunkEvent::of(&format!("2026-01-01T00:00:00.000000Z {text}"));
        assert_eq!(line(" INFO 📦 starting build"), TrunkEvent::Started);
        assert_eq!(line(" INFO ✅ success"), TrunkEvent::Built);
        assert_eq!(line(" INFO applying new distribution"), TrunkEvent::Chatter);
        assert_eq!(line("ERROR ❌ error"), TrunkEvent::Failed);
        assert_eq!(
            TrunkEvent::of("error from build pipeline"),
            TrunkEvent::Detail
        );
        assert_eq!(line(" WARN something"), TrunkEvent::Detail);
    }

    #[test]
    fn a_port_in_use_is_noticed() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let error = check_port(port, ServerKind::Practice).unwrap_err();
        assert!(error.to_string().contains("is in use"), "{error}");
    }
}
