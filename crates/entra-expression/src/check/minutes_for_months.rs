//! `"yyyy-mm-dd"`: small `mm` is minutes.

use super::Lint;
use super::context::{Context, Found};
use crate::print::quote;
use crate::{Fix, Severity};

pub(super) const LINT: Lint = Lint {
    code: "minutes-for-months",
    severity: Severity::Warning,
    why: "In .NET date formats MM is the month and mm the minute.",
    source: "Microsoft's documentation of custom date and time format strings",
    run,
};

fn run(context: &Context<'_>, found: &mut Found) {
    for (_, call) in context.calls_of("FormatDateTime") {
        for format in [2, 3].into_iter().filter_map(|index| call.arg(index)) {
            let Some(text) = format.as_text() else {
                continue;
            };
            let has = |letter: &str| text.contains(letter);
            // A year and a day with minutes, but without a month and an hour: nobody means that.
            if has("yy") && has("d") && has("mm") && !has("M") && !has("h") && !has("H") {
                found.add(
                    format.span,
                    "mm is minutes; MM is the month.",
                    vec![Fix::replace(
                        "Write MM",
                        format.span,
                        quote(&text.replace("mm", "MM")),
                    )],
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{fixed, underlined};

    #[test]
    fn months_are_capital() {
        let code = "minutes-for-months";
        assert_eq!(
            fixed(code, r#"FormatDateTime([d], , "yyyy-MM-dd", "yyyy-mm-dd")"#),
            r#"FormatDateTime([d], , "yyyy-MM-dd", "yyyy-MM-dd")"#
        );
        assert!(
            underlined(
                code,
                r#"FormatDateTime([d], , "yyyy-MM-dd HH:mm", "HH:mm")"#
            )
            .is_empty()
        );
    }
}
