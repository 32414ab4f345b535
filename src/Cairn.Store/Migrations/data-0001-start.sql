-- The log. Each command has one row, and the rows that it appended point at it. Positions are dense from 1, nothing is
-- changed or deleted; the two lawful exceptions blank what an erasure row names and leave its commitment.

CREATE TABLE store (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id BLOB NOT NULL CHECK (length(id) = 16)      -- the same in keys.db, so that the two are never mixed up
) STRICT;

CREATE TABLE command (
  position INTEGER PRIMARY KEY CHECK (position > 0),
  key TEXT NOT NULL UNIQUE,                     -- chosen by whoever asks; the same key never acts twice
  kind TEXT NOT NULL,
  content BLOB NOT NULL CHECK (length(content) = 32), -- keyed hash of what was asked
  asked_by TEXT NOT NULL,
  capacity TEXT NOT NULL,
  source TEXT NOT NULL,
  recorded_at INTEGER NOT NULL,                 -- milliseconds since 1970, never less than in the row before
  answer TEXT NOT NULL,                         -- given again when the same is asked again
  head BLOB NOT NULL CHECK (length(head) = 32)  -- the chain up to and including this command
) STRICT;

CREATE TABLE reference (                        -- what a source calls a person; the only link from a token to an identity
  position INTEGER PRIMARY KEY CHECK (position > 0),
  command INTEGER NOT NULL REFERENCES command (position),
  token BLOB NOT NULL CHECK (length(token) = 16),
  lookup BLOB UNIQUE CHECK (length(lookup) = 16), -- keyed hash of system and reference
  sealed BLOB,
  salt BLOB,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;
CREATE INDEX reference_token ON reference (token);

CREATE TABLE fact (
  position INTEGER PRIMARY KEY CHECK (position > 0),
  command INTEGER NOT NULL REFERENCES command (position),
  about INTEGER NOT NULL CHECK (about BETWEEN 0 AND 4), -- person, member, partner, group, place
  subject ANY NOT NULL CHECK (typeof(subject) = CASE about WHEN 0 THEN 'blob' ELSE 'text' END),
  undoes INTEGER REFERENCES fact (position) CHECK (undoes < position),
  undoing INTEGER NOT NULL CHECK (undoing BETWEEN 0 AND 2 AND (undoing = 0) = (undoes IS NULL)), -- corrects, retracts
  same BLOB UNIQUE CHECK (length(same) = 16),   -- keyed hash of source and id, or of file and row
  payload TEXT,                                 -- kind, days, coded details, evidence: canonical JSON
  words BLOB,                                   -- note, free words, the source's id: sealed under the person's key
  salt BLOB,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;

CREATE TABLE entry (
  position INTEGER PRIMARY KEY CHECK (position > 0),
  command INTEGER NOT NULL REFERENCES command (position),
  key TEXT NOT NULL UNIQUE,
  payload TEXT NOT NULL,
  salt BLOB NOT NULL,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32)
) STRICT;

CREATE TABLE scheme_version (
  position INTEGER PRIMARY KEY CHECK (position > 0),
  command INTEGER NOT NULL REFERENCES command (position),
  scheme TEXT NOT NULL,
  number INTEGER NOT NULL CHECK (number > 0),
  text TEXT NOT NULL,
  salt BLOB NOT NULL,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  UNIQUE (scheme, number)
) STRICT;

CREATE TABLE erasure (
  position INTEGER PRIMARY KEY CHECK (position > 0),
  command INTEGER NOT NULL REFERENCES command (position),
  fact INTEGER UNIQUE REFERENCES fact (position),
  token BLOB CHECK (length(token) = 16),
  erased_on TEXT NOT NULL,
  clause TEXT NOT NULL,
  salt BLOB NOT NULL,
  commitment BLOB NOT NULL CHECK (length(commitment) = 32),
  CHECK ((fact IS NULL) <> (token IS NULL))
) STRICT;
CREATE INDEX erasure_token ON erasure (token);

-- Appending only. The checks on insert also stop INSERT OR REPLACE, which deletes without asking the delete triggers.

CREATE TRIGGER command_is_appended BEFORE INSERT ON command
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM command) OR EXISTS (SELECT 1 FROM command WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'a command takes the next position and a key of its own'); END;
CREATE TRIGGER reference_is_appended BEFORE INSERT ON reference
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM reference) OR EXISTS (SELECT 1 FROM reference WHERE lookup = NEW.lookup)
BEGIN SELECT RAISE(ABORT, 'a reference takes the next position and is one person''s'); END;
CREATE TRIGGER fact_is_appended BEFORE INSERT ON fact
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM fact) OR EXISTS (SELECT 1 FROM fact WHERE same = NEW.same)
BEGIN SELECT RAISE(ABORT, 'a fact takes the next position and is recorded once'); END;
CREATE TRIGGER entry_is_appended BEFORE INSERT ON entry
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM entry) OR EXISTS (SELECT 1 FROM entry WHERE key = NEW.key)
BEGIN SELECT RAISE(ABORT, 'an entry takes the next position and a key of its own'); END;
CREATE TRIGGER scheme_version_is_appended BEFORE INSERT ON scheme_version
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM scheme_version)
  OR NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM scheme_version WHERE scheme = NEW.scheme)
