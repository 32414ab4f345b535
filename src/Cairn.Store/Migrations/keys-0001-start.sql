-- Keys, apart from the data. What is here is wrapped: a person's key by the key-encryption key, that one by root.key.

CREATE TABLE store (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  id BLOB NOT NULL CHECK (length(id) = 16)
) STRICT;

CREATE TABLE wrapping_key (
  number INTEGER PRIMARY KEY,
  wrapped BLOB NOT NULL
) STRICT;

CREATE TABLE person_key (
  owner BLOB PRIMARY KEY CHECK (length(owner) = 16),
  wrapped_by INTEGER NOT NULL REFERENCES wrapping_key (number),
  wrapped BLOB NOT NULL
) STRICT, WITHOUT ROWID;
