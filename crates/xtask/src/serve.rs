//! `cargo xtask serve`: the app and a practice service, rebuilt on change.

use std::ffi::OsStr;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Stdio;
use std::sync::mpsc::RecvTimeoutError;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, bail};
use fs_err as fs;

use crate::args::ServeOptions;
use crate::harden;
use crate::process::{ChildProcess, TICK, check_interrupt, command, joined, tail};
use crate::project::Project;
use crate::report::{duration, print};
use crate::site;
use crate::tools::{BINARYEN, Trunk, node, npm_tool};

/// A fixed token is fine: the practice service listens on loopback only and
/// holds made-up people.
const PRACTICE_TOKEN: &str = "practice-token";

/// How long a server may take until it listens.
const START: Duration = Duration::from_secs(20);

/// A server that `serve` starts.
struct ServerKind {
    name: &'static str,
    script: &'static str,
    /// What to do when its port is in use.
    remedy: &'static str,
}

const SITE: ServerKind = ServerKind {
    name: "server of the app",
    script: "site.mjs",
    remedy: "choose another port with --port N",
};

const PRACTICE: ServerKind = ServerKind {
    name: "practice service",
    script: "practice.mjs",
    remedy: "choose another port with --practice-port N, or leave the service out with \
             --no-practice",
};

/// Builds, serves, and stays until interrupted.
pub fn run(options: &ServeOptions) -> Result<()> {
    let project = Project::find()?;
    harden::check_source(&project)?;
    node::check()?;
    check_port(options.port, &SITE)?;
    let practice_port = (!options.no_practice).then_some(options.practice_port);
    if let Some(port) = practice_port {
        check_port(port, &PRACTICE)?;
    }
    let trunk = prepare(&project, options.release)?;
    let dist = project.dev_dist();
    fs::create_dir_all(&dist)?;
    let mut watch = trunk.command(&project);
    watch.arg("watch").arg("--dist").arg(&dist);
    if options.release {
        watch.arg("--release");
    }
    print("Building; the first time usually takes a few minutes, later builds some seconds.");
    let mut trunk = ChildProcess::start(watch.stdout(Stdio::piped()))?;
    let mut log = TrunkLog::default();
    while !log.is_built {
        log.follow(&mut trunk)?;
    }

    let directory = ["--dir".as_ref(), dist.as_os_str()];
    let site = NodeServer::start(&project, &SITE, options.port, &directory)?;
    print(format!("\n  App               {}", site.url));
    let mut servers = vec![site];
    if let Some(port) = practice_port {
        let token = ["--token", PRACTICE_TOKEN].map(OsStr::new);
        let practice = NodeServer::start(&project, &PRACTICE, port, &token)?;
        print(format!("  Practice service  {}", practice.url));
        print(format!("  Practice token    {PRACTICE_TOKEN}"));
        servers.push(practice);
    }
    print("\n  Changes are built as you save them; reload the page to see them.");
    print("  Ctrl-C ends everything.\n");
    loop {
        log.follow(&mut trunk)?;
        servers.iter_mut().try_for_each(NodeServer::check)?;
    }
}

