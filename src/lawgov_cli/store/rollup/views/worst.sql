select month, place, plan, point, title, light, reason, due, overdue, units
from snapshot where light in ('red', 'yellow')
