-- From the raw facts: what had been retracted by the day is found on the way.
with taken_back as materialized (select retracts from facts where retracts is not null and recorded <= date ':known'),
known as not materialized (
  select id, person, kind, code, "from", "to", value from facts f
  anti join taken_back t on t.retracts = f.id
  where kind <> 7 and f.retracts is null and recorded <= date ':known' and "from" <= date ':known'
),
referral as (select * from known where kind = 0),
housing as (select * from known where kind = 1),
offence as (select * from known where kind = 2),
dependency as (select * from known where kind = 3),
treatment as (select * from known where kind = 4),
employment as (select * from known where kind = 5),
review as (select * from known where kind = 6),
