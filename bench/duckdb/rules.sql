-- The rules over seven tables that hold what was known on the day, shared by the queries.
-- A day that a spell is still going on is null; the day asked about is the day known.
first_referral as materialized (
  select person, arg_min(code, ("from" - date '1900-01-01') * 4294967296 + id) as lot, min("from") as day from referral group by person
),
eligible as (
  select r.person, r.lot, r.day from first_referral r semi join dependency d on d.person = r.person and d."from" <= r.day
  semi join (select r.person from first_referral r join housing h on h.person = r.person and h.code <= 2 and h."from" <= r.day
    union all
    select r.person from first_referral r join offence o on o.person = r.person and o."from" <= r.day and o."from" >= (r.day - interval 36 months)::date
  ) x on x.person = r.person
),
cohort as materialized (
  select person, lot, day from eligible
  qualify row_number() over (partition by lot order by day, person) <= :places
),
rehab as materialized (
  select c.person, c.lot, min(t."to") as day
  from treatment t join cohort c on c.person = t.person
  where t.code = 0 and t.value = 0 and t."to" - t."from" >= 83 and t."to" <= date ':known' and t."to" >= c.day
  group by c.person, c.lot
),
job as materialized (
  select r.person, r.lot, min(e."from") as day
  from employment e join rehab r on r.person = e.person
  where e.code = 0 and e."from" between r.day and (r.day + interval 12 months)::date
  group by r.person, r.lot
),
spells as (
  select r.person, 1 as clock, greatest(h."from", r.day) as a, least(coalesce(h."to", date ':known'), r.day + 364, date ':known') as b
  from housing h join rehab r on r.person = h.person where h.code = 4
  union all
  select j.person, 2, greatest(e."from", j.day), least(coalesce(e."to", date ':known'), date ':known')
  from employment e join job j on j.person = e.person
),
joined as (
  select person, clock, b, greatest(a, coalesce(max(b) over (w rows between unbounded preceding and 1 preceding) + 1, a)) as a
  from spells where a <= b
  window w as (partition by person, clock order by a, b)
),
runs as (
  select *, coalesce(sum(b - a + 1) over (w rows between unbounded preceding and 1 preceding), 0)::integer as before
  from joined where a <= b
  window w as (partition by person, clock order by a)
),
placed as (select person, clock, b, before, (a - date '1900-01-01' - before)::integer as gap from runs),
near as (
  select *, min(before) over (partition by person, clock order by gap range between 28 preceding and current row) as earliest
  from placed
),
sustained as (
  select n.person, g.outcome, min(date '1900-01-01' + (greatest(n.before, n.earliest + g.length - 1) + n.gap)::integer) as day
  from near n join (values (1, 1, 182), (2, 3, 91), (2, 4, 182), (2, 5, 364)) g(clock, outcome, length) on g.clock = n.clock
  where date '1900-01-01' + (greatest(n.before, n.earliest + g.length - 1) + n.gap)::integer <= n.b
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
  where day + 364 <= date ':known'
    and not exists (select 1 from offence o where o.person = r.person and o."from" between r.day and r.day + 364)
),
priced as (
  select r.person, r.outcome, r.day, c.lot, p.pence
  from reached r join cohort c on c.person = r.person
  join (values (0, 120000), (1, 89999), (2, 150000), (3, 75001), (4, 160000), (5, 320000), (6, 35000), (7, 70000)) p(outcome, pence) on p.outcome = r.outcome
),
paid as (
  select *, sum(pence) over (partition by lot order by day, person, outcome rows unbounded preceding)::bigint as upto from priced
)
select outcome, count(*)::bigint as count, sum(day - date '1900-01-01')::bigint as days, sum(pence)::bigint as due,
  sum(greatest(0, least(pence, :cap - (upto - pence))))::bigint as paid
from paid group by outcome order by outcome
