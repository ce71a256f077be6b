//! Values computed by .NET Core 3.1.23 in UTC and the invariant culture, unless said otherwise.

use super::*;

/// On 31 January 2026.
fn read(text: &str) -> Result<Ticks, DateError> {
    parse(text, Ticks::from_date(2026, 1, 31).unwrap())
}

fn at(text: &str) -> Ticks {
    read(text).unwrap()
}

#[test]
fn calendar() {
    for text in [
        "0001-01-01",
        "1600-02-29",
        "1899-12-31",
        "2000-02-29",
        "2023-12-31",
        "9999-12-31",
    ] {
        let date = at(text);
        let CivilDate { year, month, day } = date.civil();
        assert_eq!(format!("{year:04}-{month:02}-{day:02}"), text);
        assert_eq!(Ticks::from_date(year, month, day), Some(date));
    }
    assert_eq!(Ticks::from_date(2023, 2, 29), None);
    assert_eq!(Ticks::from_date(0, 1, 1), None);
    // Microsoft's example of DateFromNum.
    let date = Ticks::from_filetime(129_699_324_000_000_000).unwrap();
    assert_eq!(date.print(), "1/1/2012 11:00:00 PM");
    assert_eq!(date.to_filetime(), Some(129_699_324_000_000_000));
    assert_eq!(Ticks::from_filetime(i64::MAX), None);
    assert_eq!(Ticks::from_unix(0).print(), "1/1/1970 12:00:00 AM");
}

#[test]
fn reads_common_forms() {
    for (text, printed) in [
        ("2020-03-16-07:00", "3/16/2020 7:00:00 AM"),
        ("2009-06-15T01:45:30-07:00", "6/15/2009 8:45:30 AM"),
        ("8/5/2021 12:30 PM", "8/5/2021 12:30:00 PM"),
        ("15 June 2009", "6/15/2009 12:00:00 AM"),
        ("Jun 15, 2009", "6/15/2009 12:00:00 AM"),
        ("Thu, 05 Aug 2021 07:08:09 GMT", "8/5/2021 7:08:09 AM"),
        ("2021-06-30T05:06:07+0530", "6/29/2021 11:36:07 PM"),
    ] {
        assert_eq!(at(text).print(), printed, "{text}");
    }
    // What is left out comes from the present day.
    for (text, printed) in [
        ("10:20", "1/31/2026 10:20:00 AM"),
        ("10 pm", "1/31/2026 10:00:00 PM"),
        ("5/17", "5/17/2026 12:00:00 AM"),
        ("May 5", "5/5/2026 12:00:00 AM"),
        ("5 May", "5/1/2005 12:00:00 AM"),
        ("5/2021", "5/1/2021 12:00:00 AM"),
        ("2021 May", "5/1/2021 12:00:00 AM"),
        ("2021, 5, 17", "5/17/2021 12:00:00 AM"),
        ("5 2021 17", "5/17/2021 12:00:00 AM"),
        ("17-May-21", "5/17/2021 12:00:00 AM"),
        ("10:20 PM 5/17/2021", "5/17/2021 10:20:00 PM"),
        ("10:20Z, May 17 2021", "5/17/2021 10:20:00 AM"),
        ("10:20 Z 5/17/2021", "5/17/2021 10:20:00 AM"),
        ("5/17/2021, 1 : 02 : 03.5 pm -02:00", "5/17/2021 3:02:03 PM"),
    ] {
        assert_eq!(at(text).whole_seconds().print(), printed, "{text}");
    }
    for text in [
        "",
        "x",
        "Monday",
        "Z",
        "17",
        "17 2021 5",
        "20:24-10-10",
        "10:20 P",
        "2021-05-17T10:2",
        "2021-05-17T10:20 PM",
        "2021-05-17T10:20:30+02:000",
        "31/12/2021",
        "20210630",
        "2021-06-31",
        "Fri, 05 Aug 2021",
        "3/1 Z",
        "May 2021 Z",
        "2021-05Z",
        "2:020",
    ] {
        assert_eq!(read(text), Err(DateError::Text), "{text}");
    }
}

