select month, plan, plan_title, title, count(distinct point) as numbers,
  min(point) as first_number, max(point) as last_number, count(distinct place) as places,
  count(*) as points,
  sum(case when status in ('done', 'ongoing', 'changed') then 1 else 0 end) as finished,
  sum(case when light = 'red' then 1 else 0 end) as red,
  sum(case when light = 'yellow' then 1 else 0 end) as yellow,
  sum(case when light = 'blue' then 1 else 0 end) as blue
from snapshot group by month, plan, plan_title, title
