-- Dashboards as people made them, and what campaigns cost: money in ten-thousandths. An import may come again and takes the place of itself.
create table dashboard (
  key text primary key, name text not null, tiles text not null, version integer not null, updated_at_us integer not null, updated_by text not null) strict, without rowid;
create table campaign_cost (
  import text not null, day text not null, source text not null, medium text not null, campaign text not null, currency text not null,
  cost_e4 integer not null, clicks integer not null, impressions integer not null,
  primary key (import, day, source, medium, campaign, currency)) strict, without rowid;
create index campaign_cost_day on campaign_cost (day);
