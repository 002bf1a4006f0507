"""Handing over in one file, and taking it up: whole, within bounds, and nothing half-written."""

from __future__ import annotations

import hashlib
import json
import zipfile
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.store import handover
from lawgov_cli.store.handover import MANIFEST, is_name, unpack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.conftest import Desk, Invoke


@pytest.fixture
def handed(busy: Desk, invoke: Invoke) -> Path:
    """A handover of a busy desk with a report and a saved filter."""
    invoke("report", "--month", "9月")
    invoke("view", "save", "红的", "亮灯:红")
    invoke("export", "--handover", "-o", "移交.zip")
    return busy.folder / "移交.zip"


def parts_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def written(path: Path, parts: dict[str, bytes]) -> Path:
    """An archive of *parts* at *path*, its manifest as it stands among them."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return path


def with_file(parts: dict[str, bytes], name: str, data: bytes = b"x") -> dict[str, bytes]:
    """*parts* with one file more, which the manifest names."""
    manifest = json.loads(parts[MANIFEST])
    manifest["files"].append({"name": name, "sha256": hashlib.sha256(data).hexdigest()})
    return {**parts, name: data, MANIFEST: json.dumps(manifest).encode()}


def with_other(parts: dict[str, bytes], name: str, data: bytes) -> dict[str, bytes]:
    """*parts* with *data* in the place of a file, as the manifest says."""
    old, new = (hashlib.sha256(text).hexdigest().encode() for text in (parts[name], data))
    return {**parts, name: data, MANIFEST: parts[MANIFEST].replace(old, new)}


def test_a_plan_without_a_single_record_can_be_handed_over(desk: Desk, invoke: Invoke) -> None:
    invoke("export", "--handover", "-o", "移交.zip")
    assert f"data/{desk.journal.name}" not in parts_of(desk.folder / "移交.zip")


def test_a_line_that_cannot_be_read_goes_along_and_stops_nothing(
    busy: Desk, invoke: Invoke
) -> None:
    with busy.journal.open("a", encoding="utf-8") as file:
        file.write("- {\n")
    invoke("export", "--handover", "-o", "移交.zip")
    new = busy.folder.parent / "新单位"
    invoke("init", str(new), "--from", "移交.zip", "--no-take")
    assert (new / "data" / busy.journal.name).read_bytes() == busy.journal.read_bytes()


def test_what_is_handed_over_goes_on_elsewhere(handed: Path, busy: Desk, invoke: Invoke) -> None:
    names = set(parts_of(handed))
    assert {"总览.html", "佐证清单.csv", "reports/2023-09.md", "data/views.txt"} <= names
    assert {"data/workpoints-2023.yaml", "data/workpoints-2023.journal.yaml"} <= names
    assert "data/source/workpoints-2023.txt" in names
    new = busy.folder.parent / "新单位"
    said = invoke("init", str(new), "--from", str(handed), "--no-take").stdout
    assert said.startswith(
        "移交包: 2023年太仓市法治政府建设工作要点  张三  2023-09-20\n取出5个文件\n"
    )
    there = ("--plan", str(new / "data" / "workpoints-2023.yaml"))
    assert invoke("list", *there).stdout == invoke("list").stdout
    assert invoke("log", "--all", *there).stdout == invoke("log", "--all").stdout
    assert (new / "reports" / "2023-09.md").read_bytes() == (
        busy.folder / "reports" / "2023-09.md"
    ).read_bytes()
    assert invoke("list", *there, "--view", "红的").code == 0


def test_evidence_in_the_workspace_goes_along_and_what_does_not_is_said(
    desk: Desk, invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (desk.folder / "佐证").mkdir()
    (desk.folder / "佐证" / "巡查.pdf").write_bytes(b"%PDF as it was")
    (desk.folder / "改过.txt").write_text("原来", encoding="utf-8")
    outside = tmp_path / "别处.pdf"
    outside.write_bytes(b"elsewhere")
    (desk.folder / "link.pdf").symlink_to(outside)
    for name in ("佐证/巡查.pdf", "改过.txt", str(outside), "link.pdf", "会议纪要"):
        invoke("note", "8", f"见{name}", "--evidence", name)
    (desk.folder / "改过.txt").write_text("改了", encoding="utf-8")
    said = invoke("export", "--handover", "-o", "移交.zip").stdout
    assert "  佐证: 1份文件随包带上, 其余3份不在工作目录里、改过或只是名称, 请另行移交" in said
    assert "佐证/巡查.pdf" in parts_of(desk.folder / "移交.zip")
    new = desk.folder.parent / "新单位"
    invoke("init", str(new), "--from", str(desk.folder / "移交.zip"), "--no-take")
    assert (new / "佐证" / "巡查.pdf").read_bytes() == b"%PDF as it was"
    assert not (new / "改过.txt").exists()
    checked = invoke("check", str(new / "data" / "workpoints-2023.yaml")).stdout
    assert "改过.txt" in checked
    assert "巡查.pdf" not in checked
    monkeypatch.setattr(
        handover, "MOST_BYTES", len(parts_of(desk.folder / "移交.zip")["总览.html"])
    )
    said = invoke("export", "--handover", "-o", "移交.zip", "--force").stdout
    assert "没有放进去: 佐证/巡查.pdf" in said


@pytest.mark.parametrize(
    ("name", "taken"),
    [
        ("佐证/巡查.sh", True),
        ("data/佐证/x.pdf", True),
        (".git/hooks/post-merge", False),
        (".bashrc", False),
        ("templates/x.md.j2", True),  # as every template, which runs nothing
        ("data/x.exe", False),
    ],
)
def test_as_evidence_only_papers_are_taken_up(name: str, *, taken: bool, handed: Path) -> None:
    parts = with_file(parts_of(handed), name)
    journal = "data/workpoints-2023.journal.yaml"
    digest = hashlib.sha256(b"x").hexdigest()
    item = json.dumps({"file": name, "sha256": digest})
    at = '"at":"2023-09-01T10:00:00+08:00","task":"8"'
    parts[journal] += f'- {{"id":"evil",{at},"note":"x","evidence":[{item}]}}\n'.encode()
    manifest = json.loads(parts[MANIFEST])
    for entry in manifest["files"]:
        entry["sha256"] = hashlib.sha256(parts[entry["name"]]).hexdigest()
    parts[MANIFEST] = json.dumps(manifest).encode()
    assert (name in unpack(written(handed, parts)).files) is taken


def test_the_same_is_packed_into_the_same_bytes(handed: Path, invoke: Invoke) -> None:
    before = handed.read_bytes()
    invoke("export", "--handover", "-o", str(handed), "--force")
    assert handed.read_bytes() == before


def test_the_page_and_the_list_of_evidence_need_no_program(handed: Path) -> None:
    parts = parts_of(handed)
    assert "提高合法性审查工作质效" in parts["总览.html"].decode()
    listed = parts["佐证清单.csv"].decode("utf-8-sig").splitlines()
    assert listed[0] == "佐证,校验码(SHA-256),现在,序号,单位,日期,台账行号"
    assert any("公开清单.xlsx" in line for line in listed)


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("-o", "移交.rar"), "请写明移交包的文件名"),
        ((), "请写明移交包的文件名"),
        (("-o", "移交.zip", "--unit", "市司法局"), "移交包是全部内容"),
        (("-o", "移交.zip", "--forms"), "移交包是全部内容"),
    ],
)
def test_a_handover_is_everything_in_a_zip(
    more: tuple[str, ...], said: str, invoke: Invoke
) -> None:
    assert said in invoke("export", "--handover", *more, code=2).stderr


def test_a_file_of_ones_own_is_not_overwritten(handed: Path, busy: Desk, invoke: Invoke) -> None:
    new = busy.folder.parent / "新单位"
    (new / "reports").mkdir(parents=True)
    (new / "reports" / "2023-09.md").write_text("我的", encoding="utf-8")
    said = invoke("init", str(new), "--from", str(handed), "--no-take", code=5).stderr
    assert "2023-09.md 已存在, 没有覆盖。没有写出任何文件。" in said
    assert [path.name for path in new.rglob("*") if path.is_file()] == ["2023-09.md"]


def test_taken_up_twice_it_is_there_once(handed: Path, busy: Desk, invoke: Invoke) -> None:
    new = busy.folder.parent / "新单位"
    invoke("init", str(new), "--from", str(handed), "--no-take")
    assert "取出0个文件" in invoke("init", str(new), "--from", str(handed), "--no-take").stdout


def test_unpacked_and_packed_again_in_a_folder_it_is_still_one(handed: Path) -> None:
    again = {f"移交/{name}": data for name, data in parts_of(handed).items()}
    before = unpack(handed)
    assert unpack(written(handed, again)) == before


def test_packed_again_by_a_system_that_writes_names_in_gbk_it_is_still_one(
    handed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, parts = unpack(handed), parts_of(handed)
    encoded = zipfile.ZipInfo._encodeFilenameFlags  # type: ignore[attr-defined] # noqa: SLF001
    monkeypatch.setattr(
        zipfile.ZipInfo, "_encodeFilenameFlags", lambda info: (info.filename.encode("gbk"), 0)
    )
    written(handed, parts)
    monkeypatch.setattr(zipfile.ZipInfo, "_encodeFilenameFlags", encoded)
    assert "总览.html" not in parts_of(handed)
    assert unpack(handed) == before


HOSTILE: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "a way out": lambda parts: with_file(parts, "data/../../x.yaml"),
    "a place of its own": lambda parts: with_file(parts, "/etc/x"),
    "a drive": lambda parts: with_file(parts, "reports/C:x"),
    "a way out, on Windows": lambda parts: with_file(parts, "reports/..\\..\\x"),
    "a device": lambda parts: with_file(parts, "reports/con.md"),
    "a name that ends in a dot": lambda parts: with_file(parts, "reports/x."),
    "a changed journal": lambda parts: {**parts, "data/workpoints-2023.journal.yaml": b"- {}\n"},
    "a journal that is a page": lambda parts: with_other(
        parts, "data/workpoints-2023.journal.yaml", b"<html></html>"
    ),
    "a plan that is none": lambda parts: with_other(parts, "data/workpoints-2023.yaml", b"id: x\n"),
    "a file that is missing": lambda parts: {
        name: data for name, data in parts.items() if name != "data/views.txt"
    },
    "a manifest of nothing": lambda parts: {**parts, MANIFEST: b"[]"},
    "a manifest nested without end": lambda parts: {**parts, MANIFEST: b"[" * 100_000},
    "no manifest": lambda _: {"x": b"x"},
    "another's plan": lambda parts: {
        **parts,
        MANIFEST: parts[MANIFEST].replace(b'"plan": "workpoints-2023"', b'"plan": "x"'),
    },
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_none_of_ours_holds_is_refused_and_nothing_is_written(
    name: str, handed: Path, busy: Desk, invoke: Invoke
) -> None:
    written(handed, HOSTILE[name](parts_of(handed)))
    new = busy.folder.parent / "新单位"
    ran = invoke("init", str(new), "--from", str(handed), "--no-take", code=3)
    assert str(handed) in ran.stderr
    assert "没有写出任何文件" in ran.stderr
    assert not new.exists()
    assert not (busy.folder.parent / "x.yaml").exists()


def test_what_the_manifest_does_not_name_is_not_taken_up(handed: Path) -> None:
    before = unpack(handed).files
    written(handed, {**parts_of(handed), "reports/../../evil": b"x", "data/more.yaml": b"x"})
    assert unpack(handed).files == before


@pytest.mark.parametrize("name", ["x.yaml", "data/x.exe", "data/sub/x.yaml", "bin/run.py"])
def test_what_belongs_to_no_workspace_is_not_taken_up(name: str, handed: Path) -> None:
    before = unpack(handed).files
    written(handed, with_file(parts_of(handed), name))
    assert unpack(handed).files == before


def test_more_than_an_office_writes_is_refused(
    handed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handover, "MOST_BYTES", 1 << 20)
    written(handed, with_file(parts_of(handed), "reports/x.md", b"\0" * (2 << 20)))
    with pytest.raises(SourceUnreadable, match="解开后超过1MB"):
        unpack(handed)
    monkeypatch.setattr(handover, "MOST_FILES", 3)
    with pytest.raises(SourceUnreadable, match="太多了"):
        unpack(handed)


@pytest.mark.parametrize("data", [b"", b"PK", b"x" * 100, None])
def test_what_is_no_archive_is_said_to_be_none(data: Any, tmp_path: Path) -> None:  # noqa: ANN401
    path = tmp_path / "x.zip"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(SourceUnreadable):
        unpack(path)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.99])
def test_one_that_was_cut_off_is_refused(cut: float, handed: Path) -> None:
    data = handed.read_bytes()
    handed.write_bytes(data[: int(len(data) * cut)])
    with pytest.raises(SourceUnreadable):
        unpack(handed)


def test_names_of_files_hold_on_every_system() -> None:
    assert all(map(is_name, ["a", "reports/2023-09.md", "报表/督〔2023〕1号.md"]))
    bad = [
        "",
        "/a",
        "a//b",
        "./a",
        "a/..",
        "a\\b",
        "a:b",
        "a ",
        "nul",
        "COM1.txt",
        "a\n",
        "x" * 300,
    ]
    assert not any(map(is_name, bad))
