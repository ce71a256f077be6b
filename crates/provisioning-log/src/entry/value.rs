//! What a text in a log stands for.

/// The log writes a missing value and an empty text as words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LoggedValue<'a> {
    Null,
    Empty,
    Text(&'a str),
}

impl<'a> LoggedValue<'a> {
    pub fn of(text: &'a str) -> Self {
        match text {
            "(Null)" | "(null)" => LoggedValue::Null,
            "" | "(EmptyString)" => LoggedValue::Empty,
            text => LoggedValue::Text(text),
        }
    }

    pub fn text(self) -> Option<&'a str> {
        match self {
            LoggedValue::Text(text) => Some(text),
            LoggedValue::Null | LoggedValue::Empty => None,
        }
    }
}
