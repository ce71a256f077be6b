//! Preflight without a browser, for a profiler: only parsing a generated file,
//! and the whole run, in milliseconds.
//!
//!   cargo run --profile worker -p preflight --example preflight -- 100000

use std::hint::black_box;
use std::time::Instant;

use preflight::PreflightRun;
use preflight::fixtures::{Fixture, generate};
use preflight::users_file::{Cell, UsersFileError, UsersReader};

/// Bytes in one part, as the worker reads.
const PART: usize = 1 << 20;

/// Rounds; the quickest one counts.
const ROUNDS: usize = 9;

fn main() {
    let count = std::env::args().nth(1).and_then(|count| count.parse().ok());
    let generated = generate(count.unwrap_or(100_000));
    let rows = quickest(|| parse(&generated, false).is_ok());
    let cells = quickest(|| parse(&generated, true).is_ok());
    let whole = quickest(|| run(&generated).is_some());
    println!("rows {rows:.1} ms, cells {cells:.1} ms, preflight {whole:.1} ms");
}

fn quickest(work: impl Fn() -> bool) -> f64 {
    let rounds = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        assert!(black_box(work()), "the generated file can be used");
        start.elapsed().as_secs_f64() * 1000.0
    });
    rounds.fold(f64::INFINITY, f64::min)
}

fn parse(generated: &Fixture, every_cell: bool) -> Result<usize, UsersFileError> {
    let mut reader = UsersReader::default();
    let mut bytes = 0;
    for part in generated.csv.as_bytes().chunks(PART) {
        reader.push(part)?;
        while reader.next()?.is_some() {
            for column in 0..if every_cell {
                reader.headers().len()
            } else {
                0
            } {
                if let Cell::One(text) = reader.cell(column) {
                    bytes += text.len();
                }
            }
        }
    }
    reader.finish()?;
    while reader.next()?.is_some() {}
    Ok(black_box(bytes))
}

fn run(generated: &Fixture) -> Option<u32> {
    let mut run = PreflightRun::new(generated.plan.clone()).ok()?;
    run.begin(0);
    for part in generated.csv.as_bytes().chunks(PART) {
        run.push(part).ok()?;
    }
    run.end().ok()?;
    Some(run.report(0.0, 0.0).totals.users)
}
