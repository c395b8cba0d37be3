"""The words of the invented reports of :mod:`whence.measuring.large_record`, in three languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

from whence.model import StatementKind

LANGUAGES: Final = ("en", "fr", "ru")


class Case(NamedTuple):
    """A thing that reports tell, and how. In the words {a} does something to {b}; {w} is a thing, {p} where, {t} when,
    {n} how many."""

    kind: StatementKind
    words: Mapping[str, tuple[str, ...]]
    event_type: str | None = None
    mode: str | None = None
    relation: str | None = None
    unit: str = "count"
    counts: bool = False
    sells: bool = False
    denied: bool = False
    hedged: bool = False


def _case(kind: StatementKind, en: str, fr: str, ru: str, **fields: object) -> Case:
    words = {code: tuple(text.split("|")) for code, text in (("en", en), ("fr", fr), ("ru", ru))}
    return Case(kind, words, **fields)  # type: ignore[arg-type]


CASES: Final = (
    _case("event", "{a} received envoys of {b} in {p} in {t}|In {t} envoys of {b} were the guests of {a} in {p}",
          "{a} a reçu des émissaires de {b} à {p} en {t}|Des émissaires de {b} étaient à {p} en {t}, reçus par {a}",
          "{a}: приём посланников ({b}), {p}, {t}", event_type="CONSULT", mode="visit"),
    _case("event", "{a} sold {n} {w} vehicles to {b} in {t}|{n} {w} vehicles went from {a} to {b} in {t}",
          "{a} a vendu {n} véhicules {w} à {b} en {t}", "{a} – {b}: продано {n} машин {w}, {t}",
          event_type="COOPERATE", counts=True, sells=True),
    _case("event", "{a} may have sold {n} {w} vehicles to {b} in {t}",
          "{a} aurait vendu {n} véhicules {w} à {b} en {t}",
          "{a} – {b}: возможно, продано {n} машин {w}, {t}",
          event_type="COOPERATE", counts=True, sells=True, hedged=True),
    _case("event", "{a} did not sell any {w} vehicle to {b} in {t}", "{a} n'a vendu aucun véhicule {w} à {b} en {t}",
          "{a} – {b}: ни одной машины {w} не продано, {t}", event_type="COOPERATE", denied=True),
    _case("event", "{a} shelled positions of {b} near {p} in {t}|"
          "Positions of {b} near {p} came under fire of {a} in {t}",
          "{a} a bombardé des positions de {b} près de {p} en {t}", "{a} – {b}: обстрел позиций, {p}, {t}",
          event_type="ASSAULT", mode="heavy-weapons"),
    _case("event", "{a} froze accounts of {b} in {t}|Accounts of {b} were frozen by {a} in {t}",
          "{a} a gelé des comptes de {b} en {t}", "{a} – {b}: заморожены счета, {t}", event_type="SANCTION"),
    _case("event", "{a} accused {b} of listening to its telephones", "{a} a accusé {b} d'écouter ses téléphones",
          "{a} – {b}: обвинение в прослушивании телефонов", event_type="ACCUSE", mode="allege"),
    _case("event", "{a} asked {b} for {n} mobile hospitals", "{a} a demandé {n} hôpitaux de campagne à {b}",
          "{a} – {b}: просьба о {n} полевых госпиталях", event_type="REQUEST", counts=True),
    _case("event", "{a} and {b} agreed in {p} on a common channel of {n} kilometres",
          "{a} et {b} se sont accordés à {p} sur un canal commun de {n} kilomètres",
          "{a} и {b}: согласие об общем канале, {n} километров, {p}", event_type="AGREE", counts=True, unit="km"),
    _case("event", "{a} pulled its ships back from {p} in {t}", "{a} a retiré ses navires de {p} en {t}",
          "{a}: отвод кораблей, {p}, {t}", event_type="RETREAT"),
    _case("figure", "{a} spent {n} million euros on {w} equipment in {t}",
          "{a} a dépensé {n} millions d'euros en matériel {w} en {t}", "{a}: {n} млн евро на технику {w}, {t}",
          unit="EUR", counts=True),
    _case("figure", "Trade between {a} and {b} grew by {n} per cent",
          "Le commerce entre {a} et {b} a crû de {n} pour cent",
          "{a} – {b}: рост торговли на {n} процентов",
          unit="percent", counts=True),
    _case("relation", "{a} is a supplier of {w} parts for {b}", "{a} fournit à {b} des pièces {w}",
          "{a} – {b}: поставки деталей {w}", relation="supplier_of"),
    _case("relation", "{a} is an ally of {b}", "{a} est un allié de {b}", "{a} – {b}: союз", relation="ally_of"),
    _case("relation", "{a} would not comment on {w} maintenance", "{a} n'a pas voulu commenter l'entretien des {w}",
          "{a}: без комментариев о ремонте {w}", relation="no_comment", denied=True),
)  # fmt: skip

FILLER: Final = {
    "en": {
        "said": "according to",
        "plain": "The rain had stopped by noon, and the square filled again.|Nobody at the port had been told.|"
        "The talks went on behind closed doors until late.|Figures for the year are expected in spring.",
    },
    "fr": {
        "said": "selon",
        "plain": "La pluie avait cessé à midi et la place se remplissait.|Personne au port n'avait été prévenu.|"
        "Les discussions ont duré tard, à huis clos.|Les chiffres de l'année sont attendus au printemps.",
    },
    "ru": {
        "said": "по словам",
        "plain": "К полудню дождь прекратился, и площадь снова заполнилась.|В порту никого не предупредили.|"
        "Переговоры шли за закрытыми дверями допоздна.",
    },
}
"""What stands between statements, and what leads to a source."""

CITED: Final = (
    "a senior official", "two diplomats", "un haut fonctionnaire", "une source proche du dossier",
    "officials in the port", "a person close to the talks", "des témoins", "высокопоставленный чиновник",
)  # fmt: skip
"""Sources without a name."""

HEADS: Final = (
    "The Lantern of",
    "Le Courrier de",
    "The Ledger of",
    "La Gazette de",
    "Вестник",
    "The Herald of",
    "Radio",
)
"""What the names of outlets begin with."""

SYLLABLES: Final[list[str]] = re.findall(
    r"\w+",
    "ba be bi bo da dor fa fen gal go ha hel ka kor la lin lo ma mel mi mor na nel no or pa per ra ris ro sa sel so ta "
    "tel ti tor va ven vi vor za zel",
)

MONTHS: Final = {
    code: words.split()
    for code, words in (
        ("en", "January February March April May June July August September October November December"),
        ("fr", "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        ("ru", "январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь"),
    )
}
