"""The marked text itself, a file a document."""

from collections.abc import Sequence
from pathlib import Path

from extractor.evaluation import gold
from extractor.evaluation.formats import Format
from extractor.evaluation.formats.files import put
from extractor.evaluation.gold import GoldText


def write(texts: Sequence[GoldText], folder: Path) -> None:
    """Write each text to ``folder/NAME.marked.txt``."""
    for text in texts:
        put(folder / f"{text.name}{gold.SUFFIX}", gold.render(text.text, text.facts))


def read(path: Path) -> tuple[GoldText, ...]:
    """Read a marked file, or all of a folder, each named by its path within."""
    found = []
    for file in gold.find([path]):
        name = file.relative_to(path) if path.is_dir() else Path(file.name)
        text = gold.read(file)
        found.append(text.model_copy(update={"name": name.as_posix().removesuffix(gold.SUFFIX)}))
    return tuple(found)


FORM = Format("marked", write, read)
