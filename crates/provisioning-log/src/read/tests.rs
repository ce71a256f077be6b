mod formats;
mod laws;
mod shapes;

use super::*;
use crate::entry::LogEntry;

/// What a reader made of files that came in parts.
#[derive(Debug)]
struct Outcome {
    entries: Vec<(LogEntry<'static>, EntryPosition)>,
    log: ReadLog,
}

fn read_parts(
    files: &[(&str, &[u8])],
    part: usize,
    limits: ReadLimits,
) -> Result<Outcome, LogReadError> {
    let mut entries = Vec::new();
    let mut sink = |entry: &LogEntry<'_>, position: EntryPosition| {
        entries.push((entry.clone().into_owned(), position));
    };
    let mut reader = LogReader::new(limits);
    for (name, bytes) in files {
        reader.begin_file(name);
        for part in bytes.chunks(part) {
            reader.feed(part, &mut sink)?;
        }
        reader.end_file(&mut sink)?;
    }
    let log = reader.finish(&mut sink)?;
    Ok(Outcome { entries, log })
}

fn read(text: &str) -> Result<Outcome, LogReadError> {
    read_parts(&[("", text.as_bytes())], 1 << 20, ReadLimits::default())
}
