select month, light, count(*) as points, count(distinct place) as places
from snapshot group by month, light
