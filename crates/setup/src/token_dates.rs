//! When the secret token was entered in Entra and when it expires. The token
//! itself is never stored.
//!
//! The first view has no use for the dates, so [`Setup`] carries them unread.

use provisioning::format::counted;
use serde_json::{Map, Value};

use super::Setup;
use super::calendar::CalendarDay;

/// The member of a record that holds them; each is a leaf.
const MEMBER: &str = "tokenDates";
const ENTERED_ON: &str = "enteredOn";
const EXPIRES_ON: &str = "expiresOn";

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct TokenDates {
    pub entered_on: Option<CalendarDay>,
    /// As the admin entered it; Entra does not know it.
    pub expires_on: Option<CalendarDay>,
}

/// How long the token still works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TokenExpiry {
    /// No date was entered.
    Unknown,
    Later {
        on: CalendarDay,
    },
    Soon {
        on: CalendarDay,
        days: i64,
    },
    Expired {
        on: CalendarDay,
    },
}

/// From so many days before the token expires there is a warning.
pub const WARNING_DAYS: i64 = 30;

impl TokenDates {
    pub fn expiry(&self, today: CalendarDay) -> TokenExpiry {
        let Some(on) = self.expires_on else {
            return TokenExpiry::Unknown;
        };
        match today.days_until(on) {
            days if days < 0 => TokenExpiry::Expired { on },
            days if days <= WARNING_DAYS => TokenExpiry::Soon { on, days },
            _ => TokenExpiry::Later { on },
        }
    }

    /// Days since the token was entered; nothing for a date in the future.
    pub fn age(&self, today: CalendarDay) -> Option<i64> {
        let days = self.entered_on?.days_until(today);
        (days >= 0).then_some(days)
    }
}

impl TokenExpiry {
    pub fn is_warning(self) -> bool {
        matches!(self, Self::Soon { .. } | Self::Expired { .. })
    }

    /// A few words beside the dates, where the page's banner says what to do.
    pub fn brief(self, today: CalendarDay) -> String {
        let days = |days: i64| counted(days.unsigned_abs(), "day", "days");
        match self {
            Self::Unknown | Self::Later { .. } => self.message(),
            Self::Soon { days: 0, .. } => "Expires today.".to_owned(),
            Self::Soon { days: left, .. } => format!("Expires in {}.", days(left)),
            Self::Expired { on } => format!("Expired {} ago.", days(on.days_until(today))),
        }
    }

    /// What to show and to do, in a sentence or two.
    pub fn message(self) -> String {
        match self {
            Self::Unknown => {
                "Enter the day on which the token expires to get a warning before it.".to_owned()
            }
            Self::Later { on } => format!("The token expires on {}.", on.long()),
            Self::Soon { on, days: 0 } => format!(
                "The token expires today, {}. Get a new one and enter it in Entra.",
                on.long()
            ),
            Self::Soon { on, days } => format!(
                "The token expires in {}, on {}. Get a new one and enter it in Entra before then.",
                counted(days.unsigned_abs(), "day", "days"),
                on.long()
            ),
            Self::Expired { on } => format!(
                "The token expired on {}. Entra can’t sign in to Talkdesk until you enter a new one.",
                on.long()
            ),
        }
    }
}

impl Setup {
    pub fn token_dates(&self) -> TokenDates {
        let stored = self.rest.get(MEMBER);
        let day = |name: &str| CalendarDay::parse(stored?.get(name)?.as_str()?);
        TokenDates {
            entered_on: day(ENTERED_ON),
            expires_on: day(EXPIRES_ON),
        }
    }

