-- At which position an event was retracted, so that a follower that has passed the event learns of it. 0: before this was kept.
alter table retraction add column at_position integer not null default 0;
create index retraction_at on retraction (at_position, position) where at_position > 0;
