//! What is in a wasm file, as far as the names of its functions tell.

use anyhow::{Context as _, Result, anyhow, ensure};
use wasmparser::{KnownCustom, Name, Parser, Payload};

/// How names of the evaluator and of the regular expression engine look, as the linker writes them
/// and as the compiler does. A page may read patterns but not match them.
const EVALUATOR: [&str; 6] = [
    "entra_expression::evaluate",
    "dotnet_text::regex::engine",
    "dotnet_text::date",
    "16entra_expression8evaluate",
    "11dotnet_text5regex6engine",
    "11dotnet_text4date",
];

/// Nobody can tell what is in such a program.
const UNNAMED: &str = "A program does not name its functions.";

/// The error of a page's program with this function of the evaluator.
pub fn misplaced_evaluator(name: &str) -> anyhow::Error {
    anyhow!("A page's program holds the evaluator, which belongs into a worker: {name}.")
}

/// A function of the evaluator that is in a program, if there is one.
///
/// # Errors
///
/// A program that names no functions proves nothing, and is an error.
pub fn evaluator(wasm: &[u8]) -> Result<Option<String>> {
    let names = functions(wasm)?;
    ensure!(!names.is_empty(), "{UNNAMED}");
    let mut names = names.into_iter();
    Ok(names.find(|name| EVALUATOR.iter().any(|part| name.contains(part))))
}

fn functions(wasm: &[u8]) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        let Payload::CustomSection(section) = payload.context(UNNAMED)? else {
            continue;
        };
        let KnownCustom::Name(parts) = section.as_known() else {
            continue;
        };
        for part in parts {
            if let Name::Function(functions) = part.context(UNNAMED)? {
                for naming in functions {
                    names.push(naming.context(UNNAMED)?.name.to_owned());
                }
            }
        }
    }
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::evaluator;

    /// A module that has only a name for function 0.
    fn named(name: &str) -> Vec<u8> {
        let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap();
        let mut map = vec![1, 0, length(name.as_bytes())];
        map.extend(name.bytes());
        let mut section = vec![4];
        section.extend(b"name");
        section.extend([1, length(&map)]);
        section.extend(&map);
        let mut wasm = b"\0asm\x01\0\0\0".to_vec();
        wasm.extend([0, length(&section)]);
        wasm.extend(&section);
        wasm
    }

    #[test]
    fn the_evaluator_is_found_by_name() {
        for (name, found) in [
            ("entra_expression::evaluate::run::Run::eval", true),
            ("<dotnet_text::date::Ticks as Clone>::clone", true),
            (
                "_RNvMNtNtCs1_16entra_expression8evaluate3runNtB2_3Run4eval",
                true,
            ),
            ("dotnet_text::regex::engine::vm::Machine::run", true),
            ("dotnet_text::regex::syntax::parser::parse", false),
            ("entra_expression::check::check", false),
        ] {
            let expected = found.then(|| name.to_owned());
            assert_eq!(evaluator(&named(name)).unwrap(), expected, "{name}");
        }
    }

    #[test]
    fn what_has_no_names_proves_nothing() {
        assert!(evaluator(b"\0asm\x01\0\0\0").is_err());
        assert!(evaluator(b"no wasm").is_err());
    }
}
