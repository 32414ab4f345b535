-- The same rules as for DuckDB, in PostgreSQL's words. What was known becomes tables first, because the planner knows a
-- table's size and only guesses a subquery's; the times of all statements are added.
create temp table taken_back as select retracts from facts where retracts is not null and recorded <= :'known';
analyze taken_back;
create temp table referral as select f.id, f.person, f.code, f."from", f."to", f.value from facts f left join taken_back t on t.retracts = f.id
  where f.kind = 0 and f.retracts is null and f.recorded <= :'known' and f."from" <= :'known' and t.retracts is null;
create temp table housing as select f.id, f.person, f.code, f."from", f."to", f.value from facts f left join taken_back t on t.retracts = f.id
  where f.kind = 1 and f.retracts is null and f.recorded <= :'known' and f."from" <= :'known' and t.retracts is null;
create temp table offence as select f.id, f.person, f.code, f."from", f."to", f.value from facts f left join taken_back t on t.retracts = f.id
  where f.kind = 2 and f.retracts is null and f.recorded <= :'known' and f."from" <= :'known' and t.retracts is null;
create temp table dependency as select f.id, f.person, f.code, f."from", f."to", f.value from facts f left join taken_back t on t.retracts = f.id
  where f.kind = 3 and f.retracts is null and f.recorded <= :'known' and f."from" <= :'known' and t.retracts is null;
create temp table treatment as select f.id, f.person, f.code, f."from", f."to", f.value from facts f left join taken_back t on t.retracts = f.id
  where f.kind = 4 and f.retracts is null and f.recorded <= :'known' and f."from" <= :'known' and t.retracts is null;
create temp table employment as select f.id, f.person, f.code, f."from", f."to", f.value from facts f left join taken_back t on t.retracts = f.id
  where f.kind = 5 and f.retracts is null and f.recorded <= :'known' and f."from" <= :'known' and t.retracts is null;
create temp table review as select f.id, f.person, f.code, f."from", f."to", f.value from facts f left join taken_back t on t.retracts = f.id
  where f.kind = 6 and f.retracts is null and f.recorded <= :'known' and f."from" <= :'known' and t.retracts is null;
analyze referral, housing, offence, dependency, treatment, employment, review;
with first_referral as materialized (
  select distinct on (person) person, code as lot, "from" as day from referral order by person, "from", id
),
eligible as (
  select r.person, r.lot, r.day
  from first_referral r
  where r.person in (select d.person from first_referral q join dependency d on d.person = q.person and d."from" <= q.day)
    and r.person in (
      select h.person from first_referral q join housing h on h.person = q.person and h.code <= 2 and h."from" <= q.day
      union all
      select o.person from first_referral q join offence o on o.person = q.person
        and o."from" <= q.day and o."from" >= (q.day - interval '36 months')::date)
),
cohort as materialized (
  select person, lot, day from (select *, row_number() over (partition by lot order by day, person) as place from eligible) e where place <= :places
),
rehab as materialized (
  select c.person, c.lot, min(t."to") as day
  from treatment t join cohort c on c.person = t.person
  where t.code = 0 and t.value = 0 and t."to" - t."from" >= 83 and t."to" <= :'known' and t."to" >= c.day
  group by c.person, c.lot
),
job as materialized (
  select r.person, r.lot, min(e."from") as day
  from employment e join rehab r on r.person = e.person
  where e.code = 0 and e."from" between r.day and (r.day + interval '12 months')::date
  group by r.person, r.lot
),
spells as (
  select r.person, 1 as clock, greatest(h."from", r.day) as a, least(h."to", r.day + 364, :'known'::date) as b
  from housing h join rehab r on r.person = h.person where h.code = 4
  union all
  select j.person, 2, greatest(e."from", j.day), least(e."to", :'known'::date)
  from employment e join job j on j.person = e.person
),
joined as (
  select person, clock, b, greatest(a, max(b) over (partition by person, clock order by a, b rows between unbounded preceding and 1 preceding) + 1) as a
  from spells where a <= b
),
runs as (
  select *, coalesce(sum(b - a + 1) over (partition by person, clock order by a rows between unbounded preceding and 1 preceding), 0)::integer as before
  from joined where a <= b
),
placed as (select person, clock, b, before, a - date '1900-01-01' - before as gap from runs),
near as (
  select *, min(before) over (partition by person, clock order by gap range between 28 preceding and current row) as earliest from placed
),
sustained as (
  select n.person, g.outcome, min(date '1900-01-01' + greatest(n.before, n.earliest + g.length - 1) + n.gap) as day
  from near n join (values (1, 1, 182), (2, 3, 91), (2, 4, 182), (2, 5, 364)) g(clock, outcome, length) on g.clock = n.clock
  where date '1900-01-01' + greatest(n.before, n.earliest + g.length - 1) + n.gap <= n.b
  group by n.person, g.outcome
),
clear as (
  select c.person, v."from" as day, min(v."from") over (partition by c.person) as first
  from review v join cohort c on c.person = v.person
  where v.value = 0 and v."from" >= c.day
),
reached as (
  select person, 0 as outcome, day from rehab
  union all select person, outcome, day from sustained
  union all select person, 2, day from job
  union all select person, 6, min(day) from clear where day >= first + 80 group by person
  union all
  select person, 7, day + 364 from rehab r
  where day + 364 <= :'known'
    and not exists (select 1 from offence o where o.person = r.person and o."from" between r.day and r.day + 364)
),
priced as (
  select r.person, r.outcome, r.day, c.lot, p.pence
  from reached r join cohort c on c.person = r.person
  join (values (0, 120000), (1, 89999), (2, 150000), (3, 75001), (4, 160000), (5, 320000), (6, 35000), (7, 70000)) p(outcome, pence) on p.outcome = r.outcome
),
paid as (
  select *, sum(pence) over (partition by lot order by day, person, outcome rows unbounded preceding) as upto from priced
)
select outcome, count(*), sum(day - date '1900-01-01'), sum(pence), sum(greatest(0, least(pence, :cap - (upto - pence))))
from paid group by outcome order by outcome;
drop table taken_back, referral, housing, offence, dependency, treatment, employment, review;
