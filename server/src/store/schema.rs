//! The database's tables and their migrations.

use std::time::Duration;

use rusqlite::Connection;
use rusqlite_migration::{M, Migrations};

use super::StoreError;

/// How long a connection waits for another process that is writing.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// Every version of the schema, oldest first. A step that was released is never changed.
fn migrations() -> Migrations<'static> {
    Migrations::new(vec![
        M::up(include_str!("schema.sql")),
        M::up(include_str!("schema-2.sql")),
        M::up(include_str!("schema-3.sql")),
    ])
}

/// Sets what must hold on every connection.
pub(super) fn prepare(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    // A receipt says "safely on disk": every commit waits for the disk.
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(())
}

/// Creates the tables or brings them up to date.
///
/// # Errors
/// [`StoreError::FromNewerVersion`] where a newer release has already migrated the file.
pub(super) fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "WAL")?;
    migrations().to_latest(connection).map_err(|error| match error {
        rusqlite_migration::Error::MigrationDefinition(_) => StoreError::FromNewerVersion,
        rusqlite_migration::Error::RusqliteError { err, .. } => StoreError::Sqlite(err),
        other => StoreError::Migration(other),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_migrations_apply_to_an_empty_database() {
        migrations().validate().unwrap();
    }

    #[test]
    fn a_database_of_a_newer_version_is_left_alone() {
        let mut connection = Connection::open_in_memory().unwrap();
        migrate(&mut connection).unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert!(matches!(migrate(&mut connection), Err(StoreError::FromNewerVersion)));
    }
}
