-- What came from each source in each hour (UTC), committed with the events it counts. An hour without any has no row; a source that never
-- rests has 8,760 a year.
create table source_hour (
  source_id integer not null, hour_us integer not null, received integer not null, stored integer not null, duplicate integer not null,
  quarantined integer not null, primary key (source_id, hour_us)) strict, without rowid;
