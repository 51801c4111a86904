"""Counters of the work done in this process: what speed is held by, without a clock.

``lowered`` texts that were put into small letters, ``stretches`` and ``tokens`` that were
tokenized, ``forms`` that were analysed, ``numbers`` that were scored, and ``read`` by
the words around them, ``docs`` that were made for plugins, ``parsed`` sentences given to a
neural model.
"""

from collections import Counter

done: Counter[str] = Counter()
"""Work since the process began, or since it was cleared."""
