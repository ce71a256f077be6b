//! Whether work takes time in proportion to its input, for tests.
//!
//! The processor time of two inputs is compared, never a clock read: other programs take turns on
//! the processor, and their turns do not count. They still empty its caches, so the least time of
//! several runs counts.

use std::time::Duration;

#[cfg(not(target_family = "wasm"))]
use cpu_time::ThreadTime;
// For wasm tests are only compiled.
#[cfg(target_family = "wasm")]
use std::time::Instant as ThreadTime;

/// How often an input is measured before it counts as slow.
const RUNS: usize = 40;

/// Processor time below this is noise.
const FLOOR: Duration = Duration::from_micros(200);

/// How many times as long the long work takes as the short work; none if that is at most `bound`.
///
/// A bound lies between the ratio of the lengths and its square: with a text eight times as long,
/// linear work takes 8 times as long and quadratic work 64 times.
pub fn excess(bound: u32, mut short: impl FnMut(), mut long: impl FnMut()) -> Option<f64> {
    let (mut least_short, mut least_long) = (Duration::MAX, Duration::MAX);
    for _ in 0..RUNS {
        least_short = least_short.min(processor_time(&mut short));
        least_long = least_long.min(processor_time(&mut long));
        if least_long <= least_short.max(FLOOR) * bound {
            return None;
        }
    }
    Some(least_long.as_secs_f64() / least_short.max(FLOOR).as_secs_f64())
}

fn processor_time(work: &mut impl FnMut()) -> Duration {
    let start = ThreadTime::now();
    work();
    start.elapsed()
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;

    fn pairs(count: u64) -> u64 {
        (0..count).fold(0, |sum, first| {
            (0..count).fold(sum, |sum, second| black_box(sum ^ first ^ second))
        })
    }

    fn singles(count: u64) -> u64 {
        (0..count).fold(0, |sum, one| black_box(sum ^ one))
    }

    #[test]
    fn linear_work_is_within_the_bound_and_quadratic_work_is_not() {
        let linear = excess(24, || _ = singles(400_000), || _ = singles(3_200_000));
        assert_eq!(linear, None);
        let quadratic = excess(24, || _ = pairs(400), || _ = pairs(3_200));
        assert!(quadratic.is_some_and(|ratio| ratio > 24.0), "{quadratic:?}");
    }
}
