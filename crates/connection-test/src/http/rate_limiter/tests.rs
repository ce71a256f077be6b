use super::*;

/// Random numbers that are the same in every run.
struct Noise(u32);

impl Noise {
    fn below(&mut self, end: u32) -> u32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((u64::from(self.0) * u64::from(end)) >> 32) as u32
    }

    fn weight(&mut self) -> Weight {
        match self.below(8) {
            0 => Weight::FollowsRedirects,
            1 | 2 => Weight::Simple,
            _ => Weight::Preflighted,
        }
    }

    /// Mostly prompt, sometimes longer than a second.
    fn travel_ms(&mut self) -> f64 {
        f64::from(match self.below(4) {
            0 => self.below(2_500),
            1 => self.below(600),
            _ => self.below(80),
        })
    }
}

/// A request as the service may see it.
struct Sent {
    from_ms: f64,
    to_ms: f64,
    weight: Weight,
    responded: bool,
}

/// A series of random requests, sent as soon as the limiter lets them.
fn series(seed: u32, count: usize) -> Vec<Sent> {
    let (mut limiter, mut noise, mut clock) = (RateLimiter::default(), Noise(seed), 0.0);
    (0..count)
        .map(|_| {
            if noise.below(5) == 0 {
                clock += f64::from(noise.below(700));
            }
            let weight = noise.weight();
            clock += limiter.wait_ms(clock, weight.requests());
            let from_ms = clock;
            clock += noise.travel_ms();
            let responded = noise.below(12) > 0;
            match responded {
                true => limiter.count(clock, weight.requests()),
                false => limiter.count_silent(clock),
            }
            let to_ms = clock;
            Sent {
                from_ms,
                to_ms,
                weight,
                responded,
            }
        })
        .collect()
}

fn assert_no_fifth(mut arrivals: Vec<f64>) {
    arrivals.sort_by(f64::total_cmp);
    for five in arrivals.windows(5) {
        assert!(five[4] - five[0] >= SPAN_MS - 1e-6, "{five:?}");
    }
}

#[test]
fn four_may_leave_at_once_and_the_fifth_waits() {
    let mut limiter = RateLimiter::default();
    for _ in 0..4 {
        assert_eq!(limiter.wait_ms(0.0, 1), 0.0);
        limiter.count(0.0, 1);
    }
    assert_eq!(limiter.wait_ms(0.0, 1), 1_000.0);
    assert_eq!(limiter.wait_ms(400.0, 1), 600.0);
    assert_eq!(limiter.wait_ms(1_000.0, 4), 0.0);
}

#[test]
fn a_pair_waits_until_two_are_free() {
    let mut limiter = RateLimiter::default();
    limiter.count(0.0, 1);
    limiter.count(100.0, 1);
    limiter.count(200.0, 1);
    assert_eq!(limiter.wait_ms(300.0, 1), 0.0);
    assert_eq!(limiter.wait_ms(300.0, 2), 700.0);
    assert_eq!(limiter.wait_ms(300.0, 9), 900.0);
    assert_eq!(limiter.wait_ms(1_000.0, 2), 0.0);
}

/// However long requests take and wherever between their start and their end
/// the service counts them and their preflights, no second has a fifth.
#[test]
fn no_second_ever_sees_more_than_the_limit() {
    for seed in 0..40 {
        let sent = series(seed, 1_000);
        let at = |moment_of: &mut dyn FnMut(&Sent) -> f64| {
            let mut arrivals = Vec::new();
            for one in &sent {
                arrivals.extend((0..one.weight.requests()).map(|_| moment_of(one)));
            }
            arrivals
        };
        let mut noise = Noise(seed);
        assert_no_fifth(at(&mut |one| one.from_ms));
        assert_no_fifth(at(&mut |one| one.to_ms));
        assert_no_fifth(at(&mut |one| {
            one.from_ms + (one.to_ms - one.from_ms) * f64::from(noise.below(257)) / 256.0
        }));
        // As close together as they can be: all before some moment arrive as
        // late as they may, and all after it as early.
        for moment in (0..sent.len()).step_by(7) {
            let mut nth = 0;
            let late = sent[..moment]
                .iter()
                .map(|one| one.weight.requests())
                .sum::<u32>();
            assert_no_fifth(at(&mut |one| {
                nth += 1;
                if nth <= late { one.to_ms } else { one.from_ms }
            }));
        }
    }
}

/// A request without a response may be ten at the service. Nothing follows for
/// so long that the average is back at the limit.
#[test]
fn requests_without_a_response_are_made_up_for() {
    for seed in 0..40 {
        let sent = series(seed, 1_000);
        assert!(sent.iter().filter(|one| !one.responded).count() > 40);
        for pair in sent.windows(2) {
            let gap = pair[1].from_ms - pair[0].to_ms;
            assert!(pair[0].responded || gap >= AFTER_SILENCE_MS - 1e-6);
        }
        let arrivals = sent.iter().map(|one| match one.responded {
            true => one.weight.requests(),
            false => MAX_RESENT,
        });
        let seconds = sent[sent.len() - 1].to_ms / SPAN_MS;
        let limit = seconds * f64::from(REQUESTS_PER_SECOND) + f64::from(MAX_RESENT);
        assert!(f64::from(arrivals.sum::<u32>()) <= limit, "in {seconds} s");
    }
}

/// The limiter keeps nobody waiting who need not wait: a request that has to
/// wait would be the fifth if it left a moment earlier.
#[test]
fn nothing_waits_longer_than_it_has_to() {
    for seed in 0..40 {
        let sent = series(seed, 1_000);
        for (nth, one) in sent.iter().enumerate().skip(1) {
            let free_from = sent[nth - 1].to_ms;
            let waited = one.from_ms - free_from;
            // Some requests start later because nobody asked for them before.
            if waited <= 700.0 {
                continue;
            }
            let earlier = one.from_ms - 701.0;
            let recent = sent[..nth]
                .iter()
                .filter(|before| earlier - before.to_ms < SPAN_MS)
                .map(|before| before.weight.requests());
            let total = recent.sum::<u32>() + one.weight.requests();
            let after_silence = !sent[nth - 1].responded;
            assert!(after_silence || total > REQUESTS_PER_SECOND, "{total}");
        }
    }
}

#[test]
fn the_room_after_silence_ends() {
    let mut limiter = RateLimiter::default();
    limiter.count_silent(100.0);
    assert_eq!(limiter.wait_ms(100.0, 1), 2_500.0);
    assert_eq!(limiter.wait_ms(2_599.0, 1), 1.0);
    assert_eq!(limiter.wait_ms(2_600.0, 4), 0.0);
    assert_eq!(limiter.wait_ms(9_999.0, 4), 0.0);
}

/// The time of a series is the one that the limiter makes of it.
#[test]
fn a_series_takes_as_long_as_estimated() {
    let weights = [
        Weight::Simple,
        Weight::Preflighted,
        Weight::FollowsRedirects,
    ];
    for weight in weights {
        for response_ms in [0.0, 40.0, 400.0, 999.0, 1_500.0] {
            for requests in [0, 1, 2, 3, 4, 5, 8, 20, 21] {
                let (mut limiter, mut clock) = (RateLimiter::default(), 0.0);
                for _ in 0..requests {
                    clock += limiter.wait_ms(clock, weight.requests());
                    clock += response_ms;
                    limiter.count(clock, weight.requests());
                }
                let estimated = series_ms(requests, weight, response_ms);
                assert_eq!(
                    estimated, clock,
                    "{requests} × {weight:?}, {response_ms} ms"
                );
            }
        }
    }
}
