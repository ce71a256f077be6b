//! Outcomes over time, by cycle.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::LogReport;
use super::counts::{OutcomeCounts, StatusRank};
use super::entries::{NONE, StoredEntry};
use crate::entry::LogTime;

/// How many parts a chart has at most.
pub const MAX_BUCKETS: usize = 48;

/// More cycles than a log of 30 days has.
const MAX_CYCLES: usize = 20_000;

/// One cycle, or several that follow each other, or a stretch of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutcomeBucket {
    pub first: Option<LogTime>,
    pub last: Option<LogTime>,
    /// None if the log has no cycles.
    pub cycles: u32,
    pub entries: OutcomeCounts,
    /// Each user once, by the worst that happened in this time.
    pub users: OutcomeCounts,
}

#[derive(Debug, Clone, Copy, Default)]
struct StoredCycle {
    first: Option<LogTime>,
    last: Option<LogTime>,
}

#[derive(Debug, Default)]
pub(super) struct CycleTable {
    cycles: Vec<StoredCycle>,
    numbers: HashMap<Box<str>, u32>,
    /// The one that the last entry had.
    latest: Option<(Box<str>, u32)>,
}

impl CycleTable {
    pub(super) fn len(&self) -> u32 {
        u32::try_from(self.cycles.len()).unwrap_or(u32::MAX)
    }

    pub(super) fn find_or_add(&mut self, id: Option<&str>, time: Option<LogTime>) -> u32 {
        let Some(id) = id else {
            return NONE;
        };
        let number = match &self.latest {
            Some((latest, number)) if **latest == *id => *number,
            _ => match self.numbers.get(id) {
                Some(number) => *number,
                None if self.cycles.len() >= MAX_CYCLES => return NONE,
                None => {
                    let number = self.len();
                    self.cycles.push(StoredCycle::default());
                    self.numbers.insert(id.into(), number);
                    number
                }
            },
        };
        if self
            .latest
            .as_ref()
            .is_none_or(|(_, latest)| *latest != number)
        {
            self.latest = Some((id.into(), number));
        }
        if let Some(cycle) = self.cycles.get_mut(number as usize) {
            cycle.first = cycle.first.into_iter().chain(time).min();
            cycle.last = cycle.last.into_iter().chain(time).max();
        }
        number
    }
}

/// Widths of stretches of time, in minutes.
const WIDTHS: [i64; 12] = [
    5, 20, 40, 60, 120, 240, 360, 720, 1440, 2880, 10_080, 43_200,
];

/// Which bucket an entry is in.
struct BucketMap {
    /// The bucket of each cycle.
    of_cycle: Vec<usize>,
    /// The beginnings of the buckets.
    starts: Vec<LogTime>,
    buckets: Vec<OutcomeBucket>,
}

impl BucketMap {
    fn bucket_of(&self, entry: &StoredEntry) -> Option<usize> {
        match self.of_cycle.get(entry.cycle as usize) {
            Some(bucket) => Some(*bucket),
            None => {
                let time = entry.time()?;
                let after = self.starts.partition_point(|start| *start <= time);
                Some(after.saturating_sub(1))
            }
        }
    }

    fn of_cycles(cycles: &[StoredCycle]) -> Self {
        let mut order: Vec<usize> = (0..cycles.len()).collect();
        order.sort_by_key(|number| cycles.get(*number).and_then(|cycle| cycle.first));
        let each = cycles.len().div_ceil(MAX_BUCKETS).max(1);
        let mut of_cycle = vec![0; cycles.len()];
        let (mut buckets, mut starts) = (Vec::new(), Vec::new());
        for numbers in order.chunks(each) {
            let own = numbers.iter().filter_map(|number| cycles.get(*number));
            let first = own.clone().filter_map(|cycle| cycle.first).min();
            for number in numbers {
                if let Some(slot) = of_cycle.get_mut(*number) {
                    *slot = buckets.len();
                }
            }
            starts.push(first.unwrap_or_default());
            buckets.push(OutcomeBucket {
                first,
                last: own.filter_map(|cycle| cycle.last).max(),
                cycles: u32::try_from(numbers.len()).unwrap_or(u32::MAX),
                entries: OutcomeCounts::default(),
                users: OutcomeCounts::default(),
            });
        }
        Self {
            of_cycle,
            starts,
            buckets,
        }
    }

    fn of_times(first: LogTime, last: LogTime) -> Self {
        const MINUTE: i64 = 60_000;
        let needed = (last.0 - first.0) / MINUTE / (MAX_BUCKETS as i64 - 1) + 1;
        let width = WIDTHS.into_iter().find(|width| *width >= needed);
        let width = width.unwrap_or(needed) * MINUTE;
        let begin = first.0.div_euclid(width) * width;
        let (mut buckets, mut starts) = (Vec::new(), Vec::new());
        let mut at = begin;
        while at <= last.0 && buckets.len() < MAX_BUCKETS {
            starts.push(LogTime(at));
            buckets.push(OutcomeBucket {
                first: Some(LogTime(at)),
                last: Some(LogTime(at + width - 1)),
                cycles: 0,
                entries: OutcomeCounts::default(),
                users: OutcomeCounts::default(),
            });
            at += width;
        }
        Self {
            of_cycle: Vec::new(),
            starts,
            buckets,
        }
    }
}

impl LogReport {
    /// Outcomes from the first to the last cycle.
    pub(super) fn buckets(&self) -> Vec<OutcomeBucket> {
        let mut map = match (self.cycles.cycles.is_empty(), self.first, self.last) {
            (false, _, _) => BucketMap::of_cycles(&self.cycles.cycles),
            (true, Some(first), Some(last)) => BucketMap::of_times(first, last),
            (true, _, _) => return Vec::new(),
        };
        for entry in self.entries.iter() {
            let bucket = map.bucket_of(entry);
            if let Some(bucket) = bucket.and_then(|bucket| map.buckets.get_mut(bucket)) {
                bucket.entries.count(entry.rank);
            }
        }
        let mut worst: Vec<(usize, StatusRank)> = Vec::new();
        for (user, _) in self.users.iter() {
            worst.clear();
            for (_, entry) in self.entries_of(user) {
                let Some(bucket) = map.bucket_of(entry) else {
                    continue;
                };
                match worst.iter_mut().find(|(own, _)| *own == bucket) {
                    Some((_, rank)) => *rank = (*rank).max(entry.rank),
                    None => worst.push((bucket, entry.rank)),
                }
            }
            for (bucket, rank) in &worst {
                if let Some(bucket) = map.buckets.get_mut(*bucket) {
                    bucket.users.count(*rank);
                }
            }
        }
        map.buckets
    }
}
