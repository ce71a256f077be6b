//! Lines for the developer, and stages with their times.

use std::fmt::{self, Display};
use std::io::Write as _;
use std::time::{Duration, Instant};

use anyhow::Result;

/// Errors that decide how this program ends; all others are only shown.
#[derive(Debug, PartialEq, Eq)]
pub enum ExitReason {
    /// The command's own closing lines have said what failed.
    Reported,
    Interrupted,
}

impl Display for ExitReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Reported => "Some steps failed, as shown above.",
            Self::Interrupted => "Stopped.",
        })
    }
}

impl std::error::Error for ExitReason {}

pub fn print(line: impl Display) {
    if cfg!(test) {
        // The test harness captures only what this macro prints.
        println!("{line}");
    } else {
        // A closed pipe (`cargo xtask build | head`) is no reason to stop.
        writeln!(std::io::stdout(), "{line}").ok();
    }
}

/// The stages of a command, for the table at its end.
#[derive(Debug, Default)]
pub struct Stages {
    /// Name, outcome and time of each.
    done: Vec<(&'static str, String, String)>,
    failed: bool,
}

impl Stages {
    /// Runs one stage between two lines that name it.
    ///
    /// The stage returns a word for the table and whether it passed. Its
    /// errors are printed and count as failure, so that later stages still
    /// run; only an interrupt ends the whole.
    pub fn run(
        &mut self,
        name: &'static str,
        stage: impl FnOnce() -> Result<(String, bool)>,
    ) -> Result<()> {
        print(format!("\n== {name}"));
        let started = Instant::now();
        let (outcome, passed) = match stage() {
            Ok(result) => result,
            Err(error) if error.is::<ExitReason>() => return Err(error),
            Err(error) => {
                print(format!("{error:#}"));
                ("failed".to_owned(), false)
            }
        };
        let took = duration(started.elapsed());
        print(format!("== {name}: {outcome}, {took}"));
        self.failed |= !passed;
        self.done.push((name, outcome, took));
        Ok(())
    }

    pub fn print_table(&self) {
        let names = self.done.iter().map(|(name, ..)| name.len()).max();
        let outcomes = self.done.iter().map(|(_, outcome, _)| outcome.len()).max();
        let (names, outcomes) = (names.unwrap_or(0), outcomes.unwrap_or(0));
        print("");
        for (name, outcome, took) in &self.done {
            print(format!("{name:names$}  {outcome:outcomes$}  {took:>8}"));
        }
    }

    /// An error, already explained, if any stage failed.
    pub fn outcome(&self) -> Result<()> {
        anyhow::ensure!(!self.failed, ExitReason::Reported);
        Ok(())
    }
}

/// Bytes in the unit that sizes are printed in.
pub fn kilobytes(bytes: u64) -> f64 {
    bytes as f64 / 1000.0
}

/// A duration as a person reads it.
pub fn duration(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_short() {
        assert_eq!(duration(Duration::from_millis(1234)), "1.2 s");
        assert_eq!(duration(Duration::from_secs(125)), "2 min 05 s");
    }

    #[test]
    fn a_failed_stage_does_not_stop_the_next() {
        let mut stages = Stages::default();
        stages
            .run("example stage", || {
                anyhow::bail!("An example of a failure.")
            })
            .unwrap();
        stages
            .run("next example stage", || Ok(("done".to_owned(), true)))
            .unwrap();
        assert_eq!(stages.done.len(), 2);
        assert!(stages.outcome().is_err());
    }

    #[test]
    fn an_interrupt_stops_everything() {
        let mut stages = Stages::default();
        assert!(
            stages
                .run("example stage", || Err(ExitReason::Interrupted.into()))
                .is_err()
        );
    }
}
