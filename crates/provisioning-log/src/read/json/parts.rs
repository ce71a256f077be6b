//! The objects within an entry.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

use super::any::Any;
use super::fill::{Fill, FillList, Members, fill, fill_list, ignored_values};
use super::member::Member;
use crate::entry::{
    EntryError, LogIdentity, LogStep, LoggedDetail, LoggedStatus, ModifiedProperty,
};

/// Reads an object that is written as a text, whose parts are owned then.
macro_rules! nested_object {
    ($type:ident) => {
        fn nested(&mut self, text: &str) -> bool {
            let mut inner = $type::default();
            let is_object = fill(text, &mut inner);
            if is_object {
                *self = inner.into_owned();
            }
            is_object
        }
    };
}

/// `provisioningStatusInfo`, with the error in it or beside it.
#[derive(Debug, Default)]
pub(in crate::read) struct StatusInfo<'de> {
    pub(in crate::read) status: LoggedStatus,
    pub(in crate::read) error: EntryError<'de>,
}

impl<'de> Members<'de> for StatusInfo<'de> {
    fn member<A: MapAccess<'de>>(&mut self, member: Member, map: &mut A) -> Result<(), A::Error> {
        match member {
            Member::ErrorInformation => return map.next_value_seed(Fill(&mut self.error)),
            Member::Status => self.status = map.next_value::<Any>()?.status(),
            _ => return self.error.member(member, map),
        }
        Ok(())
    }

    fn nested(&mut self, text: &str) -> bool {
        let mut info = StatusInfo::default();
        let is_object = fill(text, &mut info);
        if is_object {
            self.status = info.status;
            self.error = info.error.into_owned();
        }
        is_object
    }

    fn scalar(&mut self, value: Any<'de>) {
        self.status = value.status();
    }
}

impl<'de> Members<'de> for EntryError<'de> {
    fn member<A: MapAccess<'de>>(&mut self, member: Member, map: &mut A) -> Result<(), A::Error> {
        let value = map.next_value::<Any>()?;
        match member {
            Member::ErrorCode => value.fill(&mut self.code),
            Member::Reason => value.fill(&mut self.reason),
            Member::AdditionalDetails => value.fill(&mut self.additional_details),
            Member::ErrorCategory => value.fill(&mut self.category),
            Member::RecommendedAction => value.fill(&mut self.recommended_action),
            _ => {}
        }
        Ok(())
    }

    nested_object!(EntryError);
}

impl<'de> Members<'de> for LogStep<'de> {
    fn member<A: MapAccess<'de>>(&mut self, member: Member, map: &mut A) -> Result<(), A::Error> {
        if member == Member::Details {
            return map.next_value_seed(FillDetails(&mut self.details));
        }
        let value = map.next_value::<Any>()?;
        match member {
            Member::Name => value.fill(&mut self.name),
            Member::Type => self.step_type = value.step_type(),
            Member::Status => self.status = value.status(),
            Member::Description => value.fill(&mut self.description),
            Member::Time => value.fill(&mut self.time),
            _ => {}
        }
        Ok(())
    }

    nested_object!(LogStep);

    fn nested_list(text: &str) -> Vec<Self> {
        steps_of(text)
            .into_iter()
            .map(LogStep::into_owned)
            .collect()
    }
}

/// The steps in a text, which may be truncated.
pub(in crate::read) fn steps_of(text: &str) -> Vec<LogStep<'_>> {
    let mut steps = Vec::new();
    fill_list(text, &mut steps);
    steps
}

impl<'de> Members<'de> for ModifiedProperty<'de> {
    fn member<A: MapAccess<'de>>(&mut self, member: Member, map: &mut A) -> Result<(), A::Error> {
        let value = map.next_value::<Any>()?;
        match member {
            Member::DisplayName | Member::Name => self.name = value.text().unwrap_or_default(),
            Member::OldValue => self.old = value.0,
            Member::NewValue => self.new = value.0,
            _ => {}
        }
        Ok(())
    }

    nested_object!(ModifiedProperty);

    fn nested_list(text: &str) -> Vec<Self> {
        let properties = properties_of(text).into_iter();
        properties.map(ModifiedProperty::into_owned).collect()
    }
}

