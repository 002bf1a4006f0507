"""The filter language of ``--where``: text → one object with one method.

``单位:市司法局 且 (状态:推进中 或 亮灯:红) 且 非 部分:八`` is the same as
``unit:市司法局 and (status:doing or light:red) and not section:8``. The text is read once, by
:mod:`.tokens` and :mod:`.grammar`; what each key means is in the table of :mod:`.fields`.
"""

from lawgov_cli.filters.grammar import Filter, parse_filter

__all__ = ["Filter", "parse_filter"]
