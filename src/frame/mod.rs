//! What stands round every place: addresses, the rail, keyboard shortcuts,
//! colour scheme, notices.

pub mod crash;
pub mod help;
pub mod listen;
pub mod notices;
pub mod page;
mod places;
pub mod rail;
pub mod route;
pub mod shortcuts;
pub mod state;
pub mod storage;
pub mod theme;
