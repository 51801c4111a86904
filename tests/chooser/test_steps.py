"""Weights in few steps, two in a byte."""

import numpy as np

from extractor.chooser.steps import LEVELS, rounded, unpacked

ROWS = np.array([[0.7, -0.7, 0.1, 0.0], [0.0, 0.0, 0.0, 0.0], [14.0, 2.0, -1.0, -14.0]], np.float32)


def test_rows_come_back_in_steps_of_their_own_size() -> None:
    packed, scales = rounded(ROWS)
    assert packed.shape == (3, 2)
    steps = unpacked(packed)
    assert steps.tolist() == [[7, -7, 1, 0], [0, 0, 0, 0], [7, 1, 0, -7]]
    assert np.abs(steps * scales[:, None] - ROWS).max() <= ROWS.max() / LEVELS / 2


def test_every_pair_of_steps_has_its_byte() -> None:
    every = np.arange(-LEVELS, LEVELS + 1, dtype=np.float32)
    rows = np.array([[a, b, LEVELS, LEVELS] for a in every for b in every], np.float32)
    assert (unpacked(rounded(rows)[0]) == rows).all()
