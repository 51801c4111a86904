"""Weights rounded to few steps, two of them in a byte: so that the model's file packs well."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from extractor.chooser.convolution import Matrix

LEVELS, TINY = 7, 1e-4
"""Steps to either side of zero, and what keeps a row of zeros from having none."""
STEPS = 2 * LEVELS + 1

Bytes = NDArray[np.uint8]


def rounded(rows: Matrix) -> tuple[Bytes, NDArray[np.float16]]:
    """Give rows of an even width as bytes, and the size of a step in each row.

    A byte holds a weight of the first half of the columns, times :data:`STEPS`, and the one
    of the same place in the second half.
    """
    scales = (np.abs(rows).max(axis=1) / LEVELS + TINY).astype(np.float16)
    steps = np.rint(rows / scales.astype(np.float32)[:, None]) + LEVELS
    half = rows.shape[1] // 2
    return (steps[:, :half] * STEPS + steps[:, half:]).astype(np.uint8), scales


def unpacked(packed: NDArray[Any]) -> NDArray[np.int8]:
    """Give the weights of rows of bytes, in steps."""
    half = packed.shape[1]
    weights = np.empty((len(packed), 2 * half), np.int8)
    np.floor_divide(packed, STEPS, out=weights[:, :half], casting="unsafe")
    np.remainder(packed, STEPS, out=weights[:, half:], casting="unsafe")
    weights -= np.int8(LEVELS)
    return weights