/// Installs what is missing. While cargo installs Trunk, of which much cannot be
/// compiled in parallel, the rest is fetched and the site is compiled ahead.
fn prepare(project: &Project, release: bool) -> Result<Trunk> {
    let compiles_ahead = !Trunk::is_installed()? && !release && has_memory_for_two();
    thread::scope(|scope| {
        let packages = scope.spawn(|| {
            node::ensure_packages(&project.path("tests/services"), "the practice service")?;
            release.then(|| npm_tool(project, BINARYEN)).transpose()
        });
        let ahead = scope.spawn(|| match compiles_ahead {
            true => site::compile_ahead(project, false, || command("cargo")),
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

fn check_port(port: u16, server: &ServerKind) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Err(error) if error.kind() == std::io::ErrorKind::AddrInUse => bail!(
            "Port {port}, which the {} needs, is in use; end the program that has it, or {}.",
            server.name,
            server.remedy
        ),
        listener => {
            listener.with_context(|| format!("Cannot listen on port {port}"))?;
            Ok(())
        }
    }
}

/// Trunk's log, boiled down to what a developer needs.
#[derive(Default)]
struct TrunkLog {
    started: Option<Instant>,
    is_built: bool,
    /// What was said about a build that failed.
    failure: Option<Vec<String>>,
}

impl TrunkLog {
    /// Handles what Trunk writes within one tick.
    fn follow(&mut self, trunk: &mut ChildProcess) -> Result<()> {
        check_interrupt()?;
        match trunk.lines.recv_timeout(TICK) {
            Ok(line) => self.handle_line(line),
            Err(RecvTimeoutError::Timeout) => self.report_failure(),
            Err(RecvTimeoutError::Disconnected) => {
                self.report_failure();
                trunk.wait()?;
                bail!("Trunk, which watches and builds, ended; the lines above say why.");
            }
        }
        Ok(())
    }

    /// Reads a line of the pinned Trunk: a time, a level, and the message.
    fn handle_line(&mut self, line: String) {
        if let Some((_, message)) = line.split_once(" INFO ") {
            if message.ends_with("starting build") {
                self.started = Some(Instant::now());
            } else if message.ends_with("success") {
                self.is_built = true;
                let took = self.started.map(|started| started.elapsed());
                print(format!("Built in {}.", duration(took.unwrap_or_default())));
            }
        } else if line.contains(" ERROR ") && line.ends_with(" error") {
            self.failure = Some(Vec::new());
        } else if let Some(details) = &mut self.failure {
            details.push(line);
        } else {
            print(line);
        }
    }

    /// Says that a build failed, with Trunk's reasons unless cargo or a hook
    /// has shown its own.
    fn report_failure(&mut self) {
        const SHOWN_BEFORE: [&str; 2] = ["error during cargo build", "hook call to"];
        let Some(details) = self.failure.take() else {
            return;
        };
        let is_shown = |line: &String| SHOWN_BEFORE.iter().any(|part| line.contains(part));
        if !details.iter().any(is_shown) {
            details.iter().for_each(print);
        }
        print("The build failed, as shown above; correct it and save, and it is built again.");
    }
}

/// A Node server that lives as long as its standard input is open.
struct NodeServer {
    kind: &'static ServerKind,
    url: String,
    child: ChildProcess,
    last_lines: String,
}

impl NodeServer {
    /// Starts a server and waits until it says that it listens.
    fn start(
        project: &Project,
        kind: &'static ServerKind,
        port: u16,
        arguments: &[&OsStr],
    ) -> Result<Self> {
        let mut node = command("node");
        node.arg(project.path("tests/services").join(kind.script))
            .arg(format!("--port={port}"))
            .args(arguments)
            .current_dir(project.root())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut server = Self {
            kind,
            url: String::new(),
            child: ChildProcess::start(&mut node)?,
            last_lines: String::new(),
        };
        let since = Instant::now();
        while since.elapsed() < START {
            check_interrupt()?;
            match server.child.lines.recv_timeout(TICK) {
                Ok(line) => match line.strip_prefix("listening ") {
                    Some(url) => {
                        server.url = url.to_owned();
                        server.last_lines.clear();
                        return Ok(server);
                    }
                    None => server.handle_line(&line),
                },
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        Err(server.stopped())
    }

    /// Shows what the server says, and fails if it has ended.
    fn check(&mut self) -> Result<()> {
        while let Ok(line) = self.child.lines.try_recv() {
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
        let (lines, name) = (&self.last_lines, self.kind.name);
        anyhow!("{lines}\n\nThe {name} ended unexpectedly.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_trunk_are_understood() {
        let mut log = TrunkLog::default();
        let mut read = |text: &str| {
            log.handle_line(format!("2026-01-01T00:00:00.000000Z {text}"));
            (log.started.is_some(), log.is_built, log.failure.clone())
        };
        assert_eq!(read(" WARN something"), (false, false, None));
        assert_eq!(read(" INFO 📦 starting build"), (true, false, None));
        let chatter = " INFO applying new distribution";
        assert_eq!(read(chatter), (true, false, None));
        assert_eq!(read("ERROR ❌ error"), (true, false, Some(vec![])));
        assert_eq!(read(" INFO ✅ success"), (true, true, Some(vec![])));
        log.handle_line("error from build pipeline".to_owned());
        assert_eq!(log.failure.unwrap(), ["error from build pipeline"]);
    }

    #[test]
    fn a_port_in_use_is_noticed() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        let error = check_port(port, &PRACTICE).unwrap_err();
        assert!(error.to_string().contains("is in use"), "{error}");
    }
}
