-- From the file of facts as Cairn reads it; what no rule reads is left out on the way in.
create or replace table facts as
select id, substr(person, 2)::integer as person, enum_code(fact)::utinyint as kind, "from", "to", recorded, retracts,
  coalesce(substr(lot, 5)::utinyint, enum_code(type)::utinyint, enum_code(setting)::utinyint, enum_code(contract)::utinyint, 0) as code,
  coalesce("alcohol-days", enum_code(reason)::utinyint, 0) as value
from read_csv(:'folder/facts.csv', header = true, columns = {
  'person': 'VARCHAR',
  'fact': 'ENUM(''referral'', ''housing'', ''offence'', ''dependency'', ''treatment'', ''employment'', ''review'', ''contact'')',
  'from': 'DATE', 'to': 'DATE', 'recorded': 'DATE', 'id': 'INTEGER', 'retracts': 'INTEGER', 'lot': 'VARCHAR',
  'type': 'ENUM(''rough-sleeping'', ''sofa-surfing'', ''hostel'', ''supported'', ''settled'')',
  'setting': 'ENUM(''residential'', ''residential-detox'', ''community'')',
  'reason': 'ENUM(''completed'', ''left-early'', ''transferred'')',
  'contract': 'ENUM(''permanent'', ''fixed-term'', ''zero-hours'')',
  'alcohol-days': 'UTINYINT'})
where fact <> 'contact';
