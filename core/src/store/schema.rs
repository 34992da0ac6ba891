//! The tables of a profile's file. Released steps are frozen: a change is a new step at the end.

use rusqlite_migration::{M, Migrations};

const STEPS: &[M<'_>] = &[
    M::up(
        "
    -- Profile, keys, cursor and facts; values are CBOR.
    CREATE TABLE meta (key TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;

    -- What was given or came: signed changes, or a snapshot signed by the server (signer NULL).
    CREATE TABLE chunk (
        id        INTEGER PRIMARY KEY AUTOINCREMENT,
        document  TEXT NOT NULL,
        hash      BLOB NOT NULL UNIQUE,
        signer    BLOB,
        signature BLOB NOT NULL,
        bytes     BLOB NOT NULL,
        -- ready: to be sent; held: the server gave its receipt; wedged: refused, with the reason;
        -- unsure: was held by a server that has been restored since.
        state     TEXT NOT NULL CHECK (state IN ('ready', 'held', 'wedged', 'unsure')),
        refusal   BLOB,
        number    INTEGER
    );
    CREATE INDEX chunk_document ON chunk (document);
    CREATE INDEX chunk_waiting ON chunk (state) WHERE state <> 'held';

    -- One row a change made here, in order; its bytes move into a chunk when it is sealed.
    CREATE TABLE change (
        id       INTEGER PRIMARY KEY AUTOINCREMENT,
        document TEXT NOT NULL,
        item     TEXT,
        bytes    BLOB,
        chunk    INTEGER REFERENCES chunk (id) ON DELETE SET NULL
    );
    CREATE INDEX change_unsealed ON change (document) WHERE bytes IS NOT NULL;
    CREATE INDEX change_sealed ON change (chunk) WHERE chunk IS NOT NULL;

    CREATE TABLE command (
        id      BLOB PRIMARY KEY,
        body    BLOB NOT NULL,
        state   TEXT NOT NULL CHECK (state IN ('ready', 'held', 'wedged')),
        refusal BLOB
    );

    -- Documents with something that came and was not looked at yet, or that miss a part.
    CREATE TABLE unfinished (
        document TEXT PRIMARY KEY,
        state    TEXT NOT NULL CHECK (state IN ('unverified', 'repair'))
    ) WITHOUT ROWID;

    -- What is being typed; one for each place a person can type.
    CREATE TABLE draft (
        visit      TEXT NOT NULL,
        place      TEXT NOT NULL,
        text       TEXT NOT NULL,
        started_at INTEGER NOT NULL,
        PRIMARY KEY (visit, place)
    ) WITHOUT ROWID;

    -- Rebuildable: up to which rows the words of one's own items were read. They were in a table `search` of SQLite's
    -- full-text search, which goes in a later step and is made here no more.
    CREATE TABLE searched (document TEXT PRIMARY KEY, change INTEGER NOT NULL, chunk INTEGER NOT NULL)
        WITHOUT ROWID;
    ",
    ),
    M::up(
        "
    -- The latest release of a visit, as the server gave it to this member.
    CREATE TABLE release (visit TEXT PRIMARY KEY, number INTEGER NOT NULL, body BLOB NOT NULL) WITHOUT ROWID;
    ",
    ),
    M::up(
        "
    -- Attachment bytes: one's own, to be sent, and those of others that were looked at.
    CREATE TABLE blob (
        id         INTEGER PRIMARY KEY AUTOINCREMENT,
        -- What names it: by the right to it this is sent or was fetched.
        document   TEXT NOT NULL,
        hash       BLOB NOT NULL CHECK (length(hash) = 32),
        media_type TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        -- As of a chunk; fetched: came from the server; coming: not all of it yet.
        state      TEXT NOT NULL CHECK (state IN ('ready', 'held', 'wedged', 'fetched', 'coming')),
        refusal    TEXT,
        UNIQUE (document, hash)
    );

    -- Its bytes in order, 256 KiB a row, the last one less.
    CREATE TABLE blob_part (
        blob   INTEGER NOT NULL REFERENCES blob (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        bytes  BLOB NOT NULL,
        PRIMARY KEY (blob, number)
    );
    ",
    ),
    // A phone's SQLite has no full-text search any more, and cannot drop its table: it is struck off the list of tables,
    // and what kept its words is dropped.
    M::up(
        "
    PRAGMA writable_schema = ON;
    DELETE FROM sqlite_schema WHERE name = 'search';
    PRAGMA writable_schema = RESET;
    DROP TABLE IF EXISTS search_data;
    DROP TABLE IF EXISTS search_idx;
    DROP TABLE IF EXISTS search_content;
    DROP TABLE IF EXISTS search_docsize;
    DROP TABLE IF EXISTS search_config;
    DELETE FROM searched;

    -- Rebuildable: the texts of one's own items, to be searched.
    CREATE TABLE text (item TEXT PRIMARY KEY, visit TEXT NOT NULL, text TEXT NOT NULL) WITHOUT ROWID;
    CREATE INDEX text_visit ON text (visit);
    ",
    ),
];

pub(super) fn migrations() -> Migrations<'static> {
    Migrations::from_slice(STEPS)
}

#[cfg(test)]
mod tests {
    use rusqlite::Connection;

    use super::*;

    #[test]
    fn steps_apply_to_an_empty_file() {
        migrations().validate().unwrap();
    }

    #[test]
    fn words_leave_with_the_table_of_full_text_search() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("old.fieldwalk");
        let mut connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "secure_delete", true).unwrap();
        migrations().to_version(&mut connection, 3).unwrap();
        // As FTS5 left it, where there is no FTS5.
        let as_released = "
            CREATE TABLE search_data (id INTEGER PRIMARY KEY, block BLOB);
            CREATE TABLE search_content (id INTEGER PRIMARY KEY, c0, c1, c2);
            INSERT INTO search_content VALUES (1, 'seventeen raised a hand', 'item', 'visit');
            INSERT INTO searched VALUES ('document', 1, 1);
            PRAGMA writable_schema = ON;
            INSERT INTO sqlite_schema VALUES ('table', 'search', 'search', 0,
                'CREATE VIRTUAL TABLE search USING fts5 (text, item UNINDEXED, visit UNINDEXED)');
            PRAGMA writable_schema = RESET;";
        connection.execute_batch(as_released).unwrap();
        migrations().to_latest(&mut connection).unwrap();

        let count = |from: &str| {
            connection.query_row(&format!("SELECT count(*) FROM {from}"), [], |row| row.get::<_, i64>(0)).unwrap()
        };
        assert_eq!(count("sqlite_schema WHERE name = 'search' OR name LIKE 'search!_%' ESCAPE '!'"), 0);
        assert_eq!(count("searched"), 0, "everything is copied anew");
        let sound: String = connection.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
        drop(connection);
        let bytes = std::fs::read(&path).unwrap();
        assert!(!bytes.windows(9).any(|window| window == b"seventeen"));
    }
}
