-- Segments as they are defined; who is in them is worked out by the followers. The version tells two editors of one segment apart.
create table segment (
  key text primary key, name text not null, description text not null, rule text not null, version integer not null,
  created_at_us integer not null, created_by text not null, updated_at_us integer not null, updated_by text not null) strict, without rowid;
