-- A registry of format 1: one credential, published and edited since.
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

INSERT INTO credentials VALUES ('old', 'maple', 1, 1, 1, 'maple', 'cccccccccccccccc',
'{"name":"credentials/old","etag":"cccccccccccccccc","version":1,"state":"DRAFT","create_time":"2026-11-01T10:00:00Z","update_time":"2026-11-01T12:00:00Z","publish_time":"2026-11-01T11:00:00Z","issuer":{"id":"maple","name":{"en":"Maple College"}},"title":{"en":"Old, revised"},"type":"COURSE","outcomes":[{"code":"LO1","text":"Do the old thing","language_code":"en"}]}', NULL);
INSERT INTO versions VALUES ('old', 1,
'{"name":"credentials/old","etag":"bbbbbbbbbbbbbbbb","version":1,"state":"PUBLISHED","create_time":"2026-11-01T10:00:00Z","update_time":"2026-11-01T11:00:00Z","publish_time":"2026-11-01T11:00:00Z","issuer":{"id":"maple","name":{"en":"Maple College"}},"title":{"en":"Old"},"type":"COURSE","outcomes":[{"code":"LO1","text":"Do the old thing","language_code":"en"}]}');
INSERT INTO changes VALUES (1, 1793527200000000, 'ann', 1, 'old', '',
'{"name":"credentials/old","etag":"aaaaaaaaaaaaaaaa","state":"DRAFT","create_time":"2026-11-01T10:00:00Z","update_time":"2026-11-01T10:00:00Z","issuer":{"id":"maple","name":{"en":"Maple College"}},"title":{"en":"Old"},"type":"COURSE","outcomes":[{"code":"LO1","text":"Do the old thing","language_code":"en"}]}');
INSERT INTO changes VALUES (2, 1793530800000000, 'ann', 3, 'old',
'{"name":"credentials/old","etag":"aaaaaaaaaaaaaaaa","state":"DRAFT","create_time":"2026-11-01T10:00:00Z","update_time":"2026-11-01T10:00:00Z","issuer":{"id":"maple","name":{"en":"Maple College"}},"title":{"en":"Old"},"type":"COURSE","outcomes":[{"code":"LO1","text":"Do the old thing","language_code":"en"}]}',
'{"name":"credentials/old","etag":"bbbbbbbbbbbbbbbb","version":1,"state":"PUBLISHED","create_time":"2026-11-01T10:00:00Z","update_time":"2026-11-01T11:00:00Z","publish_time":"2026-11-01T11:00:00Z","issuer":{"id":"maple","name":{"en":"Maple College"}},"title":{"en":"Old"},"type":"COURSE","outcomes":[{"code":"LO1","text":"Do the old thing","language_code":"en"}]}');
INSERT INTO changes VALUES (3, 1793534400000000, 'ann', 2, 'old',
'{"name":"credentials/old","etag":"bbbbbbbbbbbbbbbb","version":1,"state":"PUBLISHED","create_time":"2026-11-01T10:00:00Z","update_time":"2026-11-01T11:00:00Z","publish_time":"2026-11-01T11:00:00Z","issuer":{"id":"maple","name":{"en":"Maple College"}},"title":{"en":"Old"},"type":"COURSE","outcomes":[{"code":"LO1","text":"Do the old thing","language_code":"en"}]}',
'{"name":"credentials/old","etag":"cccccccccccccccc","version":1,"state":"DRAFT","create_time":"2026-11-01T10:00:00Z","update_time":"2026-11-01T12:00:00Z","publish_time":"2026-11-01T11:00:00Z","issuer":{"id":"maple","name":{"en":"Maple College"}},"title":{"en":"Old, revised"},"type":"COURSE","outcomes":[{"code":"LO1","text":"Do the old thing","language_code":"en"}]}');
PRAGMA user_version = 1;
PRAGMA application_id = 1131893351;