pub(in crate::read) fn properties_of(text: &str) -> Vec<ModifiedProperty<'_>> {
    let mut properties = Vec::new();
    fill_list(text, &mut properties);
    properties
}

impl<'de> Members<'de> for LogIdentity<'de> {
    fn member<A: MapAccess<'de>>(&mut self, member: Member, map: &mut A) -> Result<(), A::Error> {
        if member == Member::Details {
            return map.next_value_seed(FillDetails(&mut self.details));
        }
        let value = map.next_value::<Any>()?;
        match member {
            Member::Id => value.fill(&mut self.id),
            Member::DisplayName | Member::Name => value.fill(&mut self.name),
            Member::Type => value.fill(&mut self.identity_type),
            Member::UserPrincipalName => {
                if let Some(value) = value.text() {
                    let key = Cow::Borrowed("UserPrincipalName");
                    self.details.push(LoggedDetail { key, value });
                }
            }
            _ => {}
        }
        Ok(())
    }

    nested_object!(LogIdentity);

    fn scalar(&mut self, value: Any<'de>) {
        value.fill(&mut self.name);
    }
}

/// An identity in a cell of a table: an object, or a name.
pub(in crate::read) fn identity_of(text: &str) -> LogIdentity<'_> {
    let mut identity = LogIdentity::default();
    if !fill(text, &mut identity) {
        Any(Some(Cow::Borrowed(text))).fill(&mut identity.name);
    }
    identity
}

/// The name in a cell of a table that holds an object or a name.
pub(in crate::read) fn name_of(text: &str) -> Option<Cow<'_, str>> {
    identity_of(text).name
}

pub(in crate::read) fn status_info_of(text: &str) -> StatusInfo<'_> {
    let mut info = StatusInfo::default();
    if !fill(text, &mut info) {
        info.scalar(Any(Some(Cow::Borrowed(text))));
    }
    info
}

/// Members of any name, or a list of objects with `key` and `value`.
pub(super) struct FillDetails<'t, 'de>(pub(super) &'t mut Vec<LoggedDetail<'de>>);

#[derive(Default)]
struct Pair<'de>(LoggedDetail<'de>);

impl Default for LoggedDetail<'_> {
    fn default() -> Self {
        Self {
            key: Cow::Borrowed(""),
            value: Cow::Borrowed(""),
        }
    }
}

impl<'de> Members<'de> for Pair<'de> {
    fn member<A: MapAccess<'de>>(&mut self, member: Member, map: &mut A) -> Result<(), A::Error> {
        let value = map.next_value::<Any>()?;
        match member {
            Member::Key | Member::Name => self.0.key = value.0.unwrap_or_default(),
            Member::Value => self.0.value = detail_value(value),
            _ => {}
        }
        Ok(())
    }

    fn nested(&mut self, _text: &str) -> bool {
        false
    }
}

/// Null is told from an empty text, as the log itself does.
fn detail_value(value: Any<'_>) -> Cow<'_, str> {
    value.0.unwrap_or(Cow::Borrowed("(Null)"))
}

pub(in crate::read) fn details_of(text: &str) -> Vec<LoggedDetail<'_>> {
    let mut details = Vec::new();
    let mut json = serde_json::Deserializer::from_str(text);
    if text.trim_start().starts_with(['{', '[']) {
        // What was read before an error is used.
        let _ = FillDetails(&mut details).deserialize(&mut json);
    }
    details
}

impl<'de> DeserializeSeed<'de> for FillDetails<'_, 'de> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for FillDetails<'_, 'de> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("details")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<Any<'de>>()? {
            let key = key.0.unwrap_or_default();
            let value = detail_value(map.next_value::<Any>()?);
            self.0.push(LoggedDetail { key, value });
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        let mut pairs: Vec<Pair<'de>> = Vec::new();
        FillList(&mut pairs).visit_seq(seq)?;
        self.0.extend(pairs.into_iter().map(|pair| pair.0));
        Ok(())
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        for detail in details_of(text) {
            self.0.push(detail.into_owned());
        }
        Ok(())
    }

    ignored_values!(visit_u64: u64, visit_i64: i64, visit_f64: f64, visit_bool: bool);
}
