select month, place, unit, count(*) as points
from lacking group by month, place, unit
