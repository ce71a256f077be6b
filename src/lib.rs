//! scimdesk: set up and verify SCIM user provisioning from Microsoft Entra ID
//! to Talkdesk, in the browser. `ARCHITECTURE.md` has the map.

pub mod app;
pub mod browser;
pub mod components;
pub mod guide;
pub mod pages;
pub mod setup;
pub mod shell;
pub mod state;
