//! The portal's own labels, each in the spelling of Talkdesk's guide, with the
//! other spellings that admins meet.

/// One label and what else portals call it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PortalLabel {
    /// As the published guide has it.
    pub published: &'static str,
    /// As other portals show it, newest first.
    pub other_texts: &'static [&'static str],
}

pub const ENTERPRISE_APPLICATIONS: PortalLabel = PortalLabel {
    published: "Enterprise applications",
    other_texts: &[
        "Entra ID > Enterprise apps",
        "Identity > Applications > Enterprise applications",
        "Microsoft Entra ID > Enterprise applications",
    ],
};
/// The button that ends "Create your own application".
pub const CREATE_APPLICATION: PortalLabel = PortalLabel {
    published: "Create your own application, then Create",
    other_texts: &["Create your own application, then Add (older portals)"],
};
/// The start of the provisioning setup.
pub const NEW_CONFIGURATION: PortalLabel = PortalLabel {
    published: "Provisioning > New configuration",
    other_texts: &[
        "+ New configuration",
        "Connect your application",
        "Get started, then Provisioning Mode = Automatic",
    ],
};
/// Where address and token are typed.
pub const CREDENTIALS: PortalLabel = PortalLabel {
    published: "Tenant URL, Secret token, Test connection, Create",
    other_texts: &[
        "A section “Admin Credentials” with Save in place of Create",
        "A page “Connectivity” with the authentication method “Bearer authentication”",
    ],
};
pub const ATTRIBUTE_MAPPING: PortalLabel = PortalLabel {
    published: "Attribute mapping (Preview)",
    other_texts: &["Attribute mapping", "Provisioning > Mappings"],
};
/// The two mappings of a SCIM application.
pub const PROVISION_OBJECTS: PortalLabel = PortalLabel {
    published: "Provisioning Microsoft Entra ID Groups / Users",
    other_texts: &[
        "Provision Microsoft Entra ID Groups / Users",
        "Provision Azure Active Directory Groups / Users",
    ],
};
/// The link that adds a row to the mapping table.
pub const ADD_MAPPING: PortalLabel = PortalLabel {
    published: "Add New Mappings",
    other_texts: &["Add New Mapping"],
};
pub const EDIT_ATTRIBUTE_LIST: PortalLabel = PortalLabel {
    published: "Edit attribute list for customappsso",
    other_texts: &[
        "The same link with the name of your application",
        "Hidden until the portal is opened with the schema editor switched on (step 2.14a)",
    ],
};
pub const USERS_AND_GROUPS: PortalLabel = PortalLabel {
    published: "Users and groups > Add user/group",
    other_texts: &["The same, with “Select a role” when the application has app roles"],
};
/// The end of the setup.
pub const START_PROVISIONING: PortalLabel = PortalLabel {
    published: "Overview > Start provisioning",
    other_texts: &["Provisioning Status On, then Save"],
};
