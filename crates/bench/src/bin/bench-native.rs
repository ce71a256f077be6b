//! The native side of `cargo xtask bench expressions`.
//!
//! The argument names a file with a workload. Each line of standard input is `EXPRESSION PASSES`,
//! answered by the nanoseconds that all passes took, or `EXPRESSION` alone, answered by a line
//! with the number of its values and those values.

use std::error::Error;
use std::hint::black_box;
use std::io::{BufRead as _, Write as _};
use std::time::Instant;

use scimdesk_bench::Workload;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("Name a workload file.")?;
    let mut workload = Workload::read(&std::fs::read_to_string(path)?)?;
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        match line.split_once(' ') {
            None => {
                let values = workload.values(line.parse()?)?;
                write!(out, "{}\n{values}", values.lines().count())?;
            }
            Some((expression, passes)) => {
                let (expression, passes) = (expression.parse()?, passes.parse()?);
                let start = Instant::now();
                black_box(workload.run(black_box(expression), passes));
                writeln!(out, "{}", start.elapsed().as_nanos())?;
            }
        }
        out.flush()?;
    }
    Ok(())
}
