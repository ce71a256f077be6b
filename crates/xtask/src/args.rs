//! The command line.

use std::ffi::OsString;
use std::num::NonZeroU16;

use anyhow::Result;
use lexopt::prelude::*;
use lexopt::{Error, Parser};

use crate::exit::ExitReason;
use crate::fuzz::{FuzzOptions, TARGETS};

/// What `cargo xtask` without arguments prints.
pub const HELP: &str = "\
Usage: cargo xtask COMMAND

  serve     build, rebuild on every change, and serve the app with a practice
            SCIM service on loopback; installs what is missing first
              --port N            address of the app (8080)
              --practice-port N   address of the practice service (8081)
              --no-practice       leave the practice service out
              --release           build as for release
  build     put the release site into dist/ and print its sizes
  test      run all tests; or one of: test host, test services, test browser
              -- ARGS             handed on to Playwright
  fuzz      look for texts that break the expression language, and keep what
            leads somewhere new; one of expression, regex, tree, or all
              --minutes N         for how long each (5)
  bench     measure everything; or one of:
              bench expressions   the evaluator against other languages
              bench preflight     100,000 users in Chromium
              bench sizes         the expression language in wasm, and that
                                  what a page loads holds no evaluator
  lint      check formatting and architecture, and run clippy for this machine
            and for wasm
              --architecture      only the architecture, with every finding
  harden    fix scripts and hashes of a built site (trunk runs this itself)

Tools are kept in the platform's cache folder, or under $SCIMDESK_CACHE.";

#[derive(Debug, PartialEq, Eq)]
pub enum Subcommand {
    Help,
    Serve(ServeOptions),
    Build,
    /// Post-process a built site; a hook of trunk.
    Harden,
    Test(TestSelection),
    Fuzz(FuzzOptions),
    Lint {
        architecture: bool,
    },
    /// One benchmark, or all.
    Bench(Option<Benchmark>),
}

#[derive(Debug, PartialEq, Eq)]
pub struct ServeOptions {
    pub port: u16,
    /// Port of the practice service, or none to leave it out.
    pub practice_port: Option<u16>,
    pub release: bool,
}

