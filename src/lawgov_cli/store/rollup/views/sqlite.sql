create view leads as
select month, place, plan, point, status, light, value as unit
from snapshot, json_each('[' || replace(json_quote(units), '、', '","') || ']') where units <> '';
create view lacking as
select month, place, plan, point, value as unit
from snapshot, json_each('[' || replace(json_quote(silent), '、', '","') || ']') where silent <> '';
