-- Request ids, so that a repeated request changes nothing; and listing by state.

ALTER TABLE changes ADD COLUMN request_id TEXT NOT NULL DEFAULT '';

CREATE TABLE requests (
  actor TEXT NOT NULL,
  request_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,          -- SHA-256 of what was asked
  document TEXT NOT NULL,             -- what was answered; '' for a deletion
  time INTEGER NOT NULL,              -- microseconds since 1970
  PRIMARY KEY (actor, request_id)
) WITHOUT ROWID;
CREATE INDEX requests_by_time ON requests (time);

CREATE INDEX credentials_by_state ON credentials (state, id);
CREATE INDEX credentials_on_offer ON credentials (id) WHERE published_version IS NOT NULL;
CREATE INDEX credentials_on_offer_by_issuer ON credentials (published_issuer, id)
  WHERE published_version IS NOT NULL;
