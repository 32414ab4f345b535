-- Who looked at whom. One row a response, appended and never changed; each holds the head of the chain up to itself.

CREATE TABLE store (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id BLOB NOT NULL CHECK (length(id) = 16)      -- the same in cairn.db and keys.db
) STRICT;

CREATE TABLE look (
  position INTEGER PRIMARY KEY CHECK (position > 0),
  at INTEGER NOT NULL,                          -- milliseconds since 1970: the instant as known at which the look was allowed
  member TEXT NOT NULL,
  purpose TEXT NOT NULL,
  basis TEXT NOT NULL,
  categories TEXT NOT NULL,                     -- in alphabetical order, a space between
  page TEXT NOT NULL,
  people BLOB NOT NULL CHECK (length(people) > 0 AND length(people) % 16 = 0),
  head BLOB NOT NULL CHECK (length(head) = 32)
) STRICT;
CREATE INDEX look_member ON look (member, position);

-- The same the other way round, to find the looks at one person; it follows from look.people, and verifying compares the two.
CREATE TABLE person (
  number INTEGER PRIMARY KEY CHECK (number > 0),
  token BLOB NOT NULL UNIQUE CHECK (length(token) = 16)
) STRICT;
CREATE TABLE shown (
  person INTEGER NOT NULL REFERENCES person (number),
  look INTEGER NOT NULL REFERENCES look (position),
  PRIMARY KEY (person, look)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER look_is_appended BEFORE INSERT ON look
WHEN NEW.position <> (SELECT coalesce(max(position), 0) + 1 FROM look)
BEGIN SELECT RAISE(ABORT, 'a look takes the next position'); END;
CREATE TRIGGER person_is_appended BEFORE INSERT ON person
WHEN NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM person) OR EXISTS (SELECT 1 FROM person WHERE token = NEW.token)
BEGIN SELECT RAISE(ABORT, 'a person takes the next number, once'); END;

CREATE TRIGGER store_is_not_changed BEFORE UPDATE ON store BEGIN SELECT RAISE(ABORT, 'the store keeps its id'); END;
CREATE TRIGGER store_is_not_deleted BEFORE DELETE ON store BEGIN SELECT RAISE(ABORT, 'the store keeps its id'); END;
CREATE TRIGGER look_is_not_changed BEFORE UPDATE ON look BEGIN SELECT RAISE(ABORT, 'looks are appended to, never changed'); END;
CREATE TRIGGER look_is_not_deleted BEFORE DELETE ON look BEGIN SELECT RAISE(ABORT, 'looks are appended to, never deleted'); END;
CREATE TRIGGER person_is_not_changed BEFORE UPDATE ON person BEGIN SELECT RAISE(ABORT, 'people shown are appended to, never changed'); END;
CREATE TRIGGER person_is_not_deleted BEFORE DELETE ON person BEGIN SELECT RAISE(ABORT, 'people shown are appended to, never deleted'); END;
CREATE TRIGGER shown_is_not_changed BEFORE UPDATE ON shown BEGIN SELECT RAISE(ABORT, 'people shown are appended to, never changed'); END;
CREATE TRIGGER shown_is_not_deleted BEFORE DELETE ON shown BEGIN SELECT RAISE(ABORT, 'people shown are appended to, never deleted'); END;
