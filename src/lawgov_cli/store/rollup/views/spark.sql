create view leads as
select month, place, plan, point, status, light, explode(split(units, '、')) as unit
from snapshot where units <> '';
create view lacking as
select month, place, plan, point, explode(split(silent, '、')) as unit
from snapshot where silent <> '';