#[derive(Debug, PartialEq, Eq)]
pub struct TestSelection {
    /// One suite, or all of them.
    pub only: Option<TestSuite>,
    pub playwright: Vec<OsString>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TestSuite {
    Host,
    Services,
    Browser,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Benchmark {
    Expressions,
    Sizes,
    Preflight,
}

/// Reads the arguments after the program's name.
pub fn parse(arguments: impl IntoIterator<Item = OsString>) -> Result<Subcommand> {
    read(arguments).map_err(|error| ExitReason::Usage(format!("{error}.")).into())
}

fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Subcommand, Error> {
    let mut own: Vec<OsString> = arguments.into_iter().collect();
    // What follows is Playwright's, whatever it looks like.
    let end = own
        .iter()
        .position(|argument| argument == "--")
        .unwrap_or(own.len());
    let playwright: Vec<OsString> = own.split_off(end).into_iter().skip(1).collect();
    let mut parser = Parser::from_args(own);
    let name = match parser.next()? {
        None | Some(Short('h') | Long("help")) => return Ok(Subcommand::Help),
        Some(Value(name)) => name.string()?,
        Some(other) => return Err(other.unexpected()),
    };
    if !playwright.is_empty() && name != "test" {
        return Err("only test hands arguments on with --".into());
    }
    let mut serve = ServeOptions {
        port: 8080,
        practice_port: Some(8081),
        release: false,
    };
    let mut with_practice = true;
    let mut minutes = 5;
    let mut architecture = false;
    let mut selected: Option<String> = None;
    while let Some(argument) = parser.next()? {
        match (name.as_str(), argument) {
            (_, Short('h') | Long("help")) => return Ok(Subcommand::Help),
            ("serve", Long("port")) => serve.port = port(&mut parser)?,
            ("serve", Long("practice-port")) => serve.practice_port = Some(port(&mut parser)?),
            ("serve", Long("no-practice")) => with_practice = false,
            ("serve", Long("release")) => serve.release = true,
            ("fuzz", Long("minutes")) => {
                minutes = parser.value()?.parse_with(|text| match text.parse() {
                    Ok(minutes @ 1..=10_000) => Ok(minutes),
                    _ => Err("a number from 1 to 10000 is needed"),
                })?;
            }
            ("lint", Long("architecture")) => architecture = true,
            ("test" | "fuzz" | "bench", Value(value)) if selected.is_none() => {
                selected = Some(value.string()?);
            }
            (_, other) => return Err(other.unexpected()),
        }
    }
    let selected = selected.as_deref();
    Ok(match name.as_str() {
        "help" => Subcommand::Help,
        "serve" => {
            serve.practice_port = serve.practice_port.filter(|_| with_practice);
            if serve.practice_port == Some(serve.port) {
                return Err("the app and the practice service need different ports".into());
            }
            Subcommand::Serve(serve)
        }
        "build" => Subcommand::Build,
        "harden" => Subcommand::Harden,
        "test" => Subcommand::Test(TestSelection {
            only: selected
                .map(|name| match name {
                    "host" => Ok(TestSuite::Host),
                    "services" => Ok(TestSuite::Services),
                    "browser" => Ok(TestSuite::Browser),
                    other => Err(unknown("tests", other)),
                })
                .transpose()?,
            playwright,
        }),
        "fuzz" => Subcommand::Fuzz(FuzzOptions {
            only: selected
                .map(|name| {
                    let target = TARGETS.into_iter().find(|target| *target == name);
                    target.ok_or_else(|| unknown("fuzzer", name))
                })
                .transpose()?,
            minutes,
        }),
        "lint" => Subcommand::Lint { architecture },
        "bench" => Subcommand::Bench(
            selected
                .map(|name| match name {
                    "expressions" => Ok(Benchmark::Expressions),
                    "sizes" => Ok(Benchmark::Sizes),
                    "preflight" => Ok(Benchmark::Preflight),
                    other => Err(unknown("benchmark", other)),
                })
                .transpose()?,
        ),
        other => return Err(unknown("command", other)),
    })
}

fn port(parser: &mut Parser) -> Result<u16, Error> {
    Ok(parser.value()?.parse::<NonZeroU16>()?.get())
}

fn unknown(kind: &str, name: &str) -> Error {
    format!("there is no {kind} named {name:?}").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Subcommand> {
        parse(line.split_whitespace().map(OsString::from))
    }

    #[test]
    fn nothing_and_help_print_the_help() {
        for line in ["", "--help", "help", "serve --help", "lint -h"] {
            assert_eq!(read(line).unwrap(), Subcommand::Help, "{line}");
        }
    }

    #[test]
    fn serve_takes_ports_and_switches() {
        let plain = ServeOptions {
            port: 8080,
            practice_port: Some(8081),
            release: false,
        };
        assert_eq!(read("serve").unwrap(), Subcommand::Serve(plain));
        let set = ServeOptions {
            port: 9000,
            practice_port: None,
            release: true,
        };
        let line = "serve --port 9000 --release --no-practice";
        assert_eq!(read(line).unwrap(), Subcommand::Serve(set));
    }

    #[test]
    fn fuzz_takes_a_target_and_a_time() {
        let due = FuzzOptions {
            only: Some("regex"),
            minutes: 30,
        };
        assert_eq!(
            read("fuzz regex --minutes 30").unwrap(),
            Subcommand::Fuzz(due)
        );
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
            "build -- now",
            "test hots",
            "fuzz regexp",
            "fuzz --minutes 0",
            "test host browser",
            "bench size",
            "bench sizes expressions",
        ] {
            let error = read(line).unwrap_err();
            let reason = error.downcast_ref::<ExitReason>();
            assert!(matches!(reason, Some(ExitReason::Usage(_))), "{line}");
        }
    }

    #[test]
    fn bench_takes_one_thing_or_none() {
        assert_eq!(read("bench").unwrap(), Subcommand::Bench(None));
        let sizes = Subcommand::Bench(Some(Benchmark::Sizes));
        assert_eq!(read("bench sizes").unwrap(), sizes);
    }

    #[test]
    fn lint_can_be_only_the_architecture() {
        let due = Subcommand::Lint { architecture: true };
        assert_eq!(read("lint --architecture").unwrap(), due);
    }

    #[test]
    fn test_hands_the_rest_to_playwright() {
        assert_eq!(
            read("test browser -- --grep login").unwrap(),
            Subcommand::Test(TestSelection {
                only: Some(TestSuite::Browser),
                playwright: vec!["--grep".into(), "login".into()],
            })
        );
    }
}
