//! `cargo xtask fuzz`: looks for texts that break a law of the expression
//! language, and keeps those that reach something new.
//!
//! libFuzzer wants a folder with a file for each text. The repository keeps
//! one file of JSON strings instead, which people and git can read.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail, ensure};
use clap::{Args, ValueEnum, value_parser};
use fs_err as fs;

use crate::process::{capture, command, show};
use crate::project::Project;
use crate::report::print;

/// What can be fuzzed, by the program of its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FuzzTarget {
    Expression,
    Regex,
    Tree,
}

impl FuzzTarget {
    const ALL: [Self; 3] = [Self::Expression, Self::Regex, Self::Tree];

    /// The name of the program, and the folder of its package.
    fn program(self) -> (&'static str, &'static str) {
        match self {
            Self::Expression => ("expression", "crates/entra-expression/fuzz"),
            Self::Regex => ("regex", "crates/dotnet-text/fuzz"),
            Self::Tree => ("tree", "crates/entra-expression/fuzz"),
        }
    }
}

/// The longest text that is tried, in bytes.
const MAX_TEXT: usize = 1_500;

/// Upper bound of one target's corpus, in bytes. What does not fit are the
/// longest texts; the fuzzer finds its way back to them.
const MAX_CORPUS: usize = 150_000;

/// Compiles in what tells libFuzzer where a text leads. These are the flags
/// of cargo-fuzz, which does the same but wants a nightly toolchain.
const FLAGS: [&str; 7] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Ccodegen-units=1",
];

#[derive(Debug, PartialEq, Eq, Args)]
pub struct FuzzOptions {
    pub only: Option<FuzzTarget>,
    /// For how long each
    #[arg(long, value_name = "N", default_value_t = 5, value_parser = value_parser!(u32).range(1..=10_000))]
    pub minutes: u32,
}

/// Fuzzes one target after the other.
pub fn run(options: &FuzzOptions) -> Result<()> {
    let project = Project::find()?;
    for target in FuzzTarget::ALL {
        if options.only.is_none_or(|only| only == target) {
            let (name, package) = target.program();
            let programs = build(&project, package)?;
            print(format!("\n== {name}, {} min", options.minutes));
            let corpus = project.path(&format!("{package}/corpus/{name}.jsonl"));
            one(&project, &programs, name, &corpus, options.minutes)?;
        }
    }
    Ok(())
}

/// Builds the fuzzers of a package and returns their folder.
fn build(project: &Project, package: &str) -> Result<PathBuf> {
    let host = host(project)?;
    let folder = project.target_folder()?.join("fuzz");
    let mut cargo = command("cargo");
    cargo
        .args(["build", "--release", "--bins", "--target", &host])
        .arg("--target-dir")
        .arg(&folder)
        .env("CARGO_ENCODED_RUSTFLAGS", FLAGS.join("\u{1f}"))
        .current_dir(project.path(package));
    ensure!(
        show(&mut cargo)?.success(),
        "Building the fuzzers failed; they need a C++ compiler, such as Debian's package g++."
    );
    Ok(folder.join(host).join("release"))
}

/// This machine as rustc names it. Naming it keeps the flags from programs
/// that only take part in the build.
fn host(project: &Project) -> Result<String> {
    let mut rustc = command("rustc");
    rustc.arg("-vV").current_dir(project.root());
    let version = capture(&mut rustc, "rustc -vV")?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc -vV names no host")
}

fn one(
    project: &Project,
    programs: &Path,
    target: &str,
    corpus: &Path,
    minutes: u32,
) -> Result<()> {
    let scratch = project.scratch()?.join("fuzz").join(target);
    let (all, least) = (scratch.join("all"), scratch.join("least"));
    for folder in [&all, &least] {
        // What an earlier run left may belong to other laws.
        fs::remove_dir_all(folder).ok();
        fs::create_dir_all(folder)?;
    }
    unpack(corpus, &all)?;
    let program = programs.join(target);
    let mut search = command(&program);
    search
        .arg(format!("-max_total_time={}", u64::from(minutes) * 60))
        .arg(format!("-max_len={MAX_TEXT}"))
        .args(["-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"])
        .arg(format!("-artifact_prefix={}/broken-", scratch.display()))
        .arg(&all)
        .current_dir(&scratch);
    let sound = show(&mut search)?.success();
    let mut merge = command(&program);
    merge
        .arg("-merge=1")
        .arg(format!("-max_len={MAX_TEXT}"))
        .args([&least, &all])
        .current_dir(&scratch);
    ensure!(
        show(&mut merge)?.success(),
        "Choosing what to keep for {target} failed; a text of the corpus breaks a law, and cargo \
         test -p entra-expression names it."
    );
    let count = pack(&least, corpus)?;
    print(format!("{count} texts are in {}.", corpus.display()));
    match sound {
        true => Ok(()),
        false => bail!("Fuzzing {target} broke a law; the text is in the file named above."),
    }
}

/// Writes each text of the corpus to a file of its own.
fn unpack(corpus: &Path, folder: &Path) -> Result<()> {
    let lines = fs::read_to_string(corpus)?;
    for (number, line) in lines.lines().enumerate() {
        let text: String = serde_json::from_str(line)
            .with_context(|| format!("Line {} of {} is no text", number + 1, corpus.display()))?;
        let path = folder.join(format!("corpus-{number}"));
        fs::write(&path, text)?;
    }
    Ok(())
}

/// Writes the texts of a folder into the corpus, short ones first, and says
/// how many there are. Bytes that are no text were never tried.
fn pack(folder: &Path, corpus: &Path) -> Result<usize> {
    let mut texts = BTreeSet::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let bytes = fs::read(&path)?;
        if let Ok(text) = String::from_utf8(bytes) {
            texts.insert((text.len(), text));
        }
    }
    let mut lines = String::new();
    let mut count = 0;
    for (_, text) in &texts {
        let line = serde_json::Value::from(text.as_str()).to_string();
        if lines.len() + line.len() >= MAX_CORPUS {
            print(format!(
                "{} of {} texts are left out, because more than {} kB would be stored.",
                texts.len() - count,
                texts.len(),
                MAX_CORPUS / 1_000
            ));
            break;
        }
        lines.push_str(&line);
        lines.push('\n');
        count += 1;
    }
    fs::write(corpus, lines)?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_stored_short_ones_first() {
        let folder = std::env::temp_dir().join(format!("xtask-fuzz-{}", std::process::id()));
        let (all, corpus) = (folder.join("all"), folder.join("corpus.jsonl"));
        fs::create_dir_all(&all).unwrap();
        for (name, bytes) in [("a", &b"longer\n\""[..]), ("b", b"x"), ("c", b"\xff")] {
            fs::write(all.join(name), bytes).unwrap();
        }
        assert_eq!(pack(&all, &corpus).unwrap(), 2);
        let lines = fs::read_to_string(&corpus).unwrap();
        assert_eq!(lines, "\"x\"\n\"longer\\n\\\"\"\n");
        fs::remove_dir_all(&all).unwrap();
        fs::create_dir_all(&all).unwrap();
        unpack(&corpus, &all).unwrap();
        assert_eq!(
            fs::read_to_string(all.join("corpus-1")).unwrap(),
            "longer\n\""
        );
        fs::remove_dir_all(&folder).unwrap();
    }
}
