//! `cargo xtask bench`: what is promised in numbers, measured.

mod expressions;
mod preflight;
mod program;
mod sizes;

use crate::args::Benchmark;
use crate::project::Project;
use anyhow::Result;

const ALL: [Benchmark; 3] = [
    Benchmark::Sizes,
    Benchmark::Expressions,
    Benchmark::Preflight,
];

/// Measures one thing, or everything.
pub fn run(only: Option<Benchmark>) -> Result<()> {
    let project = Project::find()?;
    for bench in ALL {
        if only.is_some_and(|only| only != bench) {
            continue;
        }
        match bench {
            Benchmark::Expressions => expressions::run(&project)?,
            Benchmark::Preflight => preflight::run(&project)?,
            Benchmark::Sizes => sizes::run(&project)?,
        }
    }
    Ok(())
}
