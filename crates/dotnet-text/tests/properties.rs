//! Nothing panics, and printing, reading and adding dates agree with each other.

use dotnet_text::date;
use dotnet_text::regex::{Regex, RegexScratch, Replacement, ReplacementPiece};
use proptest::prelude::*;

/// `PROPTEST_CASES` makes the run longer.
fn config() -> ProptestConfig {
    let mut config = ProptestConfig::default();
    if std::env::var_os("PROPTEST_CASES").is_none() {
        config.cases = 2_000;
    }
    config
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_pattern_is_survived(
        pattern in "[ab(|)*+?\\[\\]^$.\\\\dwkpBGnsix<>{},:=!#2-]{0,24}",
        input in "[abA 2é😀\n]{0,16}",
        replacement in "[$&_+'`{}n12x]{0,6}",
    ) {
        let Ok(regex) = Regex::new(&pattern) else { return Ok(()) };
        let replacement = Replacement::new(&replacement, &regex);
        let (mut steps, mut from_source) = (20_000, 0);
        let mut scratch = RegexScratch::new();
        let replaced = regex.replace(&input, &replacement, &mut scratch, &mut steps, |piece| {
            if let ReplacementPiece::Source(slice) = piece {
                assert!(slice.bytes.end <= input.len());
                from_source += 1;
            }
        });
        prop_assert!(replaced != Ok(false) || from_source == 0);
    }

    #[test]
    fn any_date_is_survived(input in "[0-9a-zA-Z:/. +-]{0,30}", format in "[dfFghHKmMstyz:/. '\"%\\\\-]{0,12}") {
        let now = date::Ticks::from_unix(0);
        if let Ok(found) = date::parse(&input, now) {
            // What is printed can be read again.
            prop_assert_eq!(date::parse(&found.print(), now), Ok(found.whole_seconds()));
            if let Ok(printed) = date::format(found, date::DateTimeKind::Utc, &format) {
                let _ = date::parse_exact(&printed, &format, date::DateTimeStyles::DEFAULT, now);
            }
        }
        let _ = date::parse_exact(&input, &format, date::DateTimeStyles::DEFAULT, now);
    }

    #[test]
    fn date_arithmetic_goes_back(days in 0..3_652_058_i64, count in -5_000..5_000_i64) {
        let start = date::Ticks::new(days * date::TICKS_PER_DAY).unwrap();
        for interval in [date::DateInterval::Day, date::DateInterval::Week, date::DateInterval::Hour] {
            if let Some(end) = date::add(start, interval, count) {
                prop_assert_eq!(date::add(end, interval, -count), Some(start));
                prop_assert_eq!(date::difference(interval, start, end), count);
            }
        }
    }
}
