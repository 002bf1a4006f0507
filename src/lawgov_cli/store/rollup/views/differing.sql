select month, plan, plan_title, point, count(distinct title) as titles,
  count(distinct place) as places, min(title) as one_title, max(title) as other_title
from snapshot group by month, plan, plan_title, point
having count(distinct title) > 1
