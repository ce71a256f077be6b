//! `cargo xtask serve`: the app and a practice service, rebuilt on change.

use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::args::ServeOptions;
use crate::error::{Error, IoContext as _, Server};
use crate::node;
use crate::process::{Running, check_interrupt, command, tail};
use crate::project::Project;
use crate::report::{duration, say};
use crate::seal;
use crate::site;
use crate::tools::{SiteTools, wasm_opt};

/// A fixed token is fine: the practice service listens on loopback only and
/// holds made-up people.
const PRACTICE_TOKEN: &str = "practice-token";

/// How long a server may take until it listens.
const START: Duration = Duration::from_secs(20);

const TICK: Duration = Duration::from_millis(50);

/// Builds, serves, and stays until interrupted.
pub fn run(options: &ServeOptions) -> Result<(), Error> {
    let project = Project::find()?;
    seal::check_source(&project)?;
    node::check()?;
    check_port(options.port, Server::Site)?;
    if let Some(port) = options.practice_port {
        check_port(port, Server::Practice)?;
    }
    let tools = SiteTools::ensure(&project)?;
    if options.release {
        wasm_opt(&project)?;
    }
    node::ensure_packages(&project.path("tests/services"), "the practice service")?;

    let dist = project.dev_dist();
    std::fs::create_dir_all(&dist).doing(format!("create {}", dist.display()))?;
    let mut watch = site::watch(&project, &tools, &dist, options.release);
    say("Building; the first time usually takes a few minutes, later builds some seconds.");
    let mut builder = Builder::start(watch.stdin(Stdio::null()).stdout(Stdio::piped()))?;
    while !builder.built {
        builder.step()?;
    }

    let practice = options.practice_port;
    let practice = practice.map(|port| start_practice(&project, port));
    let mut servers = vec![start_site(&project, &dist, options.port)?];
    servers.extend(practice.transpose()?);
    say_addresses(&servers);
    loop {
        builder.step()?;
        for server in &mut servers {
            server.check()?;
        }
    }
}

fn check_port(port: u16, server: Server) -> Result<(), Error> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => {
            Err(Error::PortTaken { port, server })
        }
        Err(error) => Err(error).doing(format!("listen on port {port}")),
    }
}

fn say_addresses(servers: &[NodeServer]) {
    say("");
    for NodeServer { server, url, .. } in servers {
        match server {
            Server::Site => say(format!("  App               {url}")),
            Server::Practice => say(format!(
                "  Practice service  {url}\n  Practice token    {PRACTICE_TOKEN}"
            )),
        }
    }
    say("\n  Changes are built as you save them; reload the page to see them.");
    say("  Ctrl-C ends everything.\n");
}

/// Trunk at work, with its log boiled down to what a developer needs.
struct Builder {
    trunk: Running,
    lines: Receiver<String>,
    started: Instant,
    built: bool,
    failure: Option<Vec<String>>,
}

impl Builder {
    fn start(watch: &mut std::process::Command) -> Result<Self, Error> {
        let mut trunk = Running::start(watch)?;
        let lines = trunk.lines();
        Ok(Self {
            trunk,
            lines,
            started: Instant::now(),
            built: false,
            failure: None,
        })
    }

    /// Handles what trunk says within one tick.
    fn step(&mut self) -> Result<(), Error> {
        check_interrupt()?;
        match self.lines.recv_timeout(TICK) {
            Ok(line) => self.hear(&line),
            Err(RecvTimeoutError::Timeout) => self.explain_failure(),
            Err(RecvTimeoutError::Disconnected) => {
                self.explain_failure();
                self.trunk.wait()?;
                return Err(Error::Failed {
                    step: "Trunk, which watches and builds,".to_owned(),
                    remedy: "the lines above say why",
                });
            }
        }
        Ok(())
    }

    fn hear(&mut self, line: &str) {
        match Event::of(line) {
            Event::Started => self.started = Instant::now(),
            Event::Built => {
                self.built = true;
                say(format!("Built in {}.", duration(self.started.elapsed())));
            }
            Event::Failed => self.failure = Some(Vec::new()),
            Event::Chatter => {}
            Event::Detail => match &mut self.failure {
                Some(details) => details.push(line.to_owned()),
                None => say(line),
            },
        }
    }

