"""Run a command and print the seconds of the processor and the most bytes of memory it took.

A process begins with the peak of the one that starts it: one that holds thousands of points would
show its own memory as that of every small command. This one is as small as Python can be.
"""

import os
import sys

NOTHING = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in range(3)]

pid = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ, file_actions=NOTHING)
_, _, used = os.wait4(pid, 0)
print(used.ru_utime + used.ru_stime, used.ru_maxrss * (1 if sys.platform == "darwin" else 1 << 10))
