//! Addresses. They live in the fragment, so that any static host under any
//! path can serve the app.

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SidebarPage {
    Guide,
    Mappings,
    Expressions,
    Connection,
    Preflight,
}

/// The pages in the order of the sidebar.
pub const PAGES: [SidebarPage; 5] = [
    SidebarPage::Guide,
    SidebarPage::Mappings,
    SidebarPage::Expressions,
    SidebarPage::Connection,
    SidebarPage::Preflight,
];

impl SidebarPage {
    pub fn name(self) -> &'static str {
        match self {
            SidebarPage::Guide => "Guide",
            SidebarPage::Mappings => "Mappings",
            SidebarPage::Expressions => "Expressions",
            SidebarPage::Connection => "Connection",
            SidebarPage::Preflight => "Preflight",
        }
    }

    pub fn href(self) -> &'static str {
        match self {
            SidebarPage::Guide => "#/guide",
            SidebarPage::Mappings => "#/mappings",
            SidebarPage::Expressions => "#/expressions",
            SidebarPage::Connection => "#/connection",
            SidebarPage::Preflight => "#/preflight",
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Route {
    /// The guide, open at a step or at the next one to do.
    Guide(Option<String>),
    /// The page after the last step.
    Finish,
    Report,
    /// The mappings, open at a target or at the list.
    Mappings(Option<String>),
    /// The schema file of the provisioning job.
    SchemaFile,
    /// One script that does the whole setup.
    Script,
    /// The expression editor, perhaps with what a link brings.
    Expressions(Option<String>),
    /// The connection, at a tab or at the one that was selected last.
    Connection(Option<String>),
    Preflight,
    Setups,
    /// A setup in a link, before it is added.
    Import(String),
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
        let (first, detail, more) = (parts.next(), parts.next(), parts.next());
        let detail_text = detail.map(str::to_owned);
        match (first, detail, more) {
            (None, ..) => Route::Guide(None),
            (Some("guide"), Some("report"), None) => Route::Report,
            (Some("guide"), Some("finish"), None) => Route::Finish,
            (Some("guide"), _, None) => Route::Guide(detail_text),
            (Some("mappings"), Some("schema"), None) => Route::SchemaFile,
            (Some("mappings"), Some("scripts"), None) => Route::Script,
            (Some("mappings"), _, None) => Route::Mappings(detail_text),
            (Some("expressions"), _, None) => Route::Expressions(detail_text),
            (Some("connection"), _, None) => Route::Connection(detail_text),
            (Some("preflight"), None, None) => Route::Preflight,
            (Some("setups"), None, None) => Route::Setups,
            (Some("import"), Some(link), None) => Route::Import(link.to_owned()),
            _ => Route::NotFound(path.chars().take(MAX_SHOWN).collect()),
        }
    }

    /// The page this is on: the same for all steps, and for all targets.
    pub fn page(&self) -> Route {
        match self {
            Route::Guide(_) => Route::Guide(None),
            Route::Mappings(_) => Route::Mappings(None),
            Route::Expressions(_) => Route::Expressions(None),
            Route::Connection(_) => Route::Connection(None),
            other => other.clone(),
        }
    }

    /// The page of the sidebar that is marked as current.
    pub fn nav_page(&self) -> Option<SidebarPage> {
        match self {
            Route::Guide(_) | Route::Finish | Route::Report => Some(SidebarPage::Guide),
            Route::Mappings(_) | Route::SchemaFile | Route::Script => Some(SidebarPage::Mappings),
            Route::Expressions(_) => Some(SidebarPage::Expressions),
            Route::Connection(_) => Some(SidebarPage::Connection),
            Route::Preflight => Some(SidebarPage::Preflight),
            Route::Setups | Route::Import(_) | Route::NotFound(_) => None,
        }
    }

    pub fn title(&self) -> String {
        let page = match self {
            Route::Guide(Some(step)) if step == "start" => "Guide".to_owned(),
            Route::Finish => "Guide, result".to_owned(),
            Route::Guide(Some(step)) => format!("Guide, step {step}"),
            Route::Report => "Handover report".to_owned(),
            Route::Mappings(Some(target)) => format!("Mappings, {target}"),
            Route::SchemaFile => "Schema file".to_owned(),
            Route::Script => "Script".to_owned(),
            Route::Setups => "Setups".to_owned(),
            Route::Import(_) => "Add a setup".to_owned(),
            Route::NotFound(_) => "Page not found".to_owned(),
            _ => self.nav_page().map_or("", SidebarPage::name).to_owned(),
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
            ("#/guide/finish", Route::Finish),
            (
                "#/mappings/active",
                Route::Mappings(Some("active".to_owned())),
            ),
            ("#/mappings/schema", Route::SchemaFile),
            ("#/mappings/scripts", Route::Script),
            ("#/expressions", Route::Expressions(None)),
            (
                "#/expressions/W21haWxd.0",
                Route::Expressions(Some("W21haWxd.0".to_owned())),
            ),
            ("#/connection", Route::Connection(None)),
            (
                "#/connection/explain",
                Route::Connection(Some("explain".to_owned())),
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
    fn every_page_is_at_its_address() {
        for page in PAGES {
            assert_eq!(Route::parse(page.href()).nav_page(), Some(page));
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
