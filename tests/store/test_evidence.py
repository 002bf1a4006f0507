from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from lawgov_cli.domain.event import Evidence
from lawgov_cli.store.evidence import evidence_field, fault_of, file_sha256, outside, unfound

TEXT = "巡查报告"
SHA256 = hashlib.sha256(TEXT.encode()).hexdigest()


@pytest.fixture(name="root")
def _root(tmp_path: Path) -> Path:
    root = tmp_path / "office"
    (root / "佐证").mkdir(parents=True)
    (root / "佐证" / "报告.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "elsewhere.txt").write_text(TEXT, encoding="utf-8")
    return root


@pytest.mark.parametrize(
    ("evidence", "label"),
    [
        (Evidence("佐证/报告.txt", SHA256), "报告.txt"),
        (Evidence("/共享/甲/报告.txt"), "报告.txt"),
        (Evidence("C:\\甲\\报告.txt"), "报告.txt"),
        (Evidence("file:///共享/甲/报告.txt"), "报告.txt"),
        (Evidence("https://a.gov.cn/报告.txt"), "https://a.gov.cn/报告.txt"),
        (Evidence("2023/5号文"), "2023/5号文"),
    ],
)
def test_others_read_a_file_s_name_and_not_where_it_lies(evidence: Evidence, label: str) -> None:
    assert evidence.label == label


def test_a_file_of_the_office_is_kept_by_its_path_from_there_and_its_sum(root: Path) -> None:
    kept = {"file": "佐证/报告.txt", "sha256": SHA256}
    assert evidence_field(["佐证/报告.txt"], root, root) == [kept]
    assert evidence_field(["报告.txt"], root / "佐证", root) == [kept]
    assert evidence_field([str(root / "佐证" / "报告.txt")], Path("/"), root) == [kept]
    assert evidence_field(["../佐证/报告.txt"], root / "佐证", root) == [kept]


def test_a_file_elsewhere_is_kept_by_its_full_path(root: Path) -> None:
    (kept,) = evidence_field(["../elsewhere.txt"], root, root)
    assert kept == {"file": (root.parent / "elsewhere.txt").as_posix(), "sha256": SHA256}


@pytest.mark.parametrize(
    "word",
    [
        "巡查报告(纸质)",
        "https://example.gov.cn/a.html",
        "file:///etc/hosts",
        "佐证",  # a folder
        "报告\x00.txt",
        "长" * 5000,
    ],
)
def test_what_is_no_file_is_kept_as_it_was_typed(word: str, root: Path) -> None:
    assert evidence_field([word], root, root) == [word]


@pytest.mark.skipif(os.name == "nt", reason="no colon in names there")
def test_an_address_stays_one_even_where_a_file_has_that_path(root: Path) -> None:
    (root / "http:").mkdir()
    (root / "http:" / "a.html").write_text(TEXT, encoding="utf-8")
    assert evidence_field(["http://a.html"], root, root) == ["http://a.html"]


def test_blank_words_are_left_out_and_others_trimmed(root: Path) -> None:
    assert evidence_field(["", "  ", " 名单 "], root, root) == ["名单"]


def test_a_file_is_as_recorded_or_changed_or_gone(root: Path) -> None:
    item = Evidence("佐证/报告.txt", SHA256)
    assert fault_of(item, root) == ""
    (root / "佐证" / "报告.txt").write_text("改过", encoding="utf-8")
    assert fault_of(item, root) == "内容已改变"
    (root / "佐证" / "报告.txt").unlink()
    assert fault_of(item, root) == "已不在原处"


def test_a_name_or_an_address_has_no_fault(root: Path) -> None:
    assert fault_of(Evidence("https://example.gov.cn/gone"), root) == ""


def test_a_long_file_is_summed_whole(tmp_path: Path) -> None:
    data = b"x" * ((1 << 20) + 1)
    (tmp_path / "long").write_bytes(data)
    assert file_sha256(tmp_path / "long") == hashlib.sha256(data).hexdigest()


def test_of_what_was_typed_only_names_that_look_like_a_file_s_are_missed() -> None:
    found = {"file": "佐证/报告.pdf", "sha256": "0" * 64}
    names = ["巡查报告", "巡查报告.pdf", "v1.2", "https://example.org/a.pdf", "照片.JPG"]
    assert unfound([found, *names]) == ["巡查报告.pdf", "照片.JPG"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_file_outside_the_workspace_and_a_link_out_of_it_are_outside(tmp_path: Path) -> None:
    root = tmp_path / "office"
    root.mkdir()
    (root / "in.pdf").write_bytes(b"x")
    (tmp_path / "out.pdf").write_bytes(b"x")
    (root / "link.pdf").symlink_to(tmp_path / "out.pdf")
    items = evidence_field(["in.pdf", "../out.pdf", "link.pdf", "纪要"], root, root)
    assert outside(items) == [(tmp_path / "out.pdf").resolve().as_posix()] * 2


@pytest.mark.parametrize("name", ["长" * 400, "a\0b", "/dev/zero", "佐证", "loop"])
def test_what_can_be_no_file_of_the_office_is_named_and_not_read(name: str, root: Path) -> None:
    (root / "loop").symlink_to("loop")
    assert fault_of(Evidence(name, "0" * 64), root)
    assert evidence_field([name], root, root) == [name]


def test_a_file_larger_than_any_evidence_is_not_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lawgov_cli.store.evidence.MOST_BYTES", 3)
    assert fault_of(Evidence("佐证/报告.txt", SHA256), root).startswith("读不出(超过")
    assert evidence_field(["佐证/报告.txt"], root, root) == ["佐证/报告.txt"]
