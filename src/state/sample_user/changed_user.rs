//! What the sample user changes to, for what an update would send.

use entra_expression::parse_limited;
use provisioning::user::SourceUser;
use provisioning::user::sample::SAMPLE_USERS;
use provisioning::user::user_diff::{USER_CHANGES, UserDifference, differences};

use crate::state::sample_user;
use provisioning::expression::read_attributes::read_attributes;
use provisioning::mapping::{MappingSet, Source};
use setup::Setup;
use setup::page_data::PageData;

/// The word for a change that is made by hand.
const OWN: &str = "own";
/// What stands before the name of an example.
const EXAMPLE: &str = "example ";
/// The most differences that are listed.
const MAX_DIFFERENCES: usize = 8;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangedUserChoice {
    /// One of the changes that are offered.
    Offered(usize),
    Example(usize),
    /// The same user, changed by hand.
    Own,
}

impl ChangedUserChoice {
    /// Everything that can be chosen, in order.
    pub fn all() -> impl Iterator<Item = Self> {
        let offered = (0..USER_CHANGES.len()).map(Self::Offered);
        let examples = (0..SAMPLE_USERS.len()).map(Self::Example);
        offered.chain(examples).chain([Self::Own])
    }

    pub fn word(self) -> String {
        match self {
            Self::Offered(index) => USER_CHANGES[index].key.to_owned(),
            Self::Example(index) => format!("{EXAMPLE}{}", SAMPLE_USERS[index].name),
            Self::Own => OWN.to_owned(),
        }
    }

    /// What it is, in a few words.
    pub fn about(self) -> String {
        match self {
            Self::Offered(index) => USER_CHANGES[index].about.to_owned(),
            Self::Example(index) => SAMPLE_USERS[index].name.to_owned(),
            Self::Own => "Your own change".to_owned(),
        }
    }

    /// The choice of a word; nothing when no such one is offered (any more).
    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|choice| choice.word() == word)
    }
}

/// What is chosen. A change that was made by hand counts until another one is
/// chosen.
pub fn choice(bench: &PageData) -> ChangedUserChoice {
    let own = bench.changed_user.is_some();
    match ChangedUserChoice::parse(&bench.change) {
        Some(ChangedUserChoice::Own) | None if own => ChangedUserChoice::Own,
        Some(ChangedUserChoice::Own) | None => ChangedUserChoice::Offered(0),
        Some(choice) => choice,
    }
}

pub fn changed(bench: &PageData) -> SourceUser {
    let user = sample_user::of(bench);
    match (choice(bench), &bench.changed_user) {
        (ChangedUserChoice::Offered(index), _) => USER_CHANGES[index].of(&user),
        (ChangedUserChoice::Example(index), _) => SAMPLE_USERS[index].user(),
        (ChangedUserChoice::Own, Some(own)) => own.clone(),
        (ChangedUserChoice::Own, None) => user,
    }
}

/// Chooses. What was made by hand is kept meanwhile; the first time it begins
/// with what is shown.
pub fn choose(bench: &mut PageData, choice: ChangedUserChoice) {
    if choice == ChangedUserChoice::Own && bench.changed_user.is_none() {
        bench.changed_user = Some(changed(bench));
    }
    bench.change = choice.word();
}

/// The attributes that the rows of a set read, each once.
pub fn read_by(set: &MappingSet) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for row in &set.rows {
        let read = match &row.source {
            Source::Direct(name) => vec![name.clone()],
            Source::Expression(text) => read_attributes(&parse_limited(text)),
            Source::Constant(_) | Source::None => Vec::new(),
        };
        for name in read {
            if !name.is_empty() && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names
}

/// What differs between the two, each in words, and how many are not told. What
/// the rows read comes first; of the rest it is said that nothing is sent.
pub fn described_changes(setup: &Setup) -> (Vec<String>, usize) {
    let bench = setup.page_data();
    let read = read_by(&setup.mapping);
    let mut found = differences(&sample_user::of(&bench), &changed(&bench));
    found.sort_by_key(|difference| !read.contains(&difference.name));
    let words = |difference: &UserDifference| match read.contains(&difference.name) {
        true => difference.message(),
        false => format!("{} (not used by any mapping)", difference.message()),
    };
    let shown = found.iter().take(MAX_DIFFERENCES).map(words);
    (shown.collect(), found.len().saturating_sub(MAX_DIFFERENCES))
}

#[cfg(test)]
mod tests {
    use super::*;
    use provisioning::mapping::Row;
    use setup::{SetupId, Timestamp};

    #[test]
    fn every_choice_is_persisted_and_loaded_again() {
        for choice in ChangedUserChoice::all() {
            let mut bench = PageData::default();
            choose(&mut bench, choice);
            assert_eq!(ChangedUserChoice::parse(&choice.word()), Some(choice));
            assert_eq!(
                crate::state::sample_user::changed_user::choice(&bench),
                choice
            );
        }
        for unknown in ["", "own", "example Nobody", "toString"] {
            let mut bench = PageData::default();
            bench.change = unknown.to_owned();
            assert_eq!(choice(&bench), ChangedUserChoice::Offered(0), "{unknown}");
        }
    }

    fn setup(bench: &PageData) -> Setup {
        let mut setup = Setup::new(
            SetupId("1".to_owned()),
            String::new(),
            Timestamp(String::new()),
        );
        setup.edit_page_data(|own| *own = bench.clone());
        setup
    }

    #[test]
    fn a_change_made_by_hand_begins_with_what_is_shown_and_is_persisted() {
        let described_changes = |bench: &PageData| {
            crate::state::sample_user::changed_user::described_changes(&setup(bench))
        };
        let mut bench = PageData::default();
        choose(&mut bench, ChangedUserChoice::Offered(2));
        assert_eq!(
            described_changes(&bench).0,
            ["department: Customer Care → Sales (not used by any mapping)"]
        );
        choose(&mut bench, ChangedUserChoice::Own);
        assert_eq!(
            described_changes(&bench).0,
            ["department: Customer Care → Sales (not used by any mapping)"]
        );
        let mut own = changed(&bench);
        let _ = own.attributes.insert("city".to_owned(), "Porto".into());
        bench.changed_user = Some(own.clone());
        choose(&mut bench, ChangedUserChoice::Example(0));
        assert_eq!(described_changes(&bench), (Vec::new(), 0));
        choose(&mut bench, ChangedUserChoice::Own);
        assert_eq!(changed(&bench), own);
        // Records from before there was a choice have only the user.
        bench.change = String::new();
        assert_eq!(choice(&bench), ChangedUserChoice::Own);
        choose(&mut bench, ChangedUserChoice::Example(1));
        let (words, more) = described_changes(&bench);
        assert_eq!(words.len(), MAX_DIFFERENCES);
        assert!(more > 0);
        // What the rows read stands before what nobody reads.
        let names = ["givenName", "objectId", "surname", "userPrincipalName"];
        for (words, name) in words.iter().zip(names) {
            assert!(words.starts_with(name), "{words}");
        }
    }

    #[test]
    fn what_the_rows_read_stands_once_and_in_their_order() {
        let mut set = MappingSet::default();
        let text = r#"Join(" ", [givenName], [city])"#;
        set.put(Row::new("title", Source::Expression(text.to_owned())));
        set.put(Row::new("nickName", Source::Direct(String::new())));
        assert_eq!(
            read_by(&set),
            [
                "userPrincipalName",
                "IsSoftDeleted",
                "givenName",
                "surname",
                "objectId",
                "city"
            ]
        );
    }
}