    /// Says that a build failed, with trunk's reasons unless cargo or a hook
    /// has shown its own.
    fn explain_failure(&mut self) {
        let Some(details) = self.failure.take() else {
            return;
        };
        let shown_before = |line: &String| SHOWN_BEFORE.iter().any(|part| line.contains(part));
        if !details.iter().any(shown_before) {
            details.iter().for_each(say);
        }
        say("The build failed, as shown above; correct it and save, and it is built again.");
    }
}

/// Reasons in trunk's log that follow the output of a program.
const SHOWN_BEFORE: [&str; 2] = ["error during cargo build", "hook call to"];

/// What a line of trunk's log means.
#[derive(Debug, PartialEq, Eq)]
enum Event {
    Started,
    Built,
    Failed,
    Chatter,
    Detail,
}

impl Event {
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
    server: Server,
    url: String,
    child: Running,
    lines: Receiver<String>,
    heard: String,
}

fn start_practice(project: &Project, port: u16) -> Result<NodeServer, Error> {
    let port = port.to_string();
    let arguments = ["--port", &port, "--token", PRACTICE_TOKEN].map(AsRef::as_ref);
    NodeServer::start(project, Server::Practice, "practice.mjs", &arguments)
}

fn start_site(project: &Project, dist: &Path, port: u16) -> Result<NodeServer, Error> {
    let port = port.to_string();
    let arguments = [
        "--dir".as_ref(),
        dist.as_os_str(),
        "--port".as_ref(),
        port.as_ref(),
    ];
    NodeServer::start(project, Server::Site, "site.mjs", &arguments)
}

impl NodeServer {
    /// Starts a server and waits until it says that it listens.
    fn start(
        project: &Project,
        server: Server,
        script: &str,
        arguments: &[&std::ffi::OsStr],
    ) -> Result<Self, Error> {
        let mut node = command("node");
        node.arg(project.path("tests/services").join(script))
            .args(arguments)
            .current_dir(project.root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = Running::start(&mut node)?;
        let lines = child.lines();
        let mut started = Self {
            server,
            url: String::new(),
            child,
            lines,
            heard: String::new(),
        };
        let since = Instant::now();
        while since.elapsed() < START {
            check_interrupt()?;
            match started.lines.recv_timeout(TICK) {
                Ok(line) => match line.strip_prefix("listening ") {
                    Some(url) => {
                        started.url = url.to_owned();
                        started.heard.clear();
                        return Ok(started);
                    }
                    None => started.hear(&line),
                },
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        Err(started.stopped())
    }

    /// Shows what the server says, and fails if it has ended.
    fn check(&mut self) -> Result<(), Error> {
        while let Ok(line) = self.lines.try_recv() {
            say(&line);
            self.hear(&line);
        }
        match self.child.status()? {
            None => Ok(()),
            Some(_) => Err(self.stopped()),
        }
    }

    fn hear(&mut self, line: &str) {
        self.heard = tail(&format!("{}\n{line}", self.heard));
    }

    fn stopped(&mut self) -> Error {
        Error::ServerStopped {
            server: self.server,
            tail: std::mem::take(&mut self.heard),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_trunk_are_understood() {
        let line = |text: &str| Event::of(&format!("2026-01-01T00:00:00.000000Z {text}"));
        assert_eq!(line(" INFO 📦 starting build"), Event::Started);
        assert_eq!(line(" INFO ✅ success"), Event::Built);
        assert_eq!(line(" INFO applying new distribution"), Event::Chatter);
        assert_eq!(line("ERROR ❌ error"), Event::Failed);
        assert_eq!(Event::of("error from build pipeline"), Event::Detail);
        assert_eq!(line(" WARN something"), Event::Detail);
    }

    #[test]
    fn a_port_in_use_is_noticed() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        assert!(matches!(
            check_port(port, Server::Practice),
            Err(Error::PortTaken { .. })
        ));
    }
}
