//! Writes a users file with known errors:
//! `cargo run -p preflight --example users -- 100000 > users.csv`.
//! With `faults` behind the number it writes the list of errors instead.

use std::io::Write as _;

use preflight::fixtures::generate;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let count = arguments.next().and_then(|count| count.parse().ok());
    let generated = generate(count.unwrap_or(1000));
    let mut out = std::io::stdout().lock();
    match arguments.next().as_deref() {
        Some("faults") => {
            for (user, kind) in generated.planted {
                writeln!(out, "{user}\t{}", kind.text().code)?;
            }
            Ok(())
        }
        _ => out.write_all(generated.csv.as_bytes()),
    }
}
