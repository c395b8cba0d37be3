"""Names of states and territories in every language that CLDR knows, for languages without a column of their own."""

from __future__ import annotations

import babel
import pycountry


def territories(language: str) -> dict[str, str]:
    """The CLDR names of states and territories by ISO 3166-1 alpha-3 code; empty for a language CLDR does not know."""
    try:
        names = babel.Locale.parse(language).territories
    except (babel.UnknownLocaleError, ValueError):
        return {}
    return {c.alpha_3: names[c.alpha_2] for c in pycountry.countries if c.alpha_2 in names}
