//! The steps of the guide: one for each screen of the portal, in five stages.
//!
//! A step combines one or more numbers of Talkdesk's guide. Numbers with a
//! letter, and 0.6 and 0.7, are ours.

/// A part of the guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    Prepare,
    CreateApp,
    Connect,
    MapAttributes,
    AssignAndStart,
}

impl Stage {
    pub const ALL: [Self; 5] = [
        Self::Prepare,
        Self::CreateApp,
        Self::Connect,
        Self::MapAttributes,
        Self::AssignAndStart,
    ];

    pub fn title(self) -> &'static str {
        match self {
            Self::Prepare => "Prepare",
            Self::CreateApp => "Create the app",
            Self::Connect => "Connect",
            Self::MapAttributes => "Map attributes",
            Self::AssignAndStart => "Assign and start",
        }
    }

    pub fn steps(self) -> impl Iterator<Item = &'static ChecklistStep> {
        STEPS.iter().filter(move |step| step.stage == self)
    }
}

/// One step of the checklist.
#[derive(Debug, PartialEq, Eq)]
pub struct ChecklistStep {
    /// Its address, such as `2.12`; one of its numbers.
    pub number: &'static str,
    pub stage: Stage,
    /// The numbers that lead to it and that it is marked by, in order.
    pub numbers: &'static [&'static str],
    /// The numbers of Talkdesk's guide that it follows.
    pub published: &'static [&'static str],
}

const fn step(
    stage: Stage,
    number: &'static str,
    numbers: &'static [&'static str],
    published: &'static [&'static str],
) -> ChecklistStep {
    ChecklistStep {
        number,
        stage,
        numbers,
        published,
    }
}

/// The number of the step for teams. Until it was added, 2.16 and 2.17 were
/// for roles and teams.
pub(crate) const TEAMS_STEP: &str = "2.16a";
pub(crate) const ROLES_STEP: &str = "2.16";

use Stage::{AssignAndStart, Connect, CreateApp, MapAttributes, Prepare};

pub static STEPS: [ChecklistStep; 21] = [
    step(
        Prepare,
        "0.1",
        &["0.1", "0.2", "0.4", "0.5", "0.6", "0.7"],
        &["0.1", "0.2", "0.4", "0.5"],
    ),
    step(Prepare, "0.3", &["0.3"], &["0.3"]),
    step(CreateApp, "1.1", &["1.1", "1.2"], &["1.1", "1.2"]),
    step(CreateApp, "1.4", &["1.3", "1.4"], &["1.3", "1.4"]),
    step(Connect, "2.1", &["2.1", "2.2"], &["2.1", "2.2"]),
    step(
        Connect,
        "2.3",
        &["2.3", "2.4", "2.5"],
        &["2.3", "2.4", "2.5"],
    ),
    step(Connect, "2.5a", &["2.5a"], &[]),
    step(MapAttributes, "2.6", &["2.6", "2.7"], &["2.6", "2.7"]),
    step(MapAttributes, "2.8", &["2.8", "2.9"], &["2.8", "2.9"]),
    step(MapAttributes, "2.10", &["2.10", "2.10a"], &["2.10"]),
    step(MapAttributes, "2.12", &["2.11", "2.12"], &["2.11", "2.12"]),
    step(MapAttributes, "2.13", &["2.13"], &["2.13"]),
    step(MapAttributes, "2.13a", &["2.13a"], &[]),
    step(
        MapAttributes,
        "2.14",
        &["2.14", "2.14a", "2.15"],
        &["2.14", "2.15"],
    ),
    step(MapAttributes, "2.15a", &["2.15a"], &[]),
    step(
        MapAttributes,
        ROLES_STEP,
        &["2.16", "2.17"],
        &["2.16", "2.17"],
    ),
    step(MapAttributes, TEAMS_STEP, &[TEAMS_STEP], &["2.16", "2.17"]),
    step(MapAttributes, "2.17a", &["2.17a"], &[]),
    step(AssignAndStart, "2.18", &["2.18", "2.19"], &["2.18", "2.19"]),
    step(AssignAndStart, "2.19a", &["2.19a"], &[]),
    step(
        AssignAndStart,
        "2.20",
        &["2.19b", "2.20", "2.20a", "2.20b"],
        &["2.20"],
    ),
];

