//! The provisioning log: no failures in the last cycle.

use provisioning_log::entry::{EntryOutcome, LogEntry};
use provisioning_log::read::{EntryPosition, LogReader, ReadLimits};
use serde_json::Value;
use setup::calendar::CalendarDay;
use setup::tenant_evidence::EvidenceKind;

use super::owner::other_job;
use super::{
    Contradiction, EvidenceResult, EvidenceVerdict, ProvenFact, UnknownReason, incomplete,
};
use crate::EvidencePlan;
use crate::json::elements;

/// What is read of one entry.
struct CycleEntry {
    cycle: Option<String>,
    time: Option<String>,
    outcome: EntryOutcome,
    job_id: Option<String>,
}

pub(crate) fn log(document: &Value, plan: &EvidencePlan) -> EvidenceResult {
    EvidenceResult::whole(EvidenceKind::Healthy, evaluate(document, plan))
}

fn evaluate(document: &Value, plan: &EvidencePlan) -> EvidenceVerdict {
    let known = &plan.ids;
    if elements(document).is_empty() {
        return EvidenceVerdict::unknown(UnknownReason::NoEntries);
    }
    let Some(entries) = read(document) else {
        return EvidenceVerdict::unknown(UnknownReason::DamagedLog);
    };
    let mut jobs = entries.iter().map(|entry| entry.job_id.as_deref());
    if let Some(other) = jobs.find_map(|id| other_job(id, known)) {
        return EvidenceVerdict::contradicted(other);
    }
    if known.job_id.is_some() && entries.iter().any(|entry| entry.job_id.is_none()) {
        return EvidenceVerdict::missing("jobId");
    }
    // Times of one log have one form, so that their texts are in order. An
    // entry without a cycle belongs to every one.
    let latest = entries.iter().filter_map(|entry| entry.time.as_ref()).max();
    let cycle = entries
        .iter()
        .filter(|entry| entry.time.as_ref() == latest)
        .find_map(|entry| entry.cycle.as_ref());
    let is_last = |entry: &&CycleEntry| match (&entry.cycle, cycle) {
        (Some(own), Some(last)) => own == last,
        _ => true,
    };
    let last: Vec<&CycleEntry> = entries.iter().filter(is_last).collect();
    let count = |outcome| last.iter().filter(|entry| entry.outcome == outcome).count();
    let failed = count(EntryOutcome::Failed);
    if failed > 0 {
        return EvidenceVerdict::contradicted(Contradiction::FailuresInLastCycle { count: failed });
    }
    let unknown = count(EntryOutcome::Unknown);
    if unknown > 0 {
        return EvidenceVerdict::unknown(UnknownReason::EntriesWithoutOutcome(unknown));
    }
    if let Some(why) = incomplete(document, plan)
        && !has_whole_last_cycle(&entries, cycle)
    {
        return EvidenceVerdict::unknown(why);
    }
    // Without its time an entry could be of any cycle.
    let is_time = |entry: &CycleEntry| entry.time.as_deref().is_some_and(begins_with_day);
    if !entries.iter().all(is_time) {
        return EvidenceVerdict::missing("activityDateTime");
    }
    EvidenceVerdict::Proven {
        what: ProvenFact::Healthy {
            entries: last.len(),
            latest: latest.cloned(),
        },
    }
}

/// Whether a log that goes on has all of its last cycle: it is newest first, and
/// nothing but earlier cycles follows.
fn has_whole_last_cycle(entries: &[CycleEntry], last: Option<&String>) -> bool {
    let is_newest_first = entries.is_sorted_by(|newer, older| newer.time >= older.time);
    let all_have_cycles = entries.iter().all(|entry| entry.cycle.is_some());
    let mut earlier = entries
        .iter()
        .skip_while(|entry| entry.cycle.as_ref() == last)
        .peekable();
    is_newest_first
        && all_have_cycles
        && earlier.peek().is_some()
        && earlier.all(|entry| entry.cycle.as_ref() != last)
}

fn begins_with_day(time: &str) -> bool {
    let day = time.get(..10).and_then(CalendarDay::parse);
    day.is_some() && time.get(10..11) == Some("T")
}

/// All entries; nothing if one of them could not be read.
fn read(document: &Value) -> Option<Vec<CycleEntry>> {
    let mut entries = Vec::new();
    let mut sink = |entry: &LogEntry<'_>, _: EntryPosition| {
        entries.push(CycleEntry {
            cycle: entry.cycle_id.as_deref().map(str::to_owned),
            time: entry.time.as_deref().map(str::to_owned),
            outcome: entry.outcome(),
            job_id: entry.job_id.as_deref().map(str::to_owned),
        });
    };
    let all = elements(document);
    let text = serde_json::to_string(all).ok()?;
    let mut reader = LogReader::new(ReadLimits::default());
    reader.begin_file("response.json");
    reader.feed(text.as_bytes(), &mut sink).ok()?;
    let log = reader.finish(&mut sink).ok()?;
    let is_whole = !log.notes.is_incomplete() && entries.len() == all.len();
    is_whole.then_some(entries)
}
