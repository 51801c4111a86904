"""Prepositional complements that belong to a name: ``клуб по интересам``, ``дети с ОВЗ``."""

from collections.abc import Sequence

from extractor.russian.phrases import complement, is_adjective, is_noun, noun_reading
from extractor.russian.tokens import Token
from extractor.russian.wordlists import table

ANY = "*"
REACH = 3
"""Adjectives between a preposition and the noun that it governs."""
NEVER = frozenset(
    {
        "план", "факт", "итог", "состояние", "год", "месяц", "квартал", "день", "начало", "конец",
        "сумма", "база", "территория", "место", "число", "количество", "охват", "уровень",
        "район", "город", "область", "поселение", "село", "край", "округ", "республика",
        "программа", "линия", "улица", "площадь", "вид", "вопрос", "список", "возраст",
    }
)  # fmt: skip
"""Nouns that tell when, where, how many or by what plan: no part of a name."""
_FRAMES = {
    (noun, row[1]): frozenset(row[2].split())
    for row in table("governed")
    for noun in row[0].split()
}


def behind(tokens: Sequence[Token], head: int, last: int) -> int:
    """Give the index behind the prepositional complement of the noun at ``head``.

    ``last`` is the index behind its genitive one, which is given where no other follows.
    """
    if last + 1 >= len(tokens) or tokens[last].reading.pos != "PREP":
        return last
    wanted = _FRAMES.get((noun_reading(tokens[head]).lemma, tokens[last].lower))
    if wanted is None:
        return last
    noun = _governed(tokens, last + 1)
    if noun is None:
        return last
    lemma = noun_reading(tokens[noun]).lemma
    fits = lemma not in NEVER if ANY in wanted else lemma in wanted
    return complement(tokens, noun) if fits else last


def _governed(tokens: Sequence[Token], first: int) -> int | None:
    """Give the noun that a preposition before ``first`` governs."""
    for i in range(first, min(first + REACH + 1, len(tokens))):
        if is_noun(tokens[i]):
            return i
        if not is_adjective(tokens[i]):
            return None
    return None
