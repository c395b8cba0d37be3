"""Lets the tests of this folder import the builders beside them, and the reader of brat."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2] / "exporting"))
