-- How people get in: credentials, and nothing of what they may do, which is facts in the log. Rows are replaced and deleted freely.

CREATE TABLE account (
  id TEXT PRIMARY KEY,                          -- a member as the log names them, or a person's token
  is_person INTEGER NOT NULL,
  lookup BLOB UNIQUE,                           -- keyed fingerprint of the name or card they sign in with
  stamp TEXT NOT NULL,                          -- drawn anew when a way in changes; sessions of another stamp are over
  sealed BLOB NOT NULL,
  last_in_at INTEGER,                           -- milliseconds since 1970, as all times here
  closed_at INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE passkey (
  lookup BLOB PRIMARY KEY,                      -- keyed fingerprint of the credential's id
  account TEXT NOT NULL REFERENCES account (id)
) STRICT, WITHOUT ROWID;
CREATE INDEX passkey_account ON passkey (account);

CREATE TABLE invitation (
  lookup BLOB PRIMARY KEY,                      -- keyed fingerprint of the secret in the link
  account TEXT NOT NULL,                        -- empty: to set up
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE session (
  lookup BLOB PRIMARY KEY,                      -- keyed fingerprint of what the cookie holds
  account TEXT NOT NULL,
  is_person INTEGER NOT NULL,
  stamp TEXT NOT NULL,
  began_at INTEGER NOT NULL,
  seen_at INTEGER NOT NULL,
  sure_at INTEGER NOT NULL                      -- when they last showed a second factor
) STRICT, WITHOUT ROWID;
CREATE INDEX session_account ON session (account);
