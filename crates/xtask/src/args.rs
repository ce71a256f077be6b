//! The command line.

use crate::error::Error;
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
  lint      check formatting, and run clippy for this machine and for wasm
  seal      fix scripts and hashes of a built site (trunk runs this itself)

Tools are kept in the platform's cache folder, or under $SCIMDESK_CACHE.";

/// A command with its options.
#[derive(Debug, PartialEq, Eq)]
pub enum Command {
    /// Print the help.
    Help,
    /// Build, watch and serve.
    Serve(ServeOptions),
    /// Build the release site.
    Build,
    /// Post-process a built site; a hook of trunk.
    Seal,
    /// Run tests.
    Test(Selection),
    /// Fuzz the expression language.
    Fuzz(FuzzOptions),
    /// Check formatting and run clippy.
    Lint,
    /// Measure one thing, or everything.
    Bench(Option<Bench>),
}

/// The options of `serve`.
#[derive(Debug, PartialEq, Eq)]
pub struct ServeOptions {
    /// Port of the app.
    pub port: u16,
    /// Port of the practice service, or none to leave it out.
    pub practice_port: Option<u16>,
    /// Whether to use the release profile.
    pub release: bool,
}

/// Which tests to run.
#[derive(Debug, PartialEq, Eq)]
pub struct Selection {
    /// One suite, or all of them.
    pub only: Option<Suite>,
    /// Arguments for Playwright.
    pub playwright: Vec<String>,
}

/// A kind of tests with a runner of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Suite {
    /// Rust tests on this machine.
    Host,
    /// Node tests of the practice service and of the bench.
    Services,
    /// Playwright tests of the release site.
    Browser,
}

/// Something to measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bench {
    /// The speed of the evaluator beside that of other languages.
    Expressions,
    /// The sizes of the expression language in wasm.
    Sizes,
    /// Preflight in Chromium.
    Preflight,
}

/// Reads the arguments after the program's name.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, Error> {
    let mut rest = arguments.into_iter();
    let Some(name) = rest.next() else {
        return Ok(Command::Help);
    };
    let command = match name.as_str() {
        "help" | "--help" | "-h" => return Ok(Command::Help),
        "serve" => return serve(rest),
        "test" => return test(rest),
        "fuzz" => return fuzz(rest),
        "bench" => return bench(rest),
        "build" => Command::Build,
        "seal" => Command::Seal,
        "lint" => Command::Lint,
        _ => return Err(Error::Usage(format!("There is no command named {name:?}."))),
    };
    match rest.next().as_deref() {
        None => Ok(command),
        Some("--help" | "-h") => Ok(Command::Help),
        Some(other) => Err(unknown(&name, other)),
    }
}

fn serve(mut rest: impl Iterator<Item = String>) -> Result<Command, Error> {
    let mut options = ServeOptions {
        port: 8080,
        practice_port: Some(8081),
        release: false,
    };
    let mut with_practice = true;
    while let Some(flag) = rest.next() {
        match flag.as_str() {
            "--port" => options.port = port(&flag, rest.next())?,
            "--practice-port" => options.practice_port = Some(port(&flag, rest.next())?),
            "--no-practice" => with_practice = false,
            "--release" => options.release = true,
            "--help" | "-h" => return Ok(Command::Help),
            other => return Err(unknown("serve", other)),
        }
    }
    if !with_practice {
        options.practice_port = None;
    }
    if options.practice_port == Some(options.port) {
        return Err(Error::Usage(format!(
            "The app and the practice service cannot both have port {}.",
            options.port
        )));
    }
    Ok(Command::Serve(options))
}

fn port(flag: &str, value: Option<String>) -> Result<u16, Error> {
    value
        .as_deref()
        .and_then(|text| text.parse().ok())
        .filter(|port| *port != 0)
        .ok_or_else(|| Error::Usage(format!("{flag} needs a port number from 1 to 65535.")))
}

