"""The French pipeline, loaded once."""

import pytest
from spacy.language import Language

from whence.language.pipeline import pipeline


@pytest.fixture(scope="session")
def nlp() -> Language:
    return pipeline("fr")
