//! `cargo xtask bench`: what is promised in numbers, measured.

mod expressions;
mod preflight;
mod program;
mod sizes;

use crate::args::Bench;
use crate::error::Error;
use crate::project::Project;

const ALL: [Bench; 3] = [Bench::Sizes, Bench::Expressions, Bench::Preflight];

/// Measures one thing, or everything.
pub fn run(only: Option<Bench>) -> Result<(), Error> {
    let project = Project::find()?;
    for bench in ALL {
        if only.is_some_and(|only| only != bench) {
            continue;
        }
        match bench {
            Bench::Expressions => expressions::run(&project)?,
            Bench::Preflight => preflight::run(&project)?,
            Bench::Sizes => sizes::run(&project)?,
        }
    }
    Ok(())
}