/// The step that a published or added number leads to.
pub fn step_of(number: &str) -> Option<&'static ChecklistStep> {
    STEPS.iter().find(|step| step.numbers.contains(&number))
}

impl ChecklistStep {
    /// Its index among all steps, also those that a setup leaves out.
    pub(crate) fn index(&self) -> usize {
        let found = STEPS.iter().position(|step| step.number == self.number);
        found.unwrap_or_default()
    }

    /// Where it comes from: "2.3 to 2.5 in Talkdesk’s guide".
    pub fn origin(&self) -> String {
        match self.published {
            [] => "Not in Talkdesk’s guide, but needed".to_owned(),
            [first, ..] if first.starts_with("0.") => {
                "Before you start, in Talkdesk’s guide".to_owned()
            }
            numbers => format!("{} in Talkdesk’s guide", number_range(numbers)),
        }
    }

    /// The numbers that decide whether it is done: the published ones.
    pub(crate) fn deciding_numbers(&self) -> Vec<&'static str> {
        let own = self.numbers.iter().copied();
        let published: Vec<_> = own.filter(|own| self.published.contains(own)).collect();
        match published.is_empty() {
            true => self.numbers.to_vec(),
            false => published,
        }
    }
}

/// `2.3`, `2.11 and 2.12`, `2.3 to 2.5`; `2.14 and 2.16` if one is missing.
fn number_range(numbers: &[&str]) -> String {
    let last_part = |number: &str| number.rsplit('.').next()?.parse::<u32>().ok();
    let is_consecutive = numbers.windows(2).all(|pair| match pair {
        [one, next] => last_part(one).map(|number| number + 1) == last_part(next),
        _ => false,
    });
    match numbers {
        [first, .., last] if is_consecutive && numbers.len() > 2 => format!("{first} to {last}"),
        [most @ .., last] if !most.is_empty() => format!("{} and {last}", most.join(", ")),
        _ => numbers.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_leads_to_one_step() {
        let published = [("0", 5), ("1", 4), ("2", 20)];
        let published = published
            .into_iter()
            .flat_map(|(part, last)| (1..=last).map(move |number: u32| format!("{part}.{number}")));
        let added = [
            "0.6", "0.7", "2.5a", "2.10a", "2.13a", "2.14a", "2.15a", "2.16a", "2.17a", "2.19a",
            "2.19b", "2.20a", "2.20b",
        ];
        for number in published.chain(added.map(str::to_owned)) {
            let steps = STEPS
                .iter()
                .filter(|step| step.numbers.contains(&number.as_str()));
            assert_eq!(steps.count(), 1, "{number}");
        }
        for (number, expected) in [
            ("0.2", Some("0.1")),
            ("2.4", Some("2.3")),
            ("2.10a", Some("2.10")),
            ("2.11", Some("2.12")),
            ("2.15", Some("2.14")),
            ("2.17", Some("2.16")),
            ("2.19", Some("2.18")),
            ("2.20b", Some("2.20")),
            ("9.9", None),
            ("", None),
        ] {
            assert_eq!(step_of(number).map(|step| step.number), expected);
        }
    }

    #[test]
    fn steps_are_in_the_order_of_stages_and_say_where_they_come_from() {
        assert!(STEPS.is_sorted_by_key(|step| step.stage));
        for step in &STEPS {
            assert!(step.numbers.contains(&step.number), "{}", step.number);
            assert!(!step.deciding_numbers().is_empty(), "{}", step.number);
        }
        let origin = |number| {
            step_of(number)
                .map(ChecklistStep::origin)
                .unwrap_or_default()
        };
        assert_eq!(origin("2.3"), "2.3 to 2.5 in Talkdesk’s guide");
        assert_eq!(origin("2.12"), "2.11 and 2.12 in Talkdesk’s guide");
        assert_eq!(origin("2.13"), "2.13 in Talkdesk’s guide");
        assert_eq!(origin("2.13a"), "Not in Talkdesk’s guide, but needed");
        assert_eq!(origin("0.3"), "Before you start, in Talkdesk’s guide");
        assert_eq!(
            number_range(&["2.14", "2.16", "2.17"]),
            "2.14, 2.16 and 2.17"
        );
    }
}
