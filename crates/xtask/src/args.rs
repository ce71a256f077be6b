//! The command line.

use std::ffi::OsString;

use clap::error::ErrorKind;
use clap::{Args, CommandFactory as _, Error, Parser, Subcommand, ValueEnum, value_parser};

use crate::fuzz::FuzzOptions;
use crate::harden::policy::ConnectSource;
use crate::hosting::HostingOptions;
use crate::manifest::ManifestOptions;

/// Everything a developer of scimdesk runs.
#[derive(Debug, PartialEq, Eq, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", flatten_help = true)]
#[command(after_help = "Tools are kept in the platform's cache folder, or under $SCIMDESK_CACHE.")]
pub struct CommandLine {
    #[command(subcommand)]
    pub task: Task,
}

#[derive(Debug, PartialEq, Eq, Subcommand)]
pub enum Task {
    /// Build, rebuild on every change, and serve the app with a practice SCIM
    /// service on loopback; installs what is missing first
    Serve(ServeOptions),
    /// Put the release site into dist/, and header files for hosts into
    /// target/hosting/, and print the site's sizes
    Build(BuildOptions),
    /// Write header files for nginx, Apache, IIS, Azure Static Web Apps,
    /// Cloudflare, Netlify and CloudFront
    Hosting(HostingOptions),
    /// Print the SHA-256 of every file of the site, as JSON
    Manifest(ManifestOptions),
    /// Run all tests, or one kind of them
    Test(TestSelection),
    /// Look for texts that break the expression language, and keep what leads
    /// somewhere new
    Fuzz(FuzzOptions),
    /// Measure everything, or one thing
    Bench { only: Option<Benchmark> },
    /// Check formatting and architecture, and run clippy for this machine and for wasm
    Lint {
        /// Only the architecture, with every finding
        #[arg(long)]
        architecture: bool,
    },
    /// Fix scripts and hashes of a built site (trunk runs this itself)
    Harden,
}

#[derive(Debug, Default, PartialEq, Eq, Args)]
pub struct BuildOptions {
    /// Let the page connect to these hosts only, besides its own; localhost is
    /// the relay
    #[arg(long, value_name = "HOST", num_args = 1.., value_parser = ConnectSource::parse)]
    pub connect_src: Vec<ConnectSource>,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct ServeOptions {
    /// Port of the app
    #[arg(long, value_name = "N", default_value_t = 8080, value_parser = value_parser!(u16).range(1..))]
    pub port: u16,
    /// Port of the practice service
    #[arg(long, value_name = "N", default_value_t = 8081, value_parser = value_parser!(u16).range(1..))]
    pub practice_port: u16,
    /// Leave the practice service out
    #[arg(long)]
    pub no_practice: bool,
    /// Build as for release
    #[arg(long)]
    pub release: bool,
}

#[derive(Debug, PartialEq, Eq, Args)]
pub struct TestSelection {
    pub only: Option<TestSuite>,
    /// Handed on to Playwright
    #[arg(last = true, value_name = "ARGS")]
    pub playwright: Vec<OsString>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum TestSuite {
    Host,
    Services,
    Browser,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Benchmark {
    /// The evaluator against other languages
    Expressions,
    /// The expression language in wasm, and that what a page loads holds no evaluator
    Sizes,
    /// How soon each page can be used, and what Lighthouse says of it
    Start,
    /// 100,000 users in Chromium
    Preflight,
    /// A provisioning log of 100,000 entries in Chromium
    Logs,
}

/// Reads the arguments, the first of which is the program's name.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Task, Error> {
    let task = CommandLine::try_parse_from(arguments)?.task;
    if let Task::Serve(serve) = &task
        && !serve.no_practice
        && serve.practice_port == serve.port
    {
        let message = "the app and the practice service need different ports";
        return Err(CommandLine::command().error(ErrorKind::ArgumentConflict, message));
    }
    Ok(task)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fuzz::FuzzTarget;

    fn read(line: &str) -> Result<Task, Error> {
        let line = format!("xtask {line}");
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn nothing_and_help_print_the_help() {
        for line in ["", "--help", "help", "serve --help", "lint -h"] {
            let help = read(line).unwrap_err().to_string();
            assert!(help.contains("Usage: cargo xtask"), "{line}");
        }
        let all = read("--help").unwrap_err().to_string();
        assert!(all.contains("--practice-port") && all.contains("$SCIMDESK_CACHE"));
    }

    #[test]
    fn serve_takes_ports_and_switches() {
        let plain = ServeOptions {
            port: 8080,
            practice_port: 8081,
            no_practice: false,
            release: false,
        };
        assert_eq!(read("serve").unwrap(), Task::Serve(plain));
        let set = ServeOptions {
            port: 8081,
            practice_port: 8081,
            no_practice: true,
            release: true,
        };
        let line = "serve --port 8081 --release --no-practice";
        assert_eq!(read(line).unwrap(), Task::Serve(set));
    }

    #[test]
    fn build_takes_the_hosts_that_the_page_may_connect_to() {
        let Task::Build(none) = read("build").unwrap() else {
            panic!("another task");
        };
        assert_eq!(none, BuildOptions::default());
        let line = "build --connect-src api.talkdeskapp.eu localhost";
        let Task::Build(limited) = read(line).unwrap() else {
            panic!("another task");
        };
        let hosts: Vec<_> = limited
            .connect_src
            .iter()
            .map(ConnectSource::host)
            .collect();
        assert_eq!(hosts, ["api.talkdeskapp.eu", "localhost"]);
    }

    #[test]
    fn hosting_takes_folders_and_a_path() {
        let due = HostingOptions {
            site: Some("a".into()),
            out: Some("b".into()),
            base: "/c/".to_owned(),
        };
        let line = "hosting --site a --out b --base /c/";
        assert_eq!(read(line).unwrap(), Task::Hosting(due));
    }

    #[test]
    fn fuzz_takes_a_target_and_a_time() {
        let due = FuzzOptions {
            only: Some(FuzzTarget::Regex),
            minutes: 30,
        };
        assert_eq!(read("fuzz regex --minutes 30").unwrap(), Task::Fuzz(due));
    }

    #[test]
    fn wrong_words_are_usage_errors() {
        for line in [
            "sevre",
            "serve --prot 1",
            "serve --port",
            "serve --port 0",
            "serve --port 70000",
            "serve --port 8081",
            "build now",
            "build --connect-src",
            "build --connect-src https://a.example",
            "build --connect-src 'unsafe-inline'",
            "manifest now",
            "hosting --base",
            "build -- now",
            "test hots",
            "fuzz regexp",
            "fuzz --minutes 0",
            "test host browser",
            "bench size",
            "bench sizes expressions",
        ] {
            let error = read(line).unwrap_err();
            assert_eq!(error.exit_code(), 2, "{line}");
        }
    }

    #[test]
    fn bench_takes_one_thing_or_none() {
        assert_eq!(read("bench").unwrap(), Task::Bench { only: None });
        let only = Some(Benchmark::Sizes);
        assert_eq!(read("bench sizes").unwrap(), Task::Bench { only });
    }

    #[test]
    fn lint_can_be_only_the_architecture() {
        let due = Task::Lint { architecture: true };
        assert_eq!(read("lint --architecture").unwrap(), due);
    }

    #[test]
    fn test_hands_the_rest_to_playwright() {
        assert_eq!(
            read("test browser -- --grep login").unwrap(),
            Task::Test(TestSelection {
                only: Some(TestSuite::Browser),
                playwright: vec!["--grep".into(), "login".into()],
            })
        );
    }
}
