-- Forms filled in by half. They are replaced and deleted freely, so they lie in a file of their own, and in no backup.

CREATE TABLE draft (
  member TEXT NOT NULL,
  form TEXT NOT NULL,
  subject TEXT NOT NULL,                        -- a person's token, another's name, or empty
  sealed BLOB NOT NULL,
  saved_at INTEGER NOT NULL,                    -- milliseconds since 1970
  PRIMARY KEY (member, form, subject)
) STRICT, WITHOUT ROWID;
CREATE INDEX draft_saved ON draft (saved_at);
