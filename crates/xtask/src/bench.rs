//! `cargo xtask bench`: what is promised in numbers, measured.

mod expressions;
mod program;
mod sizes;

use crate::args::Bench;
use crate::error::Error;
use crate::project::Project;

const ALL: [Bench; 2] = [Bench::Sizes, Bench::Expressions];

/// Measures one thing, or everything.
pub fn run(only: Option<Bench>) -> Result<(), Error> {
    let project = Project::find()?;
    for bench in ALL {
        if only.is_some_and(|only| only != bench) {
            continue;
        }
        match bench {
            Bench::Expressions => expressions::run(&project)?,
            Bench::Sizes => sizes::run(&project)?,
        }
    }
    Ok(())
}
