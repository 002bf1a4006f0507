"""The page in Chromium, as its readers have it: at three widths, by keyboard, printed, offline."""

from __future__ import annotations

import re
import shutil
from io import BytesIO
from typing import TYPE_CHECKING, Any
from unicodedata import normalize
from urllib.parse import quote, unquote

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright
from pypdf import PdfReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.conftest import Desk, Invoke

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
CHROMIUM = next(filter(None, map(shutil.which, NAMES)), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="skipped: Chromium is not installed")

NASTY = "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'>"
WIDTHS = (1920, 1280, 390)
LISTED = "#points tr[id]:not([hidden])"


@pytest.fixture(name="browser", scope="module")
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


class Shown:
    """The page of September in a window; what it asked for and what went wrong is kept."""

    def __init__(self, browser: Browser, address: str, **window: Any) -> None:  # noqa: ANN401
        self.address, self.asked, self.wrong = address, list[str](), list[str]()
        width = window.pop("width", 1280)
        self.window = browser.new_page(viewport={"width": width, "height": 900}, **window)
        self.window.set_default_timeout(10_000)
        self.window.on("request", lambda request: self.asked.append(request.url))
        self.window.on("pageerror", lambda error: self.wrong.append(str(error)))
        self.window.on("console", lambda message: self.wrong.append(message.text))

    def at(self, place: str = "") -> Page:
        """The page opened anew at *place*, ``#单位=市司法局``."""
        self.window.goto("about:blank")
        self.window.goto(f"{self.address}{quote(place, safe='#=&%')}")
        return self.window


class Show:
    """Opens windows on the page."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.opened: list[Shown] = []

    def __call__(self, **window: Any) -> Shown:  # noqa: ANN401 - as the browser takes it
        self.opened.append(Shown(self.browser, self.address, **window))
        return self.opened[-1]


@pytest.fixture(name="show")
def _show(browser: Browser, busy: Desk, invoke: Invoke) -> Iterator[Show]:
    """Opens the page; afterwards no window asked for anything else, and nothing went wrong."""
    invoke("note", "15", NASTY, "--unit", "市委依法治市办")
    invoke("report", "--month", "9月", "-o", "9月.html")
    show = Show(browser, (busy.folder / "9月.html").as_uri())
    yield show
    for one in show.opened:
        one.window.close()
        assert {address.split("#")[0] for address in one.asked} <= {show.address, "about:blank"}
        assert one.wrong == []


def settle(page: Page) -> None:
    """Wait for what a click set off: the browser tells of a changed address a moment later."""
    page.wait_for_timeout(30)


def place(page: Page) -> str:
    """What stands in the address behind the page's name."""
    settle(page)
    return unquote(page.evaluate("location.hash"))


def listed(page: Page) -> list[str]:
    """The numbers of the points that are shown."""
    settle(page)
    return [text.strip() for text in page.locator(f"{LISTED} > th").all_inner_texts()]


# ---------------------------------------------------------------- for everybody's eyes


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_nothing_sticks_out(width: int, scheme: str, show: Show) -> None:
    shown = show(width=width, color_scheme=scheme, reduced_motion="reduce")
    for asked in ("", "#项=15", "#月份=2023-09"):
        page = shown.at(asked)
        found = Axe().run(page).response
        wrong = [(rule["id"], [n["html"] for n in rule["nodes"]]) for rule in found["violations"]]
        assert wrong == [], asked
        assert found["passes"]
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_dark_is_dark_and_light_is_light(show: Show) -> None:
    def ground(scheme: str) -> int:
        page = show(color_scheme=scheme).at()
        colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
        return sum(map(int, re.findall(r"\d+", colour)[:3]))

    assert ground("dark") < 100
    assert ground("light") > 700


def test_on_a_wall_the_figures_are_large_and_the_first_screen_says_it_all(show: Show) -> None:
    page = show(width=1920).at()
    height = "parseFloat(getComputedStyle(document.querySelector('.lights .figure')).fontSize)"
    assert page.evaluate(height) >= 72
    for card in (".ring", ".lights", ".filings", ".top .date"):
        box = page.locator(card).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 1080
    jobs = page.locator(".jobs").bounding_box()
    assert jobs
    assert jobs["y"] < 1080


def test_on_paper_the_overview_is_one_page_and_the_list_begins_the_next(show: Show) -> None:
    page = show().at("#亮灯=红")
    page.locator("button[type=reset]").click()
    settle(page)
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    first, second, *_ = [re.sub(r"\s", "", normalize("NFKC", one.extract_text())) for one in pages]
    assert len(pages) <= 3
    assert (pages[0].mediabox.width, pages[0].mediabox.height) == pytest.approx((595, 842), abs=1)
    for words in ("截至2023年9月20日", "办理状态", "逐月完成", "各单位逐月报送"):
        assert words in first
    assert "清除筛选" not in first + second
    assert second.startswith("全部要点共30项")


# ---------------------------------------------------------------- the figures open what is below


def test_every_figure_opens_as_many_points_as_it_says(show: Show) -> None:
    page = show().at()
    for link in page.locator(".legend a, .lights .tile").all():
        (number,) = re.findall(r"\s(\d+)\b", link.inner_text().replace("\n", " ")[1:])[:1]
        link.click()
        assert len(listed(page)) == int(number)
        assert (
            page.locator("#told").inner_text()
            == f"{place(page)[1:].replace('=', ' ')}: {number}项(共30项)"
        )


