-- One Fieldwalk server. Ids are UUIDs as text, times are milliseconds since 1970, `number` counts a network's log.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE network (
    id           TEXT PRIMARY KEY,
    name         TEXT NOT NULL,
    -- The last number that changed a fact of this network.
    facts_number INTEGER NOT NULL DEFAULT 0,
    created_at   INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every fact change, grant and chunk takes the next number. The tag is random: it tells two courses of history apart.
CREATE TABLE log (
    network TEXT    NOT NULL REFERENCES network,
    number  INTEGER NOT NULL CHECK (number > 0),
    tag     INTEGER NOT NULL,
    PRIMARY KEY (network, number)
) STRICT, WITHOUT ROWID;

CREATE TABLE school (
    network TEXT NOT NULL REFERENCES network,
    id      TEXT NOT NULL,
    name    TEXT NOT NULL,
    PRIMARY KEY (network, id)
) STRICT, WITHOUT ROWID;

CREATE TABLE member (
    id             TEXT PRIMARY KEY,
    network        TEXT NOT NULL REFERENCES network,
    name           TEXT NOT NULL,
    role           TEXT NOT NULL CHECK (role IN ('facilitator', 'leader', 'coach', 'district_staff')),
    school         TEXT,
    -- Since when the member may read what the role and the school open to them.
    granted_number INTEGER NOT NULL,
    removed_at     INTEGER,
    FOREIGN KEY (network, school) REFERENCES school
) STRICT, WITHOUT ROWID;
CREATE INDEX member_by_network ON member (network);

CREATE TABLE device (
    id           TEXT PRIMARY KEY,
    member       TEXT NOT NULL REFERENCES member,
    public_key   BLOB NOT NULL CHECK (length(public_key) = 32),
    name         TEXT NOT NULL,
    token_hash   BLOB NOT NULL UNIQUE,
    enrolled_at  INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    revoked_at   INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX device_by_member ON device (member);

CREATE TABLE invite (
    code_hash  BLOB PRIMARY KEY,
    member     TEXT    NOT NULL REFERENCES member,
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER,
    used_by    BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE visit (
    network         TEXT    NOT NULL REFERENCES network,
    id              TEXT    NOT NULL,
    kind            TEXT    NOT NULL,
    host_school     TEXT    NOT NULL,
    date            TEXT    NOT NULL,
    stage           TEXT    NOT NULL,
    names_observers INTEGER NOT NULL CHECK (names_observers IN (0, 1)),
    -- Since when the host may read what it may: the last change of host or policy.
    policy_number   INTEGER NOT NULL,
    PRIMARY KEY (network, id),
    FOREIGN KEY (network, host_school) REFERENCES school
) STRICT, WITHOUT ROWID;

CREATE TABLE observer (
    network        TEXT    NOT NULL,
    visit          TEXT    NOT NULL,
    member         TEXT    NOT NULL REFERENCES member,
    granted_number INTEGER NOT NULL,
    PRIMARY KEY (network, visit, member),
    FOREIGN KEY (network, visit) REFERENCES visit
) STRICT, WITHOUT ROWID;
CREATE INDEX observer_by_member ON observer (member, granted_number);

CREATE TABLE document (
    id                INTEGER PRIMARY KEY,
    network           TEXT    NOT NULL REFERENCES network,
    key               TEXT    NOT NULL,
    visit             TEXT,
    last_number       INTEGER NOT NULL,
    -- What has come since the snapshot.
    tail_bytes        INTEGER NOT NULL,
    tail_chunks       INTEGER NOT NULL,
    -- Up to which number the current snapshot covers the document; 0 where there is none.
    covers            INTEGER NOT NULL DEFAULT 0,
    -- Up to which number the bytes of its chunks were dropped.
    dropped_through   INTEGER NOT NULL DEFAULT 0,
    -- The document could not be folded when it had come to this number; not tried again before the next.
    unfoldable_number INTEGER NOT NULL DEFAULT 0,
    UNIQUE (network, key)
) STRICT;
CREATE INDEX document_by_number ON document (network, last_number);
CREATE INDEX document_by_visit ON document (network, visit);
CREATE INDEX document_by_tail_bytes ON document (tail_bytes);
CREATE INDEX document_by_tail_chunks ON document (tail_chunks);
CREATE INDEX document_to_drop ON document (id) WHERE covers > dropped_through;

-- The hash stays when the bytes are dropped: what was once held is known for good.
CREATE TABLE chunk (
    network     TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    document    INTEGER NOT NULL REFERENCES document,
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    -- NULL for a snapshot of the server's own that a device gave back.
    signer      TEXT REFERENCES device,
    signature   BLOB    NOT NULL CHECK (length(signature) = 64),
    bytes       BLOB,
    size_bytes  INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    FOREIGN KEY (network, number) REFERENCES log
) STRICT;
CREATE UNIQUE INDEX chunk_by_number ON chunk (network, number);
CREATE UNIQUE INDEX chunk_by_hash ON chunk (network, hash);
CREATE INDEX chunk_by_document ON chunk (document, number);

-- Only the newest of a document keeps its bytes.
CREATE TABLE snapshot (
    document   INTEGER NOT NULL REFERENCES document,
    covers     INTEGER NOT NULL,
    hash       BLOB    NOT NULL CHECK (length(hash) = 32),
    signature  BLOB    NOT NULL CHECK (length(signature) = 64),
    bytes      BLOB,
    size_bytes INTEGER NOT NULL,
    made_at    INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX snapshot_by_document ON snapshot (document, covers);
CREATE INDEX snapshot_by_hash ON snapshot (hash);

-- Commands that took effect; the same one again is answered from here.
CREATE TABLE command (
    member      TEXT    NOT NULL REFERENCES member,
    id          TEXT    NOT NULL,
    number      INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (member, id)
) STRICT, WITHOUT ROWID;

-- What was not taken, kept for the owner of the device.
CREATE TABLE refusal (
    id       INTEGER PRIMARY KEY,
    device   TEXT    NOT NULL REFERENCES device,
    document TEXT,
    reason   TEXT    NOT NULL,
    at       INTEGER NOT NULL
) STRICT;
CREATE INDEX refusal_by_device ON refusal (device, at);

-- Who did what to whom, by id: never a name or a text.
CREATE TABLE audit (
    id      INTEGER PRIMARY KEY,
    at      INTEGER NOT NULL,
    actor   TEXT    NOT NULL,
    action  TEXT    NOT NULL,
    subject TEXT    NOT NULL
) STRICT;
