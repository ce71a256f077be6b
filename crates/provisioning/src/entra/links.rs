//! Pages of the Entra portal, opened only when the admin follows a link.
//!
//! These addresses are in wide use; Microsoft makes no promise about them.

pub const ENTERPRISE_APPS: &str = "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview";
/// The gallery, with "Create your own application".
pub const APP_GALLERY: &str =
    "https://entra.microsoft.com/#view/Microsoft_AAD_IAM/AppGalleryBladeV2";
/// Makes "Edit attribute list" visible in portals that hide it.
pub const FORCE_SCHEMA_EDITOR: &str =
    "https://portal.azure.com/?Microsoft_AAD_Connect_Provisioning_forceSchemaEditorEnabled=true";
pub const EXPRESSION_REFERENCE: &str = "https://learn.microsoft.com/entra/identity/app-provisioning/functions-for-customizing-application-data";
pub const LOG_CODES: &str = "https://learn.microsoft.com/entra/identity/monitoring-health/howto-analyze-provisioning-logs#error-codes";
pub const QUARANTINE: &str = "https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-quarantine-status";
/// Where requests to Microsoft Graph are made by hand.
pub const GRAPH_EXPLORER: &str = "https://developer.microsoft.com/graph/graph-explorer";
/// Microsoft's reference of the request that evaluates an expression.
pub const PARSE_EXPRESSION: &str =
    "https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-parseexpression";
