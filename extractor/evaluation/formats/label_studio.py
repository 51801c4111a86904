"""Label Studio: a JSON list of tasks, each a text with labelled regions.

A region's label is the type; a text area of the region holds value and attributes as the
marked text writes them. Offsets count characters (code points), as Label Studio does.
Beside ``NAME.json`` the labelling configuration is written as ``NAME.xml``.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from extractor.errors import GoldError
from extractor.evaluation.formats import Format, fact, in_order, stated
from extractor.evaluation.formats.files import get, put
from extractor.evaluation.gold import GoldFact, GoldText

LABEL, SAID, TEXT = "type", "said", "text"


def _regions(one: GoldFact) -> Iterator[dict[str, Any]]:
    place = {"start": one.start, "end": one.end}
    common = {"id": f"f{one.index}", "to_name": TEXT}
    yield {
        **common, "from_name": LABEL, "type": "labels",
        "value": {**place, "text": one.text, "labels": [one.type]},
    }  # fmt: skip
    yield {
        **common, "from_name": SAID, "type": "textarea",
        "value": {**place, "text": [stated(one)]},
    }  # fmt: skip


def configuration(types: Sequence[str]) -> str:
    """Write the labelling configuration that the tasks need."""
    labels = "".join(f"\n    <Label value={quoteattr(name)}/>" for name in types)
    return (
        f'<View>\n  <Labels name="{LABEL}" toName="{TEXT}">{labels}\n  </Labels>\n'
        f'  <Text name="{TEXT}" value="$text"/>\n'
        f'  <TextArea name="{SAID}" toName="{TEXT}" perRegion="true" maxSubmissions="1"/>\n'
        "</View>\n"
    )


def write(texts: Sequence[GoldText], path: Path) -> None:
    """Write all texts as the tasks of one file."""
    tasks = [
        {
            "id": i,
            "data": {TEXT: text.text, "name": text.name},
            "annotations": [{"result": [r for one in text.facts for r in _regions(one)]}],
        }
        for i, text in enumerate(texts, 1)
    ]
    put(path, json.dumps(tasks, ensure_ascii=False, indent=1) + "\n")
    types = sorted({one.type for text in texts for one in text.facts})
    put(path.with_suffix(".xml"), configuration(types))


def _facts(result: list[dict[str, Any]], text: str, where: str) -> Iterator[GoldFact]:
    regions = [one for one in result if one.get("type") == "labels"]
    said = {one["id"]: one["value"]["text"] for one in result if one.get("type") == "textarea"}
    own = {one["id"]: one["id"][1:] for one in regions}
    taken = {int(number) for number in own.values() if number.isdigit()}
    free = (number for number in count(1) if number not in taken)
    for one in regions:
        value, at = one["value"], f"{where}: region {one['id']}"
        if one["id"] not in said:
            raise GoldError(f"{at}: has no text with its value, such as 42000|period=2009")
        written = said[one["id"]]
        written = written if isinstance(written, str) else written[0]
        number = own[one["id"]]
        index = int(number) if number.isdigit() else next(free)
        made = fact(index, value["labels"][0], text, (value["start"], value["end"]), written, at)
        if value.get("text", made.text) != made.text:
            raise GoldError(f"{at}: says {value['text']!r}, but the text there is {made.text!r}")
        yield made


def read(path: Path) -> tuple[GoldText, ...]:
    """Read tasks: of each the first annotation, or prediction where there is none."""
    found = []
    try:
        for i, task in enumerate(json.loads(get(path)), 1):
            text, name = task["data"][TEXT], task["data"].get("name", f"task-{i}")
            made = [*(task.get("annotations") or ()), *(task.get("predictions") or ())]
            result = made[0]["result"] if made else []
            found.append(in_order(name, text, _facts(result, text, f"{path}: task {i}")))
    except (KeyError, TypeError, IndexError, AttributeError, json.JSONDecodeError) as error:
        raise GoldError(f"{path}: is no list of Label Studio tasks: {error!r}") from error
    return tuple(found)


FORM = Format("label-studio", write, read)
