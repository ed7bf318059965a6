-- Events in packs, each of one commit and one import; see EventPack. What is not in here of the table "event" is in no other place.
create table event_pack (
  first integer primary key, last integer not null, import_id integer not null, checksum integer not null, heads blob not null, bodies blob not null) strict;
create index event_pack_import on event_pack (import_id, first) where import_id > 0;

-- Events of undone imports.
create table retraction (position integer primary key) strict;

-- Finds events by message id and by record, for the whole retention: sorted runs of both over the events up to "through"; what is newer
-- is read from the packs at the start. See EventIndex.
create table index_run (id integer primary key, through integer not null, events integer not null, filter blob not null) strict;
create table message_keys (run_id integer not null, first_hash integer not null, keys blob not null, primary key (run_id, first_hash)) strict, without rowid;
create table timeline_places (
  run_id integer not null, record_id integer not null, occurred_at_us integer not null, position integer not null, places blob not null,
  primary key (run_id, record_id, occurred_at_us, position)) strict, without rowid;
