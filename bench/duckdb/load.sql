-- The raw facts as they were recorded. Not timed.
create table facts as
select * from read_csv(:'folder/codes.csv', header = false, columns = {
  'id': 'INTEGER', 'person': 'INTEGER', 'kind': 'UTINYINT', 'code': 'UTINYINT', 'from': 'DATE', 'to': 'DATE',
  'recorded': 'DATE', 'retracts': 'INTEGER', 'value': 'INTEGER'});
