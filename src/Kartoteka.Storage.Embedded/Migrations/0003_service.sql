-- Notes and tasks hang on a record, so that a merge and an un-merge carry them with it. Their authors are kept with the name they had.

create table note (
  id integer primary key autoincrement, record_id integer not null, text text not null, author_id text not null, author_name text not null,
  created_at_us integer not null, edited_at_us integer) strict;
create index note_record on note (record_id, id);

-- A task without a due time stands behind all others: its due_key is the largest number.
create table task (
  id integer primary key autoincrement, record_id integer not null, title text not null, text text, due_at_us integer, due_key integer not null,
  assignee_id text, created_by_id text not null, created_by_name text not null, created_at_us integer not null,
  done_at_us integer, done_by_id text, done_by_name text) strict;
create index task_record on task (record_id);
create index task_open on task (due_key, id) where done_at_us is null;
create index task_open_of on task (assignee_id, due_key, id) where done_at_us is null;
create index task_done on task (done_at_us, id) where done_at_us is not null;
create index task_done_of on task (assignee_id, done_at_us, id) where done_at_us is not null;

create table saved_view (
  id integer primary key autoincrement, owner_id text not null, owner_name text not null, name text not null, shared integer not null,
  json text not null, updated_at_us integer not null) strict;
create index saved_view_owner on saved_view (owner_id);
create index saved_view_shared on saved_view (id) where shared = 1;
