-- What became of messages to people. What they say follows from the record, and how somebody is reached is sealed there: neither is here.

CREATE TABLE message (
  id TEXT PRIMARY KEY,
  person TEXT NOT NULL,
  way TEXT NOT NULL,                            -- text, email, letter, demo
  state TEXT NOT NULL,                          -- sending, sent, failed, to-print
  tries INTEGER NOT NULL,
  at INTEGER NOT NULL,                          -- milliseconds since 1970
  note TEXT NOT NULL                            -- the receipt, or why it failed
) STRICT, WITHOUT ROWID;
CREATE INDEX message_at ON message (at);
CREATE INDEX message_person ON message (person);
