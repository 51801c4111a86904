"""Lets the modules that make the corpus find each other, in the tests and in the child."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
