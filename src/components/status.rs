//! A short status: an icon and words in its color.

use leptos::prelude::*;

use crate::components::icon::{Icon, icons};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum StatusKind {
    /// Nothing to say about it.
    #[default]
    Plain,
    Ok,
    Warning,
    Bad,
}

impl StatusKind {
    pub fn class(self) -> &'static str {
        match self {
            Self::Plain => "st",
            Self::Ok => "st ok",
            Self::Warning => "st warn",
            Self::Bad => "st bad",
        }
    }

    pub fn icon(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Ok => Some(icons::CHECK),
            Self::Warning => Some(icons::WARN),
            Self::Bad => Some(icons::BAD),
        }
    }
}

#[component]
pub fn Status(kind: StatusKind, #[prop(into)] text: String) -> impl IntoView {
    view! {
        <span class=kind.class()>
            {kind.icon().map(|icon| view! { <Icon of=icon/> }.into_any())}
            {text}
        </span>
    }
}
