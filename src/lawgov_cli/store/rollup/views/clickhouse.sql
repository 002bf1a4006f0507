create view leads as
select month, place, plan, point, status, light, arrayJoin(splitByString('、', units)) as unit
from snapshot where units <> '';
create view lacking as
select month, place, plan, point, arrayJoin(splitByString('、', silent)) as unit
from snapshot where silent <> '';
