-- Retractions resolved into a day, and a table a kind in order of person and date. Timed apart.
create or replace temp table resolved as
select f.id, f.person, f.kind, f.code, f."from", f."to", f.value, f.recorded, coalesce(r.recorded, date '9999-12-31') as until
from facts f left join (select retracts, recorded from facts where retracts is not null) r on r.retracts = f.id
where f.retracts is null;
create or replace table referral_rows as select * exclude (kind) from resolved where kind = 0 order by person, "from", id;
create or replace table housing_rows as select * exclude (kind) from resolved where kind = 1 order by person, "from", id;
create or replace table offence_rows as select * exclude (kind) from resolved where kind = 2 order by person, "from", id;
create or replace table dependency_rows as select * exclude (kind) from resolved where kind = 3 order by person, "from", id;
create or replace table treatment_rows as select * exclude (kind) from resolved where kind = 4 order by person, "from", id;
create or replace table employment_rows as select * exclude (kind) from resolved where kind = 5 order by person, "from", id;
create or replace table review_rows as select * exclude (kind) from resolved where kind = 6 order by person, "from", id;
