-- A segment may be a list, whose members are named one by one by events; it has no rule of its own then.
alter table segment add column is_list integer not null default 0;
