-- People who sign in. Numbers are never given again: the audit log and old links name them.
create table app_user (
  id integer primary key autoincrement, email text not null unique, name text not null, role text not null, password_hash text not null,
  must_change_password integer not null, language text not null, theme text not null, disabled integer not null,
  totp_secret blob, totp_confirmed integer not null default 0, totp_last_step integer not null default 0,
  created_at_us integer not null, last_sign_in_at_us integer) strict;

create table recovery_code (
  user_id integer not null references app_user (id), hash blob not null, primary key (user_id, hash)) strict, without rowid;

create table user_session (
  id integer primary key autoincrement, hash blob not null unique, user_id integer not null references app_user (id),
  created_at_us integer not null, last_used_at_us integer not null, address text not null, agent text not null) strict;

-- Keys that sign links to an embedded card. Their secrets are derived and stand nowhere.
create table embed_key (
  id text primary key, name text not null, origins text not null, classes text not null,
  created_at_us integer not null, revoked_at_us integer) strict, without rowid;
