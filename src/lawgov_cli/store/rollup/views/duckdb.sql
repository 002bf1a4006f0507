create view leads as
select month, place, plan, point, status, light, unnest(string_split(units, '、')) as unit
from snapshot where units <> '';
create view lacking as
select month, place, plan, point, unnest(string_split(silent, '、')) as unit
from snapshot where silent <> '';
