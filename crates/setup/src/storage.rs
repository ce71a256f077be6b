//! Where text is persisted.

/// Why a shelf did not do what it was asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ShelfError {
    /// The browser forbids this page to store anything.
    Forbidden,
    /// There is no room left.
    Full,
}

/// A place that keeps text under keys, such as the browser's local storage.
pub trait Shelf {
    /// All keys, this program's and others.
    fn keys(&self) -> Result<Vec<String>, ShelfError>;
    /// The text under a key.
    fn get(&self, key: &str) -> Result<Option<String>, ShelfError>;
    /// Puts text under a key.
    fn put(&self, key: &str, text: &str) -> Result<(), ShelfError>;
    /// Takes the key and its text away.
    fn remove(&self, key: &str) -> Result<(), ShelfError>;
}
