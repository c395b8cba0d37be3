"""Which language a text is in."""

from __future__ import annotations

import functools
import re
from typing import Any, Final

# Languages of the press that py3langid tells apart well; without Latin, Esperanto and the like, which it finds in
# lists of names.
LANGUAGES: Final = (
    "ar", "az", "bg", "bn", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "he", "hi", "hr", "hu", "hy",
    "id", "it", "ja", "ka", "kk", "ko", "lt", "lv", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "th",
    "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
_SAMPLE: Final = 5_000
_FEWEST_LETTERS: Final = 12
_SURE: Final = 0.8
_LETTER: Final = re.compile(r"[^\W\d_]")


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language, None where the text is too short or the answer unsure (under 0.8)."""
    sample = text[:_SAMPLE]
    if len(_LETTER.findall(sample)) < _FEWEST_LETTERS:
        return None
    code, sureness = _identifier().classify(sample)
    return str(code) if sureness >= _SURE else None


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages([code for code in LANGUAGES if code in set(identifier.labels)])
    return identifier
