//! scimdesk: set up and verify SCIM user provisioning from Microsoft Entra ID
//! to Talkdesk, in the browser. `ARCHITECTURE.md` has the map.

pub mod app;
pub mod browser;
pub mod components;
pub mod pages;
pub mod shell;
pub mod state;
