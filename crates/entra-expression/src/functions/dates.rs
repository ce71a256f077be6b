//! Functions on dates. All work in UTC.

use super::model::ValueType::{DateText, DateTime, FileTime, Integer, Text};
use super::model::{Function, FunctionInfo, Param, caveat, documented, example};

const INTERVAL: Param = Param::new(
    "interval",
    Text,
    "yyyy years, m months, d days, ww weeks, h hours, n minutes, s seconds.",
);

pub(super) const TABLE: &[FunctionInfo] = &[
    FunctionInfo::new(
        "FormatDateTime",
        Function::FormatDateTime,
        &[
            Param::new("source", Text, "The date as text.").key("source"),
            Param::new("dateTimeStyles", Text, "How strictly to read; nearly always left empty.")
                .may_be_empty(),
            Param::new("inputFormat", Text, "The .NET format that the source has; empty for any.")
                .key("inputFormat")
                .may_be_empty(),
            Param::new("outputFormat", Text, "The .NET format of the result.").key("outputFormat"),
        ],
        Text,
        "Reads a date in one format and writes it in another.",
    )
    .older(&[
        Param::new("source", Text, "The date as text.").key("source"),
        Param::new("inputFormat", Text, "The .NET format that the source has.").key("inputFormat"),
        Param::new("outputFormat", Text, "The .NET format of the result.").key("outputFormat"),
    ])
    .examples(&[example(
        r#"FormatDateTime([extensionAttribute1], , "yyyyMMddHHmmss.fZ", "yyyy-MM-dd")"#,
        &[("extensionAttribute1", &["20150123105347.1Z"])],
        Some(&["2015-01-23"]),
    )])
    .caveats(&[
        caveat(
            "The second argument is nearly always empty; its comma stays: FormatDateTime([x], , \"…\", \"…\"). Older mappings and cloud sync have three arguments.",
            "MicrosoftDocs/entra-docs issue 69",
        ),
        documented(
            "A value that doesn’t match the input format exactly is an error.",
        ),
    ]),
    FunctionInfo::new(
        "CDate",
        Function::CDate,
        &[Param::new("expression", DateText, "A date as text.")],
        DateTime,
        "Reads text as a date and time in UTC.",
    )
    .examples(&[example(
        "CDate([StatusHireDate])",
        &[("StatusHireDate", &["2020-03-16-07:00"])],
        Some(&["3/16/2020 7:00:00 AM"]),
    )]),
    FunctionInfo::new("Now", Function::Now, &[], DateTime, "Date and time of the run, in UTC.")
        .examples(&[example("Now()", &[], None)])
        .caveats(&[caveat(
            "Changes with every run: sent as is, it updates every user in every cycle.",
            "Follows from the function's description",
        )]),
    FunctionInfo::new(
        "DateAdd",
        Function::DateAdd,
        &[
            INTERVAL,
            Param::new("value", Integer, "How many intervals to add; negative to go back."),
            Param::new("dateTime", DateTime, "The date to start from."),
        ],
        DateTime,
        "Adds an interval to a date.",
    )
    .examples(&[
        example(
            r#"DateAdd("d", 7, CDate([StatusHireDate]))"#,
            &[("StatusHireDate", &["2012-03-16-07:00"])],
            Some(&["3/23/2012 7:00:00 AM"]),
        ),
        example(r#"DateAdd("m", 1, CDate("2026-01-31"))"#, &[], Some(&["2/28/2026 12:00:00 AM"])),
    ])
    .caveats(&[caveat(
        "Adding months or years stops at the end of a shorter month.",
        "Visual Basic's DateAdd",
    )]),
    FunctionInfo::new(
        "DateDiff",
        Function::DateDiff,
        &[
            INTERVAL,
            Param::new("date1", DateTime, "The date that is subtracted."),
            Param::new("date2", DateTime, "The date to subtract from."),
        ],
        Integer,
        "Number of intervals from one date to another.",
    )
    .examples(&[
        example(
            r#"DateDiff("d", CDate([start]), CDate([end]))"#,
            &[("start", &["2021-08-18+08:00"]), ("end", &["2021-08-31+08:00"])],
            Some(&["13"]),
        ),
        example(r#"DateDiff("yyyy", CDate("2025-12-31"), CDate("2026-01-01"))"#, &[], Some(&["1"])),
    ])
    .caveats(&[caveat(
        "Years and months count calendar boundaries crossed, and weeks count Sundays passed. Days and shorter intervals count only complete ones.",
        "Visual Basic's DateDiff",
    )]),
    FunctionInfo::new(
        "DateFromNum",
        Function::DateFromNum,
        &[Param::new("value", FileTime, "A number of 100-nanosecond steps since 1601.").key("source")],
        DateTime,
        "Turns an Active Directory time stamp into a date.",
    )
    .examples(&[example(
        r#"DateFromNum("129699324000000000")"#,
        &[],
        Some(&["1/1/2012 11:00:00 PM"]),
    )]),
    FunctionInfo::new(
        "NumFromDate",
        Function::NumFromDate,
        &[Param::new("value", DateText, "A date in ISO 8601, with T or a space before the time.")],
        FileTime,
        "Turns a date into an Active Directory time stamp.",
    )
    .examples(&[example(
        "NumFromDate([d])",
        &[("d", &["2012-01-01T23:00:00Z"])],
        Some(&["129699324000000000"]),
    )])
    .caveats(&[caveat(
        "The numbers printed in the Workday and SuccessFactors guides are wrong. scimdesk calculates the right ones.",
        "Computed with .NET",
    )]),
];
