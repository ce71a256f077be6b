//! Why a file is no log.

use thiserror::Error;

#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum LogReadError {
    #[error("The file is empty.")]
    Empty,
    #[error("The file is {0}, not a text.")]
    Binary(&'static str),
    #[error("The file is a web page.")]
    WebPage,
    #[error("The JSON has no entries of a provisioning log.")]
    NoEntries,
    #[error("The JSON is damaged at byte {at}.")]
    DamagedJson { at: u64 },
    #[error("The file is neither JSON nor a table with the columns of a provisioning log.")]
    NoLog,
    #[error("The table {0} can’t be read without the file ProvisioningLogs of the same download.")]
    MainTableMissing(String),
}