BEGIN SELECT RAISE(ABORT, 'a scheme version takes the next position and number'); END;
CREATE TRIGGER erasure_is_appended BEFORE INSERT ON erasure
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM erasure) OR EXISTS (SELECT 1 FROM erasure WHERE fact = NEW.fact)
BEGIN SELECT RAISE(ABORT, 'an erasure takes the next position and names a fact once'); END;

CREATE TRIGGER store_is_not_changed BEFORE UPDATE ON store BEGIN SELECT RAISE(ABORT, 'the store keeps its id'); END;
CREATE TRIGGER store_is_not_deleted BEFORE DELETE ON store BEGIN SELECT RAISE(ABORT, 'the store keeps its id'); END;
CREATE TRIGGER command_is_not_changed BEFORE UPDATE ON command BEGIN SELECT RAISE(ABORT, 'commands are appended to, never changed'); END;
CREATE TRIGGER command_is_not_deleted BEFORE DELETE ON command BEGIN SELECT RAISE(ABORT, 'commands are appended to, never deleted'); END;
CREATE TRIGGER reference_is_not_deleted BEFORE DELETE ON reference BEGIN SELECT RAISE(ABORT, 'references are appended to, never deleted'); END;
CREATE TRIGGER fact_is_not_deleted BEFORE DELETE ON fact BEGIN SELECT RAISE(ABORT, 'facts are appended to, never deleted'); END;
CREATE TRIGGER entry_is_not_changed BEFORE UPDATE ON entry BEGIN SELECT RAISE(ABORT, 'entries are appended to, never changed'); END;
CREATE TRIGGER entry_is_not_deleted BEFORE DELETE ON entry BEGIN SELECT RAISE(ABORT, 'entries are appended to, never deleted'); END;
CREATE TRIGGER scheme_version_is_not_changed BEFORE UPDATE ON scheme_version BEGIN SELECT RAISE(ABORT, 'scheme versions are appended to, never changed'); END;
CREATE TRIGGER scheme_version_is_not_deleted BEFORE DELETE ON scheme_version BEGIN SELECT RAISE(ABORT, 'scheme versions are appended to, never deleted'); END;
CREATE TRIGGER erasure_is_not_changed BEFORE UPDATE ON erasure BEGIN SELECT RAISE(ABORT, 'erasures are appended to, never changed'); END;
CREATE TRIGGER erasure_is_not_deleted BEFORE DELETE ON erasure BEGIN SELECT RAISE(ABORT, 'erasures are appended to, never deleted'); END;

CREATE TRIGGER fact_is_not_changed BEFORE UPDATE ON fact
WHEN NOT (
  NEW.payload IS NULL AND NEW.words IS NULL AND NEW.salt IS NULL AND NEW.position = OLD.position AND NEW.command = OLD.command
  AND NEW.about = OLD.about AND NEW.subject IS OLD.subject AND NEW.undoes IS OLD.undoes AND NEW.undoing = OLD.undoing
  AND NEW.same IS OLD.same AND NEW.commitment = OLD.commitment
  AND EXISTS (SELECT 1 FROM erasure WHERE fact = OLD.position))
BEGIN SELECT RAISE(ABORT, 'facts are appended to, never changed; only an erasure blanks one'); END;

CREATE TRIGGER reference_is_not_changed BEFORE UPDATE ON reference
WHEN NOT (
  NEW.lookup IS NULL AND NEW.sealed IS NULL AND NEW.salt IS NULL AND NEW.position = OLD.position AND NEW.command = OLD.command
  AND NEW.token = OLD.token AND NEW.commitment = OLD.commitment
  AND EXISTS (SELECT 1 FROM erasure WHERE token = OLD.token))
BEGIN SELECT RAISE(ABORT, 'references are appended to, never changed; only an erasure blanks one'); END;