def test_each_section_and_what_is_red_in_it_opens_its_points(show: Show) -> None:
    page = show().at()
    page.get_by_role("link", name="五、严格规范公正文明执法").click()
    assert listed(page) == ["13", "14", "15", "16", "17"]
    page.locator(".sections td a", has_text="红").first.click()
    assert place(page) == "#部分=五、严格规范公正文明执法&亮灯=红"
    assert listed(page) == ["15"]


def test_what_is_to_be_done_opens_its_point_and_the_records_under_it(show: Show) -> None:
    page = show().at()
    page.get_by_role("link", name="第15项").click()
    assert listed(page) == ["15"]
    detail = page.locator("tr.detail:visible")
    assert "亮灯: 9月15日到期, 已逾期5天" in detail.inner_text()
    assert "会议确定" in detail.inner_text()


def test_a_month_of_the_curve_opens_what_was_said_in_it(show: Show) -> None:
    page = show().at()
    page.locator(".curve").get_by_role("link", name="8月").click()
    assert place(page) == "#月份=2023-08"
    assert listed(page) == ["8", "9", "21"]
    marked = page.locator("li.hit:visible").all_inner_texts()
    assert [text.split("\n")[0].split(" ")[0] for text in marked] == [
        "8月10日",
        "8月30日",
        "8月10日",
    ]


def test_a_unit_s_filing_for_a_month_opens_what_it_said_for_it(show: Show) -> None:
    page = show().at()
    page.get_by_role("link", name="市公安局 8月 部分报").click()
    assert place(page) == "#单位=市公安局&月份=2023-08"
    assert listed(page) == ["21"]
    assert "治安调解衔接完成" in page.locator("li.hit:visible").inner_text()


def test_how_many_filed_opens_who(show: Show) -> None:
    page = show().at()
    page.locator(".filings .tile", has_text="未报").click()
    settle(page)
    assert page.locator("#报送-未报").get_attribute("open") == ""


def test_whatever_a_note_holds_is_text(show: Show) -> None:
    page = show().at("#项=15")
    assert NASTY in page.locator("tr.detail:visible").inner_text()
    assert page.evaluate("window.hit") is None


# ---------------------------------------------------------------- filters and their address


def test_what_is_chosen_stands_in_the_address_and_comes_back_from_it(show: Show) -> None:
    shown = show()
    page = shown.at()
    page.locator("select[name=单位]").select_option("市司法局")
    page.locator("select[name=状态]").select_option("未启动")
    page.get_by_label("文字").fill("调解")
    assert place(page) == "#单位=市司法局&状态=未启动&文字=调解"
    found = listed(page)
    assert found
    page = shown.at(place(page))
    assert listed(page) == found
    assert page.locator("select[name=单位]").input_value() == "市司法局"
    assert page.get_by_label("文字").input_value() == "调解"
    page.get_by_role("button", name="清除筛选").click()
    assert (place(page), len(listed(page))) == ("", 30)


def test_text_is_looked_for_in_what_was_recorded_too(show: Show) -> None:
    page = show().at("#文字=调解员不足")
    assert listed(page) == ["21"]
    page.get_by_label("文字").fill("a&b=c #%<\"'")
    assert listed(page) == []
    assert place(page) == "#文字=a&b=c #%<\"'"
    page.reload()
    assert page.get_by_label("文字").input_value() == "a&b=c #%<\"'"


def test_a_section_may_be_asked_for_by_its_number(show: Show) -> None:
    page = show().at("#部分=五")
    assert listed(page) == ["13", "14", "15", "16", "17"]
    assert page.locator("select[name=部分]").input_value() == "五、严格规范公正文明执法"


def test_a_unit_s_points_through_a_group_are_offered(show: Show) -> None:
    page = show().at("#单位=城厢镇")
    assert "本页没有这样的单位" in page.locator("#told").inner_text()
    page = show().at("#单位=娄东街道")
    more = page.locator("#told a")
    assert re.search(r"另有\d+项经“各区镇”涉及本单位", page.locator("#told").inner_text())
    more.click()
    assert place(page) == "#单位=各区镇"
    assert listed(page)


# ---------------------------------------------------------------- without a mouse, without script


def test_all_of_it_works_by_keyboard(show: Show) -> None:
    page = show().at()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到全部要点"
    page.keyboard.press("Enter")
    settle(page)
    assert page.evaluate("document.activeElement.id") == "list"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.name") == "单位"
    page.get_by_role("button", name="提高合法性审查工作质效").focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    assert "合法性审查档案巡查已完成" in page.locator("tr.detail:visible").inner_text()
    page.keyboard.press("Space")
    assert page.locator("tr.detail:visible").count() == 0
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline == "solid"


@pytest.mark.parametrize(
    ("asked", "focus"), [("#项=15", "加强对重难点领域执法监督检查"), ("#亮灯=红", "全部要点")]
)
def test_an_address_leads_to_what_it_asks_for(asked: str, focus: str, show: Show) -> None:
    page = show().at(asked)
    assert page.evaluate("document.activeElement.textContent") == focus
    assert page.locator("#list").evaluate("e => e.getBoundingClientRect().top < innerHeight")


def test_without_script_the_list_is_there_and_no_filter_that_does_nothing(show: Show) -> None:
    page = show(java_script_enabled=False).at()
    assert len(listed(page)) == 30
    assert page.locator("#filter").is_hidden()
