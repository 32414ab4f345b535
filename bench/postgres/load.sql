create unlogged table facts (id integer, person integer, kind smallint, code smallint, "from" date, "to" date, recorded date, retracts integer, value integer);
\copy facts from program 'cat "$CAIRN_BENCH/codes.csv"' with (format csv)
create index on facts (retracts, recorded) where retracts is not null;
create index on facts (kind, person, "from") include (id, code, "to", recorded, value) where retracts is null;
vacuum analyze facts;