fn test(mut rest: impl Iterator<Item = String>) -> Result<Command, Error> {
    let mut only = None;
    while let Some(word) = rest.next() {
        let suite = match word.as_str() {
            "host" => Suite::Host,
            "services" => Suite::Services,
            "browser" => Suite::Browser,
            "--help" | "-h" => return Ok(Command::Help),
            "--" => {
                let playwright = rest.collect();
                return Ok(Command::Test(Selection { only, playwright }));
            }
            other => return Err(unknown("test", other)),
        };
        if only.replace(suite).is_some() {
            return Err(Error::Usage(
                "Name one kind of tests, or none to run them all.".to_owned(),
            ));
        }
    }
    Ok(Command::Test(Selection {
        only,
        playwright: Vec::new(),
    }))
}

fn fuzz(mut rest: impl Iterator<Item = String>) -> Result<Command, Error> {
    let mut options = FuzzOptions {
        only: None,
        minutes: 5,
    };
    while let Some(word) = rest.next() {
        match word.as_str() {
            "--minutes" => {
                options.minutes = rest
                    .next()
                    .and_then(|text| text.parse().ok())
                    .filter(|minutes| (1..=10_000).contains(minutes))
                    .ok_or_else(|| {
                        Error::Usage("--minutes needs a number from 1 to 10000.".to_owned())
                    })?;
            }
            "--help" | "-h" => return Ok(Command::Help),
            name => {
                let target = TARGETS.into_iter().find(|target| *target == name);
                options.only = Some(target.ok_or_else(|| unknown("fuzz", name))?);
            }
        }
    }
    Ok(Command::Fuzz(options))
}

fn bench(rest: impl Iterator<Item = String>) -> Result<Command, Error> {
    let mut only = None;
    for word in rest {
        let bench = match word.as_str() {
            "expressions" => Bench::Expressions,
            "sizes" => Bench::Sizes,
            "preflight" => Bench::Preflight,
            "--help" | "-h" => return Ok(Command::Help),
            other => return Err(unknown("bench", other)),
        };
        if only.replace(bench).is_some() {
            return Err(Error::Usage(
                "Name one thing to measure, or none to measure everything.".to_owned(),
            ));
        }
    }
    Ok(Command::Bench(only))
}

fn unknown(command: &str, argument: &str) -> Error {
    Error::Usage(format!("{command} does not know {argument:?}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Result<Command, Error> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn nothing_and_help_print_the_help() {
        for line in ["", "--help", "help", "serve --help", "lint -h"] {
            assert_eq!(read(line).unwrap(), Command::Help, "{line}");
        }
    }

    #[test]
    fn serve_takes_ports_and_switches() {
        let Command::Serve(plain) = read("serve").unwrap() else {
            panic!("not serve")
        };
        assert_eq!((plain.port, plain.practice_port), (8080, Some(8081)));
        let Command::Serve(set) = read("serve --port 9000 --release --no-practice").unwrap() else {
            panic!("not serve")
        };
        assert_eq!(
            set,
            ServeOptions {
                port: 9000,
                practice_port: None,
                release: true
            }
        );
    }

    #[test]
    fn fuzz_takes_a_target_and_a_time() {
        let due = FuzzOptions {
            only: Some("regex"),
            minutes: 30,
        };
        assert_eq!(read("fuzz regex --minutes 30").unwrap(), Command::Fuzz(due));
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
            "test hots",
            "fuzz regexp",
            "fuzz --minutes 0",
            "test host browser",
            "bench size",
            "bench sizes expressions",
        ] {
            assert!(matches!(read(line), Err(Error::Usage(_))), "{line}");
        }
    }

    #[test]
    fn bench_takes_one_thing_or_none() {
        assert_eq!(read("bench").unwrap(), Command::Bench(None));
        let sizes = Command::Bench(Some(Bench::Sizes));
        assert_eq!(read("bench sizes").unwrap(), sizes);
    }

    #[test]
    fn test_hands_the_rest_to_playwright() {
        assert_eq!(
            read("test browser -- --grep login").unwrap(),
            Command::Test(Selection {
                only: Some(Suite::Browser),
                playwright: vec!["--grep".to_owned(), "login".to_owned()],
            })
        );
    }
}
