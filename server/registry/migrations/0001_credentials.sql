-- Credentials, their published versions, and the log of every change.

CREATE TABLE credentials (
  id TEXT PRIMARY KEY NOT NULL,
  issuer TEXT NOT NULL,               -- issuer.id of the current text
  state INTEGER NOT NULL,             -- CredentialState of the current text
  version INTEGER NOT NULL,           -- newest published version; 0 before the first
  published_version INTEGER,          -- the version that is on offer; NULL if none
  published_issuer TEXT,              -- issuer.id of that version; NULL if none
  etag TEXT NOT NULL,
  document TEXT NOT NULL,             -- current text
  delete_time INTEGER                 -- microseconds since 1970; NULL while it is there
);
CREATE INDEX credentials_by_issuer ON credentials (issuer, id);

CREATE TABLE versions (
  credential TEXT NOT NULL REFERENCES credentials (id),
  version INTEGER NOT NULL,
  document TEXT NOT NULL,
  PRIMARY KEY (credential, version)
);
-- A published version never changes and never goes away.
CREATE TRIGGER versions_are_immutable BEFORE UPDATE ON versions
BEGIN SELECT RAISE(ABORT, 'published versions are immutable'); END;
CREATE TRIGGER versions_are_kept BEFORE DELETE ON versions
BEGIN SELECT RAISE(ABORT, 'published versions are kept'); END;

CREATE TABLE changes (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,  -- never reused
  time INTEGER NOT NULL,                       -- microseconds since 1970
  actor TEXT NOT NULL,
  kind INTEGER NOT NULL,                       -- ChangeKind
  credential TEXT NOT NULL,                    -- id
  before_document TEXT NOT NULL,               -- '' for a creation
  after_document TEXT NOT NULL                 -- '' for a deletion
);
CREATE INDEX changes_by_credential ON changes (credential, sequence);