    pub fn set_token_dates(&mut self, dates: TokenDates) {
        let mut stored = match self.rest.remove(MEMBER) {
            Some(Value::Object(stored)) => stored,
            _ => Map::new(),
        };
        for (name, day) in [
            (ENTERED_ON, dates.entered_on),
            (EXPIRES_ON, dates.expires_on),
        ] {
            let _ = match day {
                Some(day) => stored.insert(name.to_owned(), day.to_string().into()),
                None => stored.remove(name),
            };
        }
        if !stored.is_empty() {
            let _ = self.rest.insert(MEMBER.to_owned(), stored.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::record::{read, write};
    use crate::replica::Replica;
    use crate::{SetupId, Timestamp, record};

    fn day(text: &str) -> CalendarDay {
        CalendarDay::parse(text).expect("a day")
    }

    fn setup() -> Setup {
        let created = Timestamp("2026-11-23T19:00:00.000Z".to_owned());
        Setup::new(SetupId("a1".to_owned()), String::new(), created)
    }

    #[test]
    fn a_warning_appears_thirty_days_before() {
        let today = day("2026-11-30");
        for (expires_on, is_warning, message) in [
            ("2027-01-15", false, "expires on January 15, 2027"),
            ("2026-12-31", false, "expires on December 31, 2026"),
            ("2026-12-30", true, "in 30 days"),
            ("2026-12-01", true, "in 1 day, on"),
            ("2026-11-30", true, "today"),
            ("2026-11-29", true, "expired on November 29, 2026"),
        ] {
            let dates = TokenDates {
                expires_on: Some(day(expires_on)),
                ..TokenDates::default()
            };
            let expiry = dates.expiry(today);
            assert_eq!(expiry.is_warning(), is_warning, "{expires_on}");
            assert!(expiry.message().contains(message), "{}", expiry.message());
        }
        let none = TokenDates::default().expiry(today);
        assert_eq!((none, none.is_warning()), (TokenExpiry::Unknown, false));
    }

    #[test]
    fn the_age_counts_from_the_day_it_was_entered() {
        for (entered_on, age) in [
            ("2026-11-30", Some(0)),
            ("2026-11-23", Some(7)),
            ("2026-12-01", None),
        ] {
            let dates = TokenDates {
                entered_on: Some(day(entered_on)),
                ..TokenDates::default()
            };
            assert_eq!(dates.age(day("2026-11-30")), age, "{entered_on}");
        }
    }

    #[test]
    fn dates_are_written_and_read_back_and_damaged_ones_are_none() {
        let mut setup = setup();
        let dates = TokenDates {
            entered_on: Some(day("2026-11-23")),
            expires_on: Some(day("2027-11-23")),
        };
        setup.set_token_dates(dates);
        let again = read(&write(&setup).to_string()).expect("still a setup");
        assert_eq!(again.token_dates(), dates);
        setup.set_token_dates(TokenDates::default());
        assert!(!setup.rest.contains_key(MEMBER));
        for damaged in [
            json!(7),
            json!([]),
            json!({"expiresOn": 7}),
            json!({"expiresOn": "soon"}),
        ] {
            let _ = setup.rest.insert(MEMBER.to_owned(), damaged);
            assert_eq!(setup.token_dates(), TokenDates::default());
        }
    }

    /// One tab enters the day of the token while another one enters its expiry.
    #[test]
    fn both_dates_merge() {
        let mut setup = setup();
        let mut one = Replica::of(record::members(&setup), 9);
        let mut other = one.clone();
        let entered = TokenDates {
            entered_on: Some(day("2026-11-23")),
            expires_on: None,
        };
        setup.set_token_dates(entered);
        let _ = one.edit(record::members(&setup), 5);
        let expires = TokenDates {
            entered_on: None,
            expires_on: Some(day("2027-11-23")),
        };
        setup.set_token_dates(expires);
        let _ = other.edit(record::members(&setup), 6);
        let _ = one.merge(&other);
        let record = record::with_members(&setup.id, one.record());
        let merged = record::from_value(record).expect("a setup");
        let both = TokenDates {
            expires_on: expires.expires_on,
            ..entered
        };
        assert_eq!(merged.token_dates(), both);
    }
}
