"""Names of states, territories and cities in every language that CLDR knows, beside those of the tables."""

from __future__ import annotations

import babel
import pycountry


def territories(language: str) -> dict[str, str]:
    """The CLDR names of states and territories by ISO 3166-1 alpha-3 code; empty for a language CLDR does not know."""
    locale = _locale(language)
    names = locale.territories if locale else {}
    return {c.alpha_3: names[c.alpha_2] for c in pycountry.countries if c.alpha_2 in names}


def cities(language: str) -> dict[str, str]:
    """The CLDR names of the cities that name the world's time zones, by their English names; empty for a language
    CLDR does not know.
    """
    locale = _locale(language)
    zones = locale.time_zones if locale else {}
    return {
        zone.rpartition("/")[2].replace("_", " "): found["city"] for zone, found in zones.items() if "city" in found
    }


def _locale(language: str) -> babel.Locale | None:
    try:
        return babel.Locale.parse(language)
    except (babel.UnknownLocaleError, ValueError):
        return None
