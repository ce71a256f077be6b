//! What the expression language weighs in wasm, and that a page can have it without the evaluator.

use anyhow::{Result, bail};
use fs_err as fs;

use crate::harden::OptimizeFor;
use crate::harden::wasm_names;
use crate::project::Project;
use crate::report::{kilobytes, print};
use crate::site::brotli_size;
use crate::tools::node;
use crate::tools::wasm_bindgen::ScriptKind;

use super::program::BenchVariant;

/// What the table calls each variant, its features, and what it is built for.
const VARIANTS: [(&str, &str, OptimizeFor); 4] = [
    ("page", "page", OptimizeFor::Size),
    ("worker", "worker", OptimizeFor::Speed),
    ("worker, small", "worker", OptimizeFor::Size),
    ("page and worker", "page,worker", OptimizeFor::Size),
];

/// Builds each variant as the release does, prints the sizes, and fails if the evaluator is where
/// it must not be.
pub fn run(project: &Project) -> Result<()> {
    node::check()?;
    print("Building the expression language for a page, for a worker, and for both.\n");
    print(format!(
        "{:<16}  {:<10}  {:>8}  {:>8}  evaluator",
        "kB", "built for", "raw", "brotli"
    ));
    for (name, features, optimize_for) in VARIANTS {
        let variant = BenchVariant {
            name,
            features,
            optimize_for,
        };
        let compiled = variant.compile(project)?;
        let evaluator = wasm_names::evaluator(&fs::read(&compiled)?)?;
        let (_, wasm) = variant.finish(project, &compiled, ScriptKind::Module)?;
        let bytes = fs::read(&wasm)?;
        print(format!(
            "{:<16}  {:<10}  {:>8.1}  {:>8.1}  {}",
            name,
            match optimize_for {
                OptimizeFor::Size => "size",
                OptimizeFor::Speed => "speed",
            },
            kilobytes(bytes.len() as u64),
            kilobytes(brotli_size(&bytes)?),
            if evaluator.is_some() { "yes" } else { "none" },
        ));
        check_evaluator(features, evaluator)?;
    }
    print("\nThe names of the functions show that a page's program holds no evaluator.\n");
    Ok(())
}

/// The page has none. That it is found where it must be shows that it would be found.
fn check_evaluator(features: &str, evaluator: Option<String>) -> Result<()> {
    match (features.contains("worker"), evaluator) {
        (false, Some(name)) => Err(wasm_names::misplaced_evaluator(&name)),
        (true, None) => bail!("The evaluator is in it, and none of its functions is named."),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::check_evaluator;

    #[test]
    fn the_evaluator_is_in_the_worker_and_nowhere_else() {
        let found = || Some("entra_expression::evaluate::run".to_owned());
        assert!(
            check_evaluator("page", None).is_ok() && check_evaluator("worker", found()).is_ok()
        );
        assert!(
            check_evaluator("page", found()).is_err()
                && check_evaluator("page,worker", None).is_err()
        );
    }
}
