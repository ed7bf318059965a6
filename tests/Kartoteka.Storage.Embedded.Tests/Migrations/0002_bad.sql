create table half (id integer primary key) strict;
insert into kept values (1);
insert into nowhere values (1);