#[test]
fn formats() {
    let date = at("2024-02-29 15:04:05.0678901");
    for (pattern, text) in [
        ("yyyy-MM-ddTHH:mm:ss.fffK", "2024-02-29T15:04:05.067"),
        ("dddd, d MMMM yy h t", "Thursday, 29 February 24 3 P"),
        ("HH'h'mm\"m\"\\d %M", "15h04md 2"),
        ("yyyyy", "02024"),
        ("ss.FFFFFFF", "05.0678901"),
        ("s", "2024-02-29T15:04:05"),
    ] {
        assert_eq!(
            format(date, DateTimeKind::Unspecified, pattern).as_deref(),
            Ok(text),
            "{pattern}"
        );
    }
    for pattern in ["%%", "%", "x", "yyyy\\", "'open", "ffffffff"] {
        let result = format(date, DateTimeKind::Unspecified, pattern);
        assert_eq!(result, Err(DateError::Format), "{pattern}");
    }
}

#[test]
fn exact_wants_its_format() {
    let now = at("2026-01-31");
    let read = |text: &str, pattern: &str, styles: &str| {
        let styles = DateTimeStyles::parse(styles).unwrap();
        parse_exact(text, pattern, styles, now).map(|(date, _)| date.print())
    };
    let day = Ok("1/5/2024 12:00:00 AM".to_owned());
    assert_eq!(read("5 JAN 2024", "d MMM yyyy", ""), day);
    assert_eq!(read(" 2024 -01- 05", "yyyy-MM-dd", "AllowWhiteSpaces"), day);
    assert_eq!(read("2024-01-05", "yyyy-MM-dd.FF", ""), day);
    assert_eq!(
        read("10:20", "HH:mm", ""),
        Ok("1/31/2026 10:20:00 AM".to_owned())
    );
    assert_eq!(read("24A05", "yytdd", "").map(|_| ()), Ok(()));
    for (text, pattern, styles) in [
        ("", "FFF", ""),
        ("2024-01-05 ", "yyyy-MM-dd", "AllowInnerWhite"),
        ("24a05", "yytdd", ""),
    ] {
        let found = read(text, pattern, styles);
        assert_eq!(found, Err(DateError::Text), "{text:?} {pattern}");
    }
    assert_eq!(
        read("2024-01-05 02:00+2:00", "yyyy-MM-dd HH:mmzzz", ""),
        day
    );
    assert_eq!(
        read("05Friday2024", "%ddddddyyyy", ""),
        Err(DateError::Text)
    );
    assert_eq!(read("2024-1-5", "yyyy-MM-dd", ""), Err(DateError::Text));
    assert_eq!(read("3:04 PM", "hh:mm tt", ""), Err(DateError::Text));
    assert_eq!(DateTimeStyles::parse("Nonsense"), Err(DateTimeStylesError));
    assert_eq!(
        DateTimeStyles::parse("AssumeLocal,AssumeUniversal"),
        Err(DateTimeStylesError)
    );
}

#[test]
fn adds_and_subtracts() {
    let end = add(at("2023-01-31"), DateInterval::Month, 1).unwrap();
    assert_eq!(end.print(), "2/28/2023 12:00:00 AM");
    assert_eq!(add(at("9999-12-31"), DateInterval::Day, 1), None);
    assert_eq!(add(at("2024-01-01"), DateInterval::Year, i64::MAX), None);
    let (sunday, saturday) = (at("2021-08-29"), at("2021-08-28"));
    assert_eq!(difference(DateInterval::Week, sunday, saturday), -1);
    assert_eq!(
        difference(DateInterval::Month, at("2021-01-31"), at("2021-02-01")),
        1
    );
    assert_eq!(
        difference(
            DateInterval::Hour,
            at("2021-08-25T01:00"),
            at("2021-08-24T23:30")
        ),
        -1
    );
}
