-- From the tables already indexed: known on the day is two comparisons in the row.
with
referral as (select * from referral_rows where recorded <= date ':known' and until > date ':known' and "from" <= date ':known'),
housing as (select * from housing_rows where recorded <= date ':known' and until > date ':known' and "from" <= date ':known'),
offence as (select * from offence_rows where recorded <= date ':known' and until > date ':known' and "from" <= date ':known'),
dependency as (select * from dependency_rows where recorded <= date ':known' and until > date ':known' and "from" <= date ':known'),
treatment as (select * from treatment_rows where recorded <= date ':known' and until > date ':known' and "from" <= date ':known'),
employment as (select * from employment_rows where recorded <= date ':known' and until > date ':known' and "from" <= date ':known'),
review as (select * from review_rows where recorded <= date ':known' and until > date ':known' and "from" <= date ':known'),
