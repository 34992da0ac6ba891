//! What can go wrong on the device's own disk.

/// An error of the store. The message tells a person what is safe and what to do.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another process has this profile open.
    #[error("this profile is open in another window or app; close it there first, nothing is lost")]
    Locked,
    /// No room for another write.
    #[error("this device is full: the last words could not be stored; free some space and write them again")]
    Full,
    /// The file is damaged. Opening the profile again sets it aside and brings back what can be read.
    #[error("the stored data is damaged; close and open the app again to bring back what can be read")]
    Damaged,
    /// The file is encrypted, and the key is missing or another's.
    #[error("the key to this profile is missing or is another's; nothing was changed")]
    WrongKey,
    /// The file was written by a newer version.
    #[error("this profile was written by a newer version of the app; update the app, nothing is lost")]
    TooNew,
    /// The file system refused.
    #[error("the device's storage cannot be used: {0}")]
    Io(#[from] std::io::Error),
    /// Any other answer of SQLite.
    #[error("the device's storage did not take this: {0}")]
    Sqlite(#[source] rusqlite::Error),
    /// A row does not hold what this version writes there.
    #[error("a stored row cannot be read: {0}")]
    Unreadable(&'static str),
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            _ => Self::Sqlite(error),
        }
    }
}

impl From<rusqlite_migration::Error> for StoreError {
    fn from(error: rusqlite_migration::Error) -> Self {
        match error {
            rusqlite_migration::Error::RusqliteError { err, .. } => err.into(),
            rusqlite_migration::Error::MigrationDefinition(
                rusqlite_migration::MigrationDefinitionError::DatabaseTooFarAhead,
            ) => Self::TooNew,
            _ => Self::Unreadable("schema version"),
        }
    }
}
