-- Computed traits as they are defined; their values are worked out of the replica. The version tells two editors of one apart.
create table computed_trait (
  key text primary key, name text not null, formula text not null, type text not null, version integer not null,
  created_at_us integer not null, created_by text not null, updated_at_us integer not null, updated_by text not null) strict, without rowid;
