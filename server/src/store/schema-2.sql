-- The console: debrief, clearing, review, release, response, sign-in, and what phones declare.

ALTER TABLE visit ADD COLUMN debrief_step TEXT NOT NULL DEFAULT 'describe';
ALTER TABLE visit ADD COLUMN shows TEXT NOT NULL DEFAULT 'whole_evidence';
ALTER TABLE visit ADD COLUMN audience TEXT NOT NULL DEFAULT 'participants';
ALTER TABLE visit ADD COLUMN is_response_published INTEGER NOT NULL DEFAULT 0 CHECK (is_response_published IN (0, 1));
ALTER TABLE visit ADD COLUMN releases INTEGER NOT NULL DEFAULT 0;

-- Words covered in a piece of evidence.
CREATE TABLE mask (
    network   TEXT    NOT NULL,
    visit     TEXT    NOT NULL,
    evidence  TEXT    NOT NULL,
    words     TEXT    NOT NULL,
    masked_at INTEGER NOT NULL,
    PRIMARY KEY (network, visit, evidence, words),
    FOREIGN KEY (network, visit) REFERENCES visit
) STRICT, WITHOUT ROWID;

-- Evidence left out of the feedback.
CREATE TABLE hidden (
    network   TEXT    NOT NULL,
    visit     TEXT    NOT NULL,
    evidence  TEXT    NOT NULL,
    hidden_at INTEGER NOT NULL,
    PRIMARY KEY (network, visit, evidence),
    FOREIGN KEY (network, visit) REFERENCES visit
) STRICT, WITHOUT ROWID;

-- What was asked of the author of a piece of evidence.
CREATE TABLE ask (
    id         TEXT PRIMARY KEY,
    network    TEXT    NOT NULL,
    visit      TEXT    NOT NULL,
    evidence   TEXT    NOT NULL,
    item       TEXT    NOT NULL,
    author     TEXT    NOT NULL REFERENCES member,
    kind       TEXT    NOT NULL CHECK (kind IN ('reword', 'question')),
    words      TEXT    NOT NULL,
    asked_at   INTEGER NOT NULL,
    settled_at INTEGER,
    FOREIGN KEY (network, visit) REFERENCES visit
) STRICT, WITHOUT ROWID;
CREATE INDEX ask_by_author ON ask (author, settled_at);
CREATE INDEX ask_by_visit ON ask (network, visit);

-- Frozen feedback: the bytes that were hashed and signed. Never changed.
CREATE TABLE release (
    network     TEXT    NOT NULL,
    visit       TEXT    NOT NULL,
    number      INTEGER NOT NULL CHECK (number > 0),
    hash        BLOB    NOT NULL CHECK (length(hash) = 32),
    signature   BLOB    NOT NULL CHECK (length(signature) = 64),
    bytes       BLOB    NOT NULL,
    released_by TEXT    NOT NULL REFERENCES member,
    released_at INTEGER NOT NULL,
    PRIMARY KEY (network, visit, number),
    FOREIGN KEY (network, visit) REFERENCES visit
) STRICT;

-- What a device said last that it has of a visit.
CREATE TABLE declaration (
    device      TEXT    NOT NULL REFERENCES device,
    visit       TEXT    NOT NULL,
    written     INTEGER NOT NULL,
    shared      INTEGER NOT NULL,
    waiting     INTEGER NOT NULL,
    -- The heads of the notebook and of the contribution, 32 bytes each.
    heads       BLOB    NOT NULL,
    -- By the device's clock, and by the server's.
    declared_at INTEGER NOT NULL,
    received_at INTEGER NOT NULL,
    PRIMARY KEY (device, visit)
) STRICT, WITHOUT ROWID;
CREATE INDEX declaration_by_visit ON declaration (visit);

-- What workers read from documents, kept so that nothing is read twice. Can be made anew from the documents.
CREATE TABLE reading (
    document INTEGER PRIMARY KEY REFERENCES document,
    -- The document's last number when it was read.
    number   INTEGER NOT NULL,
    version  INTEGER NOT NULL,
    -- The hash of the names that the evidence check knew.
    names    BLOB    NOT NULL CHECK (length(names) = 32),
    bytes    BLOB    NOT NULL
) STRICT;

-- Single-use codes for signing in to the console. Only their hashes are kept.
CREATE TABLE sign_in (
    code_hash  BLOB PRIMARY KEY,
    member     TEXT    NOT NULL REFERENCES member,
    made_at    INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    used_at    INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
    id           TEXT PRIMARY KEY,
    token_hash   BLOB    NOT NULL UNIQUE,
    member       TEXT    NOT NULL REFERENCES member,
    -- The browser in a few words, as its owner may recognise it.
    browser      TEXT    NOT NULL,
    made_at      INTEGER NOT NULL,
    last_seen_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    ended_at     INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX session_by_member ON session (member);

-- The language that a member reads the console in, a BCP 47 tag; NULL where the browser is asked.
ALTER TABLE member ADD COLUMN language TEXT;
-- The member's id in the roster that the school or district keeps, where there is one.
ALTER TABLE member ADD COLUMN source TEXT;
CREATE UNIQUE INDEX member_by_source ON member (network, source) WHERE source IS NOT NULL;
CREATE INDEX sign_in_by_member ON sign_in (member);
