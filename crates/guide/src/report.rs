//! The handover report as the guide's page showed it until it shows
//! [`crate::handover`].

use setup::{Setup, Timestamp};

use crate::handover::HandoverReport;
use crate::input::{GuideInput, MappingCheck};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportSection {
    pub title: String,
    pub head: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

pub fn sections(setup: &Setup) -> Vec<ReportSection> {
    let check = MappingCheck::NotChecked;
    let report = HandoverReport::new(&GuideInput::new(setup, &check), &Timestamp::default());
    let tables = report.tables().into_iter();
    tables
        .map(|table| ReportSection {
            title: table.title.to_owned(),
            head: table.head,
            rows: table.rows,
        })
        .collect()
}

pub fn markdown(setup: &Setup, now: &Timestamp) -> String {
    let check = MappingCheck::NotChecked;
    HandoverReport::new(&GuideInput::new(setup, &check), now).markdown()
}
