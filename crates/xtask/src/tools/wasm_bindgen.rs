//! wasm-bindgen as a library, at the version that `Cargo.lock` pins for the app.
//!
//! Trunk wants a command of that name and runs it on the whole program, but the
//! site needs it for each part of the split program (`harden::split`). So Trunk
//! finds this program under the command's name, which writes placeholders that
//! `harden` removes, and the real work is done once.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};
use fs_err as fs;
use wasm_bindgen_cli_support::Bindgen;

use crate::project::Project;

const COMMAND: &str = "wasm-bindgen";
const PLACEHOLDER: &str = "// cargo xtask harden replaces this.\n";

/// What the script is loaded by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ScriptKind {
    Module,
    /// A module whose wasm finds other parts of the program by its exports.
    SplitModule,
    /// A script that a worker runs without imports.
    NoModules,
    Node,
}

/// Writes `NAME.js` and `NAME_bg.wasm` for a compiled program.
pub fn bind(program: &Path, folder: &Path, name: &str, kind: ScriptKind) -> Result<()> {
    let mut bindgen = Bindgen::new();
    match kind {
        ScriptKind::Module | ScriptKind::SplitModule => bindgen.web(true)?,
        ScriptKind::NoModules => bindgen.no_modules(true)?,
        ScriptKind::Node => bindgen.nodejs(true)?,
    };
    bindgen
        .input_path(program)
        .out_name(name)
        .typescript(false)
        .keep_lld_exports(kind == ScriptKind::SplitModule)
        .generate(folder)
        .with_context(|| format!("wasm-bindgen failed on {}", program.display()))
}

/// A folder that has this program under the name of wasm-bindgen's command.
pub fn stand_in_folder(project: &Project) -> Result<PathBuf> {
    let folder = project.scratch()?.join("bin");
    fs::create_dir_all(&folder)?;
    let program = folder.join(format!("{COMMAND}{}", std::env::consts::EXE_SUFFIX));
    let own = std::env::current_exe()?;
    let modified = |path: &Path| fs::metadata(path).and_then(|data| data.modified());
    if modified(&program).ok() < Some(modified(&own)?) {
        // Over a running program nothing can be written, but another can take its name.
        let fresh = folder.join(format!("{COMMAND}.{}", std::process::id()));
        fs::copy(&own, &fresh)?;
        fs::rename(&fresh, &program)?;
    }
    Ok(folder)
}

/// Whether this program was started under the command's name.
pub fn is_invoked() -> bool {
    let program = std::env::args_os().next().map(PathBuf::from);
    program.is_some_and(|path| path.file_stem().is_some_and(|stem| stem == COMMAND))
}

/// Does what Trunk needs of the command: tells its version, or writes the files
/// that Trunk then copies.
pub fn stand_in() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == ["--version"] {
        println!("{COMMAND} {}", wasm_bindgen_shared::version());
        return ExitCode::SUCCESS;
    }
    match write_placeholders(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn write_placeholders(arguments: &[String]) -> Result<()> {
    let value = |name: &str| {
        let value = arguments
            .iter()
            .find_map(|argument| argument.strip_prefix(name));
        value.with_context(|| format!("Trunk gave no {name}"))
    };
    let folder = Path::new(value("--out-dir=")?);
    let name = value("--out-name=")?;
    for ending in [".js", "_bg.wasm"] {
        fs::write(folder.join(format!("{name}{ending}")), PLACEHOLDER)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trunk_gets_the_files_that_it_copies() {
        let folder = std::env::temp_dir().join(format!("xtask-bindgen-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let out = format!("--out-dir={}", folder.display());
        let arguments = ["--target=web", &out, "--out-name=app", "app.wasm"].map(str::to_owned);
        write_placeholders(&arguments).unwrap();
        assert!(folder.join("app.js").is_file() && folder.join("app_bg.wasm").is_file());
        assert!(write_placeholders(&arguments[..2]).is_err());
        fs::remove_dir_all(&folder).unwrap();
    }
}
