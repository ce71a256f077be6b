//! Where an action leads to.

/// Where an action leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Destination {
    /// The row of a target attribute, or all rows.
    Mapping,
    MatchingAttribute,
    /// The number of a step of the guide.
    GuideStep(&'static str),
    ConnectionTest,
    LifecycleTest,
    /// The fields of Tenant URL and token.
    Credentials,
    Preflight,
    SchemaImport,
    Expressions,
    Setups,
    /// The text for a ticket.
    Ticket,
    /// Another box of this page, or a further paste.
    PasteMore,
    /// Only in the portal or in Talkdesk.
    Elsewhere,
}
