select month, place, count(*) as points,
  sum(case when status in ('done', 'ongoing', 'changed') then 1 else 0 end) as finished,
  sum(case when light = 'red' then 1 else 0 end) as red,
  sum(case when light = 'yellow' then 1 else 0 end) as yellow,
  sum(case when light = 'blue' then 1 else 0 end) as blue,
  sum(filed) as reports_in, sum(expected) as reports_due
from snapshot group by month, place
