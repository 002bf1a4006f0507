"""What a template of one's own may cost: refused with its line, at once and on every machine."""

from __future__ import annotations

import tracemalloc
from typing import TYPE_CHECKING, NamedTuple

import pytest

from lawgov_cli.base.errors import TemplateBroken
from lawgov_cli.render import bounds
from lawgov_cli.render.html import Pages
from lawgov_cli.render.template import Template, render

if TYPE_CHECKING:
    from pathlib import Path


class Said(NamedTuple):
    """What the template is given."""

    name: str = "甲局"
    items: tuple[str, ...] = ("一", "二")


def made(text: str, folder: Path) -> str:
    path = folder / "t.md.j2"
    path.write_text(text, encoding="utf-8")
    return render(Said(), Template(path, is_shipped=False))


LOOP = "{% for a in range(9999) %}{% for b in range(9999) %}x{% endfor %}{% endfor %}"
TWICE = "{% macro m(n) %}{% if n %}{{ m(n-1) }}{{ m(n-1) }}{% endif %}{% endmacro %}{{ m(40) }}"
GROWN = (
    "{% set n = namespace(s='aaaaaaaa') %}{% for i in range(60) %}{% set n.s = SUM %}{% endfor %}"
)
BLOCK = "{% set s %}{{ s }}{{ s }}{{ s }}{{ s }}{{ s }}{{ s }}{{ s }}{{ s }}{% endset %}"
HUGE = {
    "loops": LOOP,
    "calls": TWICE,
    "a loop that calls itself": "{% for a in [1] recursive %}{{ loop([1, 1]) }}{% endfor %}",
    "added": GROWN.replace("SUM", "n.s + n.s"),
    "put together": GROWN.replace("SUM", "n.s ~ n.s"),
    "a list added": GROWN.replace("'aaaaaaaa'", "[1]").replace("SUM", "n.s + n.s"),
    "a block set again": "{% set s = 'aaaaaaaa' %}" + BLOCK * 12,
    "times": "{{ 'a' * 10 ** 10 }}",
    "times a list": "{{ [1] * 10 ** 10 }}",
    "a product": GROWN.replace("'aaaaaaaa'", "99999999").replace("SUM", "n.s * n.s"),
    "a power": "{{ 9 ** 99999 ** 2 }}",
    "powers of powers": "{{ ((9 ** 999) ** 999) }}",
    "center": "{{ 'a'.center(10 ** 11) }}",
    "ljust": "{{ 'a'.ljust(10 ** 11) }}",
    "zfill": "{{ 'a'.zfill(10 ** 11) }}",
    "tabs": "{{ '\\t'.expandtabs(10 ** 9) }}",
    "a format": "{{ '%999999999999d' % 1 }}",
    "a format with a star": "{{ '%*d' % (10 ** 9, 1) }}",
    "a format's method": "{{ '{:>99999999999}'.format(1) }}",
    "a format within": "{{ '{:>{}}'.format(1, 10 ** 10) }}",
    "a filter's format": "{{ '%99999999999d' | format(1) }}",
    "a filter's width": "{{ 'a' | center(10 ** 10) }}",
    "a filter's indent": "{{ 'a' | indent(10 ** 10) }}",
    "a translation": "{{ ('a' * 9999).translate({97: 'b' * 99999}) }}",
    "a replacement": "{{ ('a' * 99999) | replace('a', 'b' * 99999) }}",
    "a method's replacement": "{{ ('a' * 99999).replace('a', 'b' * 99999) }}",
    "joined": "{{ (['a'] * 99999) | join('b' * 99999) }}",
    "joined by a method": "{{ ('b' * 99999).join(['a'] * 99999) }}",
    "batches": "{{ [1] | batch(10 ** 10, 'x') | list }}",
    "bytes": "{{ (1).to_bytes(10 ** 11, 'big') }}",
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE)
def test_what_would_not_end_or_fit_is_refused(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "BUDGET", bounds.BUDGET // 20)  # so that the test is short
    with pytest.raises(TemplateBroken) as caught:
        made(text, tmp_path)
    assert "模板" in caught.value.message


@pytest.mark.parametrize(
    ("bound", "fits", "refused"),
    [
        ("LONGEST", "{{ 'a' * 10 }}", "{{ 'a' * 11 }}"),
        ("LONGEST", "{{ 'aaaaa' + 'aaaaa' }}", "{{ 'aaaaaa' + 'aaaaa' }}"),
        ("LONGEST", "{{ 'aaaaa' ~ 'aaaaa' }}", "{{ 'aaaaaa' ~ 'aaaaa' }}"),
        ("LONGEST", "{{ '%s' % ('aaaaa',) }}", "{{ '%s' % ('aaaaaa',) }}"),
        ("LARGEST", "{{ 'a'.ljust(10) }}", "{{ 'a'.ljust(11) }}"),
        ("LARGEST", "{{ '%10d' % 1 }}", "{{ '%11d' % 1 }}"),
        ("LARGEST", "{{ '%1d%10d' % (1, 1) }}", "{{ '%1d%11d' % (1, 1) }}"),
        ("_BITS", "{{ 3 ** 5 }}", "{{ 3 ** 6 }}"),
        ("_BITS", "{{ 31 * 31 }}", "{{ 31 * 32 }}"),
    ],
)
def test_what_just_fits_is_made_and_one_more_is_refused(
    bound: str, fits: str, refused: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, bound, 10)
    made(fits, tmp_path)
    with pytest.raises(TemplateBroken, match=r"太长|太宽|太大"):
        made(refused, tmp_path)


WIDE = ["'{:>{}}'.format(1, N)", "'{:>100000000}'.format(1)", "'{0[0]:>{0[1]}}'.format([1, N])"]
WIDE += ["'{a:>{b}}'.format_map({'a': 1, 'b': N})", "'{{{:>{}}}}'.format(1, N)"]
WIDE += ["'a' * N", "'a'.center(N)", "'%100000000d' % 1", "'a' | center(N)", "[1] * N"]
WIDE += ["('a' * 9999).replace('a', 'b' * 9999)", "('a' * 9999) | replace('a', 'b' * 9999)"]
WIDE += ["('b' * 9999).join(['a'] * 9999)", "(['a'] * 9999) | join('b' * 9999)"]


@pytest.mark.parametrize("text", WIDE)
def test_what_is_refused_for_its_size_is_never_made(text: str, tmp_path: Path) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(TemplateBroken, match="模板"):
            made(f"{{{{ {text.replace('N', '100000000')} }}}}", tmp_path)
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


def test_a_page_of_one_s_own_is_bounded_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "BUDGET", bounds.BUDGET // 20)
    (tmp_path / "p.html.j2").write_text(LOOP, encoding="utf-8")
    with pytest.raises(TemplateBroken, match="停不下来"):
        Pages((tmp_path,)).rendered("p.html.j2")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("一\n{% include 'p.html.j2' %}", "模板一再套用自己"),
        ("一\n{{ 没有 }}", "第2行: 用了不存在的名称"),
        ("一\n{{ 1 // 0 }}", "第2行: integer division or modulo by zero"),
        ("一\n{{ none + 1 }}", "第2行: unsupported operand"),
        ("一\n{% for x in 3 %}{% endfor %}", "第2行: 'int' object is not iterable"),
        ("一\n{{ [1][5].x }}", "第2行: 写法有误"),
        ("一\n{% if %}", "第2行: 写法有误"),
        ("{% include 'none' %}", "第1行: 写法有误('none' not found"),
    ],
)
def test_a_fault_of_a_page_of_one_s_own_is_told_with_its_line(
    text: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "p.html.j2").write_text(text, encoding="utf-8")
    with pytest.raises(TemplateBroken) as caught:
        Pages((tmp_path,)).rendered("p.html.j2")
    assert said in caught.value.message


