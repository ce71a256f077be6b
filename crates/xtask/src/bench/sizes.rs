//! What the expression language weighs in wasm, and that a page can have it without the evaluator.

use std::fs;
use std::path::Path;

use crate::error::{Error, IoContext as _, kilobytes};
use crate::names;
use crate::node;
use crate::project::Project;
use crate::report::say;
use crate::seal::{Aim, SealError};
use crate::sizes::brotli_size;

use super::program::{self, Variant};

const VARIANTS: [Variant; 4] = [
    Variant {
        name: "page",
        features: "page",
        profile: program::PAGE,
        aim: Aim::Small,
    },
    Variant {
        name: "worker",
        features: "worker",
        profile: program::WORKER,
        aim: Aim::Fast,
    },
    Variant {
        name: "worker, small",
        features: "worker",
        profile: program::PAGE,
        aim: Aim::Small,
    },
    Variant {
        name: "page and worker",
        features: "page,worker",
        profile: program::PAGE,
        aim: Aim::Small,
    },
];

/// Builds each variant as the release does, prints the sizes, and fails if the evaluator is where
/// it must not be.
pub fn run(project: &Project) -> Result<(), Error> {
    node::check()?;
    say("Building the expression language for a page, for a worker, and for both.\n");
    say(format!(
        "{:<16}  {:<10}  {:>8}  {:>8}  evaluator",
        "kB", "built for", "raw", "brotli"
    ));
    for variant in VARIANTS {
        let compiled = variant.compile(project)?;
        let evaluator = names::evaluator(&read(&compiled)?)?;
        let finished = variant.finish(project, &compiled, "web")?;
        let bytes = read(&finished.wasm)?;
        say(format!(
            "{:<16}  {:<10}  {:>8.1}  {:>8.1}  {}",
            variant.name,
            match variant.aim {
                Aim::Small => "size",
                Aim::Fast => "speed",
            },
            kilobytes(bytes.len() as u64),
            kilobytes(brotli_size(&bytes)?),
            if evaluator.is_some() { "yes" } else { "none" },
        ));
        judge(variant.features, evaluator)?;
    }
    say("\nThe names of the functions show that a page's program holds no evaluator.\n");
    Ok(())
}

/// The page has none. That it is found where it must be shows that it would be found.
fn judge(features: &str, evaluator: Option<String>) -> Result<(), SealError> {
    match (features.contains("worker"), evaluator) {
        (false, Some(name)) => Err(SealError::Evaluator(name)),
        (true, None) => Err(SealError::NoNames(
            "the evaluator is in it and none of its functions is named".to_owned(),
        )),
        _ => Ok(()),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).doing(format!("read {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::judge;

    #[test]
    fn the_evaluator_is_in_the_worker_and_nowhere_else() {
        let found = || Some("entra_expression::evaluate::run".to_owned());
        assert!(judge("page", None).is_ok() && judge("worker", found()).is_ok());
        assert!(judge("page", found()).is_err() && judge("page,worker", None).is_err());
    }
}
