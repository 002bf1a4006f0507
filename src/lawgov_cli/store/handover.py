"""What one office hands to the next: plan, journal and what belongs to them, in one ZIP file.

A manifest names every file with its checksum. What comes back is read within bounds, named as this
program names files, and compared with the manifest, all before anything is written.
"""

from __future__ import annotations

import hashlib
import json
import re
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lawgov_cli.base.archives import BROKEN
from lawgov_cli.base.errors import FileExists, SourceUnreadable, why
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.store.files import write_file
from lawgov_cli.store.journal import journal_bytes, parse_journal
from lawgov_cli.store.locating import CHOICE_FILE
from lawgov_cli.store.plan_file import read_plan
from lawgov_cli.store.saved_filters import FILE_NAME

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.store.locating import Location

MANIFEST = "lawgov-handover.json"
#: Columns of the office's own table, as `collect --map` learned them.
COLUMNS = "columns.txt"
#: Far above an office's year of papers, far below what hurts.
MOST_FILES, MOST_BYTES = 5000, 256 << 20
#: What is taken up, beside evidence; the page and the list of evidence are only for reading.
_TAKEN_UP = re.compile(
    rf"data/[^/]+\.ya?ml|data/({re.escape(FILE_NAME)}|{re.escape(COLUMNS)}|{CHOICE_FILE})"
    r"|data/source/[^/]+\.txt|(reports|templates)/.+"
)
#: Signs and names that some system does not allow, or takes for something else.
_NO_NAME = re.compile(r'[\\:*?"<>|\x00-\x1f\x7f]|[. ]\Z')
_DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?\Z", re.IGNORECASE)
_STAMP = (1980, 1, 1, 0, 0, 0)


class Packed(NamedTuple):
    """The archive, and the files of the office that could not go into it."""

    data: bytes
    names: list[str]
    left_out: list[str]


def pack(
    location: Location,
    plan: Plan,
    told: Mapping[str, Any],
    pages: Mapping[str, str],
    evidence: Mapping[str, Path],
) -> Packed:
    """The archive of the workspace at *location*.

    Parameters:
        told: what the manifest says besides: who made it, when.
        pages: what is added for reading, by name.
        evidence: files of the workspace that records name, by that name; as many as there is room
            for when everything else is in.
    """
    parts, left_out = {name: text.encode() for name, text in pages.items()}, []
    for name, path in (*_own_files(location, plan), *evidence.items()):
        if name in parts:  # a report given as evidence
            continue
        room = max(MOST_BYTES - sum(map(len, parts.values())), 0)
        data = journal_bytes(path) if path == location.journal else _read(path, room)
        if data is None or not is_name(name) or len(data) > room or len(parts) >= MOST_FILES - 1:
            left_out.append(name)
        else:
            parts[name] = data
    listed = [_entry(name, data) for name, data in sorted(parts.items())]
    manifest = {"schema_version": 1, "kind": "handover", "plan": plan.id, **told, "files": listed}
    text = json.dumps(manifest, ensure_ascii=False, indent=1).encode(errors="backslashreplace")
    made = BytesIO()
    with ZipFile(made, "w") as archive:
        for name, data in {**parts, MANIFEST: text}.items():
            info = ZipInfo(name, _STAMP)
            info.external_attr = 0o644 << 16
            archive.writestr(info, data, ZIP_DEFLATED)
    return Packed(made.getvalue(), list(parts), left_out)


def _own_files(location: Location, plan: Plan) -> Iterator[tuple[str, Path]]:
    """What belongs to the plan, under the names that it has in a new workspace."""
    folder = location.plan.parent
    yield f"data/{plan.id}.yaml", location.plan
    if location.journal.is_file():
        yield f"data/{plan.id}.journal.yaml", location.journal
    if plan.source and (folder / plan.source.file).is_file():
        yield f"data/{plan.source.file}", folder / plan.source.file
    for name in (FILE_NAME, COLUMNS):
        if (location.folder / name).is_file():
            yield f"data/{name}", location.folder / name
    kept_in = {location.reports: "reports"}
    if not location.home:
        kept_in |= {location.root / "templates": "templates", folder / "templates": "templates"}
    for kept, name in kept_in.items():
        for path in sorted(kept.rglob("*")):
            inside = path.relative_to(kept)
            if path.is_file() and not any(part.startswith(".") for part in inside.parts):
                yield f"{name}/{inside.as_posix()}", path


def _read(path: Path, room: int) -> bytes | None:
    """What a file holds; nothing where it cannot be read or is larger than *room*."""
    try:
        with path.open("rb") as file:
            data = file.read(room + 1)
        return data if len(data) <= room else None
    except OSError:
        return None


