//! The storage that a store writes to.

/// Why storage refused a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StorageError {
    /// The browser forbids this page to store anything.
    Forbidden,
    Full,
}

/// Stores text by keys, such as the browser's local storage.
pub trait KeyValueStorage {
    /// All keys, this program's and others.
    fn keys(&self) -> Result<Vec<String>, StorageError>;
    fn get(&self, key: &str) -> Result<Option<String>, StorageError>;
    fn put(&self, key: &str, text: &str) -> Result<(), StorageError>;
    fn remove(&self, key: &str) -> Result<(), StorageError>;
}
