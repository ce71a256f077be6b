//! Reads users files as the setup scripts do:
//! `cargo run -p preflight --example users_file -- users.csv` prints the
//! identifiers, one in each line, or the kind of the error on stderr.
//! Of several files, or of the files in a folder, it prints one line of JSON
//! for each.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use preflight::users_file::identifiers::identifiers;
use serde_json::json;

fn main() -> std::io::Result<ExitCode> {
    let named: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    if let [file] = named.as_slice()
        && !file.is_dir()
    {
        return match identifiers(&std::fs::read(file)?) {
            Ok(users) => {
                for user in users {
                    writeln!(out, "{user}")?;
                }
                Ok(ExitCode::SUCCESS)
            }
            Err(error) => {
                eprintln!("{}", error.kind.code());
                Ok(ExitCode::FAILURE)
            }
        };
    }
    for path in named {
        for file in files(&path)? {
            let name = file.file_name().map(|name| name.to_string_lossy());
            let line = match identifiers(&std::fs::read(&file)?) {
                Ok(users) => json!({ "file": name, "users": users }),
                Err(error) => json!({
                    "file": name,
                    "error": error.kind.code(),
                    "line": error.lines.first(),
                    "message": error.message(&name.unwrap_or_default()),
                }),
            };
            writeln!(out, "{line}")?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The file, or the files in the folder in the order of their names.
fn files(path: &Path) -> std::io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let entries = std::fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path()));
    let mut files: Vec<_> = entries.collect::<Result<_, _>>()?;
    files.sort();
    Ok(files)
}