def _entry(name: str, data: bytes) -> dict[str, Any]:
    return {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def is_name(name: str) -> bool:
    """Whether *name* is that of a file below a folder, on every system."""
    parts = name.split("/")
    plain = all(part not in {"", ".", ".."} and not _NO_NAME.search(part) for part in parts)
    return plain and len(name) < 240 and not any(map(_DEVICES.match, parts))


class Unpacked(NamedTuple):
    """What an archive holds: the manifest, and the files to be taken up."""

    manifest: dict[str, Any]
    files: dict[str, bytes]


def unpack(path: Path) -> Unpacked:
    """The archive at *path*, every file checked; nothing is written.

    Raises:
        SourceUnreadable: it is none, is damaged, or holds what none of ours does.
    """
    parts = _parts(path)
    where = next((name for name in parts if PurePosixPath(name).name == MANIFEST), None)
    if where is None:
        raise SourceUnreadable(path, f"不是移交包(里面没有 {MANIFEST})", _AGAIN)
    prefix = where.removesuffix(MANIFEST)  # unpacked and packed again, it lies in a folder
    manifest = _manifest(parts[where], path)
    files: dict[str, bytes] = {}
    for entry in manifest["files"]:
        name, data = entry["name"], parts.get(prefix + entry["name"])
        if data is None or hashlib.sha256(data).hexdigest() != entry["sha256"]:
            raise SourceUnreadable(path, f"其中的“{name}”缺失或与清单不符", _AGAIN)
        if not is_name(name):
            raise SourceUnreadable(path, f"其中有不能用的文件名“{name}”", "请核对文件来源")
        if _TAKEN_UP.fullmatch(name):
            files[name] = data
    named = _require_sound(files, manifest["plan"], path)
    for entry in manifest["files"]:
        if (entry["name"], entry["sha256"]) in named and _may_be_evidence(entry["name"]):
            files[entry["name"]] = parts[prefix + entry["name"]]
    return Unpacked(manifest, files)


def _may_be_evidence(name: str) -> bool:
    """Whether a file of that name is no more than a paper: nothing that a program would act on."""
    first, *below = name.split("/")
    hidden = any(part.startswith(".") for part in (first, *below))
    return not hidden and first != "templates" and (first != "data" or len(below) > 1)


_AGAIN = "请向移交的人重新取得"


def _parts(path: Path) -> dict[str, bytes]:
    """Every file in the archive, read within bounds."""
    parts: dict[str, bytes] = {}
    left = MOST_BYTES
    try:
        with ZipFile(path) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                raise SourceUnreadable(path, f"其中有{len(entries)}个文件, 太多了", _AGAIN)
            for entry in entries:
                if entry.flag_bits & 1:
                    raise SourceUnreadable(path, "设有密码", "请取消密码后再试")
                with archive.open(entry) as file:  # what it says of its size may be untrue
                    data = file.read(left + 1)
                left -= len(data)
                if left < 0:
                    most = MOST_BYTES >> 20
                    raise SourceUnreadable(path, f"解开后超过{most}MB", "请核对文件来源")
                parts[_name_of(entry)] = data
    except OSError as error:
        raise SourceUnreadable(path, f"读不出: {why(error)}", "请核对路径") from error
    except BROKEN as error:
        raise SourceUnreadable(path, "不是 ZIP 文件, 或已损坏", _AGAIN) from error
    return parts


def _name_of(entry: ZipInfo) -> str:
    """The name of an entry, also where Windows packed it again in its own encoding."""
    if entry.flag_bits & 0x800:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return entry.filename


def _manifest(data: bytes, path: Path) -> dict[str, Any]:
    try:
        manifest = json.loads(data)
        named = [(entry["name"], entry["sha256"]) for entry in manifest["files"]]
        sound = all(isinstance(word, str) for pair in named for word in pair)
        if sound and isinstance(manifest["plan"], str):
            return dict(manifest)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise SourceUnreadable(path, f"其中的 {MANIFEST} 读不出", _AGAIN)


def _require_sound(files: Mapping[str, bytes], plan: str, path: Path) -> set[tuple[str, str]]:
    """The plan must load and the journal must be one; the evidence it names, with its checksums.

    Raises:
        SourceUnreadable: they do not.
    """
    own, journal = f"data/{plan}.yaml", f"data/{plan}.journal.yaml"
    if own not in files:
        raise SourceUnreadable(path, f"其中没有工作要点“{plan}”", _AGAIN)
    loaded = read_plan(files[own], own)
    problems = [] if loaded.plan else loaded.problems
    read = parse_journal(files.get(journal, b""), journal)
    problems += read.problems
    if wrong := next((problem for problem in problems if problem.is_error), None):
        raise SourceUnreadable(path, f"其中的 {wrong.line_text()}", _AGAIN)
    return {(item.name, item.sha256) for event in read.events for item in event.evidence}


def place(files: Mapping[str, bytes], folder: Path) -> list[Path]:
    """Write *files* below *folder*; those that are there with the same content stay.

    Raises:
        FileExists: another is there already; nothing was written.
        CannotWrite: not all was written.
    """
    new = {folder / name: data for name, data in files.items()}
    for path, data in new.items():
        if path.exists() and (not path.is_file() or path.read_bytes() != data):
            remedy = "没有写出任何文件。请换一个空的文件夹: lawgov init 文件夹 --from 移交包"
            raise FileExists(path, remedy)
    written = [path for path in new if not path.exists()]
    # the plan last: by it the folder counts
    for path in sorted(written, key=lambda path: path.parent == folder / "data"):
        write_file(path, new[path])
    return written
