-- Decisions on pairs of profiles, each committed with what it decides; records are named by number, since profiles come and go. Beside
-- each stands what it did to the tags of records, so that it can be taken back exactly.
create table match_decision (
  id integer primary key autoincrement, realm integer not null, kind integer not null, verdict integer not null, automatic integer not null,
  first_profile blob not null, first_records text not null, first_best integer not null, first_fingerprint integer not null,
  second_profile blob not null, second_records text not null, second_best integer not null, second_fingerprint integer not null,
  weight real not null, probability real not null, pattern integer not null, evidence text not null, model_version integer not null,
  who_id text not null, who_name text not null, reason text not null, at_us integer not null, seconds real, sample_id integer,
  effect integer not null, changes text not null, undone_at_us integer, undone_by_id text, undone_by_name text) strict;
create index match_decision_of on match_decision (realm, kind, id);
create index match_decision_who on match_decision (who_id, id);
create index match_decision_at on match_decision (at_us);
create index match_decision_first on match_decision (first_profile);
create index match_decision_second on match_decision (second_profile);
create index match_decision_sample on match_decision (sample_id, id) where sample_id is not null;
create table match_decision_record (record_id integer not null, decision_id integer not null, primary key (record_id, decision_id)) strict, without rowid;
