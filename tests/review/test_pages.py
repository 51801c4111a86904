"""Nothing that a document holds becomes markup or script."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractor.review import pages

PAYLOADS = (
    "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>",
    "<!--<script>",
    "]]>--!><svg/onload=window.pwned=1>",
    "{{script}}{{data}}",
    "\u2028\u2029\ud800\x00'\"`${window.pwned=1}",
    "javascript:window.pwned=1",
)


@given(st.text() | st.sampled_from(PAYLOADS))
def test_inert_data_is_the_data_and_holds_no_markup(text: str) -> None:
    written = pages.inert({"text": text})
    assert json.loads(written) == {"text": text}
    assert re.search("[<>&\u2028\u2029\ud800-\udfff]", written) is None


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_page_holds_its_own_elements_only(payload: str) -> None:
    page = pages.page({"kind": "document", "name": payload, "text": [payload]})
    assert re.findall(r"<(?!!)/?(\w+)", page.partition("<style>")[0]) == re.findall(
        r"<(?!!)/?(\w+)", pages.part("shell.html").partition("<style>")[0]
    )
    assert page.count("<script") == page.count("</script") == 2
    page.encode("utf-8")


def test_the_policy_allows_the_one_script_and_style_and_no_network() -> None:
    allowed = dict(one.split(" ", 1) for one in pages.policy("document").split("; "))
    assert allowed.pop("script-src") == pages.hashed(pages.script("document"))
    assert allowed.pop("style-src") == pages.hashed(pages.part("style.css"))
    assert allowed == {
        "default-src": "'none'", "connect-src": "'none'", "base-uri": "'none'",
        "form-action": "'none'", "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }  # fmt: skip


def test_the_scripts_write_text_and_never_markup() -> None:
    root = Path(str(pages.PARTS))
    scripts = {path.name: path.read_text("utf-8") for path in root.glob("*.js")}
    assert len(scripts) >= 3
    risky = re.compile(
        r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(|\bstyle=|Function\("
    )
    assert [name for name, code in scripts.items() if risky.search(code)] == []


def test_both_languages_say_the_same_things() -> None:
    words = pages.strings()
    assert sorted(words) == ["en", "ru"]
    assert words["en"].keys() == words["ru"].keys()
    holes = {
        language: {key: sorted(re.findall(r"\{\w+\}", word)) for key, word in said.items()}
        for language, said in words.items()
    }
    assert holes["en"] == holes["ru"]


def test_every_word_the_scripts_say_is_known() -> None:
    root = Path(str(pages.PARTS))
    said = {
        key
        for path in root.glob("*.js")
        for key in re.findall(
            r"(?<![.\w])(?:say|choice|toggle|link)\(\"([\w.]+)\"", path.read_text("utf-8")
        )
    }
    assert len(said) > 10
    assert said - pages.strings()["en"].keys() == set()
