-- Times are microseconds since 1970-01-01 UTC. Profile ids are the 16 big-endian bytes of a UUID version 7.

create table legal_entity (id integer primary key, key text not null unique, name text not null, inn text, created_at_us integer not null) strict;

create table brand (
  id integer primary key, key text not null unique, name text not null,
  legal_entity_id integer not null references legal_entity (id), created_at_us integer not null) strict;

create table source (
  id integer primary key, key text not null unique, name text not null, kind text not null, id_namespace text not null,
  brand_id integer not null references brand (id), trust_rank integer not null, enabled integer not null, created_at_us integer not null) strict;

create table write_key (hash blob primary key, source_id integer not null references source (id), revoked_at_us integer) strict, without rowid;

create table api_token (
  id integer primary key, name text not null, scopes text not null, hash blob not null unique,
  created_at_us integer not null, revoked_at_us integer) strict;

create table trait_definition (kind integer not null, name text not null, json text not null, primary key (kind, name)) strict, without rowid;

create table setting (name text primary key, json text not null) strict, without rowid;

create table audit (
  sequence integer primary key, at_us integer not null, actor text not null, action text not null, subject text not null,
  detail text not null, previous_hash blob not null, hash blob not null) strict;

create table profile (
  id blob primary key, kind integer not null, realm integer not null, created_at_us integer not null, merged_into blob) strict, without rowid;

-- The record's traits, claims, relations and decisions are one document, read and written whole; see RecordDocument.
create table record (
  id integer primary key, source_id integer not null, external_id text not null, kind integer not null, realm integer not null,
  profile_id blob not null, created_at_us integer not null, updated_at_us integer not null, document blob not null) strict;
create unique index record_key on record (external_id, source_id);
create index record_profile on record (profile_id);

-- Who claims an identifier; the rest of a claim is in the record's document. State as in ClaimState.
create table claim (
  value text not null, type text not null, realm integer not null, kind integer not null, record_id integer not null, state integer not null,
  primary key (value, type, realm, kind, record_id)) strict, without rowid;

create table event (
  position integer primary key, source_id integer not null, message_id text not null, record_id integer not null, profile_id blob not null,
  kind integer not null, name text, occurred_at_us integer not null, received_at_us integer not null, sent_at_us integer,
  original_at_us integer, import_id integer not null, retracted integer not null default 0, body blob not null) strict;
create index event_import on event (import_id, position) where import_id > 0;

-- Idempotency for the whole retention: the first 8 bytes of SHA-256 over source and message id. A hit is checked against the event.
-- The newest keys in order of events, the rest in sorted runs of pages; see MessageIndex.
create table message_fresh (position integer primary key, hash integer not null) strict;
create table message_run (id integer primary key, keys integer not null, filter blob not null) strict;
create table message_page (run_id integer not null, first_hash integer not null, keys blob not null, primary key (run_id, first_hash)) strict, without rowid;

create table timeline (record_id integer not null, occurred_at_us integer not null, position integer not null,
  primary key (record_id, occurred_at_us, position)) strict, without rowid;

create table profile_change (position integer not null, profile_id blob not null, primary key (position, profile_id)) strict, without rowid;

create table history (
  position integer primary key, at_us integer not null, kind integer not null, from_profile blob not null, to_profile blob not null,
  record_ids text not null, who text not null, why text not null, message_id text) strict;
create index history_from on history (from_profile);
create index history_to on history (to_profile);

create table conflict (
  id integer primary key, record_id integer not null, type text not null, value text not null, reason integer not null,
  others text not null, at_us integer not null, state text not null default 'open', unique (record_id, type, value)) strict;

create index conflict_open on conflict (id) where state = 'open';

create table quarantine (
  id integer primary key, source_id integer not null, reason text not null, detail text not null, kind text, message_id text,
  raw blob not null, raw_hash blob not null, route text not null, received_at_us integer not null, state text not null default 'open',
  unique (source_id, raw_hash)) strict;
create index quarantine_open on quarantine (source_id, reason) where state = 'open';

create table source_counter (
  source_id integer primary key, received integer not null, stored integer not null, duplicate integer not null,
  quarantined integer not null, last_received_at_us integer not null) strict;

create table job (
  id integer primary key autoincrement, kind text not null, state text not null, json text not null,
  created_at_us integer not null, updated_at_us integer not null) strict;
create index job_kind on job (kind, id);

create table follower (name text primary key, position integer not null) strict, without rowid;

-- Counts that a full scan would cost too much to answer, kept in the same transaction as what they count.
create table total (name text primary key, value integer not null) strict, without rowid;
insert into total (name, value) values ('profiles', 0), ('records', 0), ('events', 0), ('record_id', 0), ('position', 0);
