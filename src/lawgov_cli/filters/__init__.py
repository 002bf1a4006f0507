"""Choosing tasks: the filter language of ``--where``, and the flags of commands.

``单位:市司法局 且 (状态:推进中 或 亮灯:红) 且 非 部分:八`` is the same as
``unit:市司法局 and (status:doing or light:red) and not section:8``. A filter is read once, by
:mod:`.tokens` and :mod:`.grammar`; what each key means is in the table of :mod:`.keys`. Flags are
read by :mod:`.flags`. Both take their words from :mod:`.words`, and become the tests of
:mod:`.predicates`.
"""
