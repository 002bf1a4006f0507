"""Documents to import and forms that come back, of every format, broken in every way."""

from __future__ import annotations

import functools
import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.domain.answers import Identity
from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.replies.chat import read_chat
from lawgov_cli.importer.replies.identifying import identify
from lawgov_cli.importer.replies.reading import read_reply
from lawgov_cli.importer.replies.recording import contents
from lawgov_cli.importer.sheets.reading import read_tables
from lawgov_cli.importer.sources.files import source_of
from lawgov_cli.importer.structure.particulars import Said
from lawgov_cli.render.form_page import form_page
from tests import office_forms as forms
from tests.documents import documents, docx_file
from tests.torture.fuzzing import Kind, mangled

if TYPE_CHECKING:
    import random
    from collections.abc import Callable
    from datetime import date

    from lawgov_cli.importer.replies.reply import Reply


_NUMBERS = [b"", b"0", b"-1", b"1e308", b"nan", b"9" * 20, b"65536", b"7 7", b"x"]


def _renumbered(data: bytes, chance: random.Random) -> bytes:
    """*data* with other numbers in some places, so that what is around them can still be read."""
    share = chance.choice([0.02, 0.3])
    return re.sub(
        rb"\d+", lambda m: chance.choice(_NUMBERS) if chance.random() < share else m[0], data
    )


def _broken(data: bytes, chance: random.Random) -> bytes:
    """*data* mangled; of an archive mostly what is packed in it, which is packed again."""
    if not data.startswith(b"PK") or chance.random() < 0.3:
        return chance.choice([mangled, _renumbered])(data, chance)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for name in chance.sample(sorted(parts), min(len(parts), chance.randint(1, 2))):
        parts[name] = chance.choice([mangled, _renumbered])(parts[name], chance)
    if chance.random() < 0.05:
        del parts[chance.choice(sorted(parts))]
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return made.getvalue()


def _imported(data: bytes, ending: str) -> None:
    source = source_of(data, Path(f"文件.{ending}"))
    import_text(source.text, name="x", said=Said.of(source, "x"))


def _collected(data: bytes, ending: str) -> None:
    tables, problems = read_tables(data, f"回执.{ending}")
    assert tables.grids or problems
    if tables.grids:
        identity = identify(tables, forms.PLAN)._replace(unit=forms.UNIT, period="2023-10")
        _recorded(read_reply(tables, forms.PLAN, identity, forms.known()))


def _chat(data: bytes) -> None:
    identity = Identity(unit=forms.UNIT, period="2023-10")
    text = data.decode(errors="replace")
    _recorded(read_chat(text, forms.PLAN, identity, forms.known()))


def _recorded(reply: Reply) -> None:
    day: date = forms.OCTOBER.last
    contents(reply.rows, reply.unit, forms.OCTOBER, day, day)


@functools.cache
def _replies() -> dict[str, bytes]:
    """A form as it comes back, by its ending."""
    columns = forms.rows_of("序号", "工作任务", "本月进展", "办理状态", "完成比例")
    return {
        "xlsx": forms.saved(forms.filled()),
        "csv": forms.csv_of(columns).encode("gb18030"),
        "docx": docx_file([], [[str(cell or "") for cell in row] for row in columns]),
        "json": forms.reply_file(form_page(forms.view())),
    }


def _kind(
    files: Callable[[], dict[str, bytes]], ending: str, read: Callable[[bytes, str], None]
) -> Kind:
    return Kind(lambda chance: _broken(files()[ending], chance), lambda data: read(data, ending))


CHAT = "7、10月召开座谈会3次\n8 无进展\n18-20都没有进展\n第21项：已会签，完成100%\n谢谢".encode()
IMPORTED, COLLECTED = (
    ("txt", "md", "html", "docx", "xlsx", "pdf", "ofd"),
    ("xlsx", "csv", "docx", "json"),
)
KINDS = {
    **{f"import-{ending}": _kind(documents, ending, _imported) for ending in IMPORTED},
    **{f"form-{ending}": _kind(_replies, ending, _collected) for ending in COLLECTED},
    "form-chat": Kind(lambda chance: mangled(CHAT, chance), _chat),
}