def test_a_page_that_takes_all_memory_or_is_no_text_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "p.html.j2"
    page.write_bytes("法治".encode("gb18030"))
    with pytest.raises(TemplateBroken, match="不是 UTF-8 文本"):
        Pages((tmp_path,)).rendered("p.html.j2")

    def full(*_: object) -> None:
        raise MemoryError

    page.write_text("{{ 1 }}", encoding="utf-8")
    monkeypatch.setattr(bounds.BoundedEnvironment, "spend", full)
    with pytest.raises(TemplateBroken, match="模板要的内存太多"):
        Pages((tmp_path,)).rendered("p.html.j2")


def test_sample_texts_are_no_part_of_a_report(tmp_path: Path) -> None:
    with pytest.raises(TemplateBroken, match="lipsum"):
        made("{{ lipsum(n=10**7) }}", tmp_path)


def test_what_a_template_usually_does_is_as_before(tmp_path: Path) -> None:
    text = """{% for item in items if item != "二" %}{{ loop.index }}{{ loop.last }}{{ item }}
{% else %}没有{% endfor %}{{ name ~ "、" ~ 3 ~ items | length }}
{{ "%s/%02d" % (name, 7) }} {{ "{:>4}{{{}}}".format(1, 2) }} {{ "-" * 5 }} {{ 2 ** 10 }} {{ 7 % 4 }}
{{ items | join("、") }} {{ "、".join(items) }} {{ name | replace("局", "委") }}
{% for row in [[1, [2]]] recursive %}{{ row[0] }}{% endfor +%}
{{ "20000d*{{{" | replace("d", "e") }} {{ 3 * 2.5 }} {{ [] | join("、") }}
{{ 2.75 | round(1) }} {{ (5).bit_length() }}
"""
    assert made(text, tmp_path).splitlines() == [
        "1True一",
        "甲局、32",
        "甲局/07    1{2} \\----- 1024 3",
        "一、二 一、二 甲委",
        "1",
        "20000e\\*{{{ 7.5 ",
        "2.8 3",
    ]
