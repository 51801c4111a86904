"""The sentence a record stands in, cut into what is before, the record, and after."""

from bisect import bisect_right

from extractor.records import Record
from extractor.review.archive import Item

LONGEST = 240
"""Characters on either side of a record; what is further is left out."""

Cut = tuple[str, str, str]


def cut(item: Item) -> tuple[Cut, ...]:
    """Give the sentence of each record of a document; of one without text what it remembers."""
    if item.text is None:
        return tuple(_remembered(record) for record in item.records)
    from extractor.russian.sentences import paragraphs, sentences

    text = item.text
    lines = paragraphs(text)
    spans: dict[int, list[tuple[int, int]]] = {}
    found = []
    for record in item.records:
        i = bisect_right(lines, record.start, key=lambda line: line[0]) - 1
        low, high = lines[i] if i >= 0 else (0, len(text))
        if i not in spans:
            spans[i] = sentences(text, low, high)
        inside = (span for span in spans[i] if span[0] <= record.start < span[1])
        start, end = next(inside, (low, high))
        found.append(_cut(text, max(start, 0), max(end, record.end), record))
    return tuple(found)


def _cut(text: str, start: int, end: int, record: Record) -> Cut:
    before, after = text[start : record.start], text[record.end : end]
    if len(before) > LONGEST:
        before = "…" + before[-LONGEST:]
    if len(after) > LONGEST:
        after = after[:LONGEST] + "…"
    return before, text[record.start : record.end], after


def _remembered(record: Record) -> Cut:
    places = sorted((place.start, place.text) for place in record.evidence.values())
    before = [text for start, text in places if start < record.start]
    after = [text for start, text in places if start >= record.end]
    return " ⋯ ".join([*before, ""]), record.text, " ⋯ ".join(["", *after])
