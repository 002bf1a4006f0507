import pytest

from lawgov_cli.base.commands import as_typed


@pytest.mark.parametrize(
    "word", ["市司法局", "11月报表", "各镇（街道）", "data/a-b_2.yaml", r"C:\a"]
)
def test_a_word_that_no_shell_takes_apart_is_typed_as_it_is(word: str) -> None:
    assert as_typed(word) == word


@pytest.mark.parametrize(
    "word", ["", "11月 报表", "各镇(街道)", "甲&乙", "a;b", "甲,乙", "*", "$HOME", "甲#1", "100%"]
)
def test_a_word_that_some_shell_takes_apart_is_typed_in_quotation_marks(word: str) -> None:
    assert as_typed(word) == f'"{word}"'


@pytest.mark.parametrize("word", ['甲"乙"', "“甲”局"])
def test_quotation_marks_in_a_word_are_kept_by_others_around_it(word: str) -> None:
    assert as_typed(word) == f"'{word}'"
