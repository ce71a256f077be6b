//! How far a silent cargo is, from the progress bar that it draws.

use std::time::{Duration, Instant};

use crate::report::{duration, print};

const INTERVAL: Duration = Duration::from_secs(15);

/// Before so much is done, an estimate would be a guess.
const MIN_SHARE: f64 = 0.1;

pub struct CargoProgress {
    name: &'static str,
    started: Instant,
    printed: Instant,
}

impl CargoProgress {
    pub fn new(name: &'static str) -> Self {
        let now = Instant::now();
        Self {
            name,
            started: now,
            printed: now,
        }
    }

    /// Takes a line if it is a progress bar, and says now and then how far it is.
    pub fn read(&mut self, line: &str) -> bool {
        let Some((done, all)) = counts(line) else {
            return false;
        };
        if self.printed.elapsed() >= INTERVAL {
            self.printed = Instant::now();
            let rest = match remaining(self.started.elapsed(), done, all) {
                Some(rest) => format!(", about {} left", duration(rest)),
                None => String::new(),
            };
            print(format!("  {}: {done} of {all} steps{rest}.", self.name));
        }
        true
    }
}

/// The counts in a bar such as `Building [====>    ] 31/124: serde, syn`.
fn counts(line: &str) -> Option<(u32, u32)> {
    let (_, bar) = line.split_once("Building [")?;
    let (_, counts) = bar.split_once("] ")?;
    let (done, all) = counts.split(':').next()?.split_once('/')?;
    Some((done.trim().parse().ok()?, all.trim().parse().ok()?))
}

/// The time that is left. Each step counts the same, and the program itself,
/// which cargo builds last and alone, counts as a tenth of all.
fn remaining(elapsed: Duration, done: u32, all: u32) -> Option<Duration> {
    let all = f64::from(all) * 1.1;
    let share = f64::from(done) / all;
    (share >= MIN_SHARE).then(|| elapsed.mul_f64((1.0 - share) / share))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bars_are_distinguished_from_other_lines() {
        let bar = "    Building [=======>        ] 31/124: serde, syn(build)";
        assert_eq!(counts(bar), Some((31, 124)));
        assert_eq!(counts("   Compiling serde v1.0.0"), None);
        assert_eq!(counts("    Building [=>  ] nothing"), None);
    }

    #[test]
    fn the_rest_follows_from_what_is_done() {
        let minute = Duration::from_secs(60);
        assert_eq!(remaining(minute, 1, 100), None);
        let rest = remaining(minute, 55, 100).map(|rest| rest.as_secs());
        assert_eq!(rest, Some(60));
    }
}
