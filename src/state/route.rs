//! Addresses. They live in the fragment, so that any static host under any
//! path can serve the app.

/// One of the five places.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The checklist.
    Guide,
    /// The attribute mappings.
    Mappings,
    /// The expression editor.
    Expressions,
    /// The connection test.
    Connection,
    /// The users file check.
    Preflight,
}

/// The places in the order of the rail.
pub const PLACES: [Place; 5] = [
    Place::Guide,
    Place::Mappings,
    Place::Expressions,
    Place::Connection,
    Place::Preflight,
];

impl Place {
    /// The name in the rail and in titles.
    pub fn name(self) -> &'static str {
        match self {
            Place::Guide => "Guide",
            Place::Mappings => "Mappings",
            Place::Expressions => "Expressions",
            Place::Connection => "Connection",
            Place::Preflight => "Preflight",
        }
    }

    /// The address of the place itself.
    pub fn href(self) -> &'static str {
        match self {
            Place::Guide => "#/guide",
            Place::Mappings => "#/mappings",
            Place::Expressions => "#/expressions",
            Place::Connection => "#/connection",
            Place::Preflight => "#/preflight",
        }
    }
}

/// Where the admin is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The guide, open at a step or at the next one to do.
    Guide(Option<String>),
    /// The hand-over report.
    Report,
    /// The mappings, open at a target or at the list.
    Mappings(Option<String>),
    /// The expression editor, perhaps with what a link brings.
    Expressions(Option<String>),
    /// The connection test.
    Connection,
    /// The users file check.
    Preflight,
    /// The list of set-ups.
    Setups,
    /// An address that leads nowhere, as typed.
    NotFound(String),
}

/// A fragment longer than this is cut in messages.
const MAX_SHOWN: usize = 80;

impl Route {
    /// Reads the fragment of an address, with or without its `#`.
    pub fn parse(fragment: &str) -> Route {
        let path = fragment.strip_prefix('#').unwrap_or(fragment);
        let mut parts = path.split('/').filter(|part| !part.is_empty());
        let (place, detail, more) = (parts.next(), parts.next(), parts.next());
        let detail_text = detail.map(str::to_owned);
        match (place, detail, more) {
            (None, ..) => Route::Guide(None),
            (Some("guide"), Some("report"), None) => Route::Report,
            (Some("guide"), _, None) => Route::Guide(detail_text),
            (Some("mappings"), _, None) => Route::Mappings(detail_text),
            (Some("expressions"), _, None) => Route::Expressions(detail_text),
            (Some("connection"), None, None) => Route::Connection,
            (Some("preflight"), None, None) => Route::Preflight,
            (Some("setups"), None, None) => Route::Setups,
            _ => Route::NotFound(path.chars().take(MAX_SHOWN).collect()),
        }
    }

    /// The page this is on: the same for all steps, and for all targets.
    pub fn page(&self) -> Route {
        match self {
            Route::Guide(_) => Route::Guide(None),
            Route::Mappings(_) => Route::Mappings(None),
            Route::Expressions(_) => Route::Expressions(None),
            other => other.clone(),
        }
    }

    /// The place in the rail that is marked as current.
    pub fn place(&self) -> Option<Place> {
        match self {
            Route::Guide(_) | Route::Report => Some(Place::Guide),
            Route::Mappings(_) => Some(Place::Mappings),
            Route::Expressions(_) => Some(Place::Expressions),
            Route::Connection => Some(Place::Connection),
            Route::Preflight => Some(Place::Preflight),
            Route::Setups | Route::NotFound(_) => None,
        }
    }

    /// The title of the window.
    pub fn title(&self) -> String {
        let page = match self {
            Route::Guide(Some(step)) => format!("Guide, step {step}"),
            Route::Report => "Hand-over report".to_owned(),
            Route::Mappings(Some(target)) => format!("Mappings, {target}"),
            Route::Setups => "Set-ups".to_owned(),
            Route::NotFound(_) => "Page not found".to_owned(),
            _ => self.place().map_or("", Place::name).to_owned(),
        };
        format!("{page} – scimdesk")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_where_they_say() {
        let cases = [
            ("", Route::Guide(None)),
            ("#", Route::Guide(None)),
            ("#/", Route::Guide(None)),
            ("#/guide", Route::Guide(None)),
            ("#/guide/", Route::Guide(None)),
            ("#/guide/2.12", Route::Guide(Some("2.12".to_owned()))),
            ("#/guide/report", Route::Report),
            (
                "#/mappings/active",
                Route::Mappings(Some("active".to_owned())),
            ),
            ("#/expressions", Route::Expressions(None)),
            (
                "#/expressions/W21haWxd.0",
                Route::Expressions(Some("W21haWxd.0".to_owned())),
            ),
            ("#/setups", Route::Setups),
            (
                "#/guide/2.12/x",
                Route::NotFound("/guide/2.12/x".to_owned()),
            ),
            ("#nonsense", Route::NotFound("nonsense".to_owned())),
            ("#/%zz", Route::NotFound("/%zz".to_owned())),
        ];
        for (fragment, route) in cases {
            assert_eq!(Route::parse(fragment), route, "{fragment}");
        }
    }

    #[test]
    fn every_place_is_at_its_address() {
        for place in PLACES {
            assert_eq!(Route::parse(place.href()).place(), Some(place));
        }
    }

    #[test]
    fn a_long_address_is_cut() {
        let long = format!("#/{}", "é".repeat(10_000));
        let Route::NotFound(shown) = Route::parse(&long) else {
            panic!("it leads nowhere");
        };
        assert_eq!(shown.chars().count(), MAX_SHOWN);
    }
}
