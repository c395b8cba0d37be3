"""On whose word: cues, their sources and what they lay to them.

``doc._.voices`` holds each attribution in tokens, ``doc._.stances`` those on which no chain rests,
``doc._.attributions`` both as the model's :class:`Attribution`.
Four kinds of cue are looked for: verbs ("a annoncé que"), frames ("selon", "officiellement"), nouns ("the claim that")
and, where a sentence goes on in another's voice, connectives ("En outre, ..."). What counts as which is data
(``attribution.toml``).
"""

from __future__ import annotations

import dataclasses

from spacy.language import Language
from spacy.tokens import Doc, Token

from whence.finding.bounding import bounded
from whence.finding.carrying import carry
from whence.finding.frames_of_speech import frames
from whence.finding.interviews import answers
from whence.finding.lookup import document_of
from whence.finding.loose_quotations import loose
from whence.finding.nouns_of_speech import told_by_nouns
from whence.finding.passing_on import passed_on
from whence.finding.preparing import prepared
from whence.finding.quotations import quotations
from whence.finding.running_on import run_on, within
from whence.finding.second_voice import second_voice
from whence.finding.source_choice import chosen
from whence.finding.speech import spoken
from whence.finding.stances import stances, without_echoes
from whence.finding.trees import BY_VERB, OVER, lemma
from whence.finding.voices import Stretch, Voice
from whence.language.words import words
from whence.model import Attribution, Passage, content_id

for extension in ("voices", "stances", "attributions", "quotations"):
    if not Doc.has_extension(extension):
        Doc.set_extension(extension, default=())
for extension in ("document_id", "publisher"):
    if not Doc.has_extension(extension):
        Doc.set_extension(extension, default=None)


@Language.component(
    "whence_attributions",
    requires=["token.dep", "token.head", "token.pos", "token.lemma", "doc.sents"],
    assigns=["doc._.attributions", "doc._.voices", "doc._.stances", "doc._.quotations"],
)
def find_attributions(doc: Doc) -> Doc:
    """Sets ``doc._.attributions``, behind any parser of Universal Dependencies. Where ``whence_mentions`` has not run
    before, who is meant is found here; names of people are then those of ``doc.ents``.

    Raises:
        UnknownLanguage: there are no words for the language.
        WhenceError: there is no tree, or one that is not of Universal Dependencies.
    """
    doc = prepared(doc, "whence_attributions")
    doc._.quotations = tuple(quotations(doc))
    told, held = second_voice(doc, *by_rules(doc))
    voices, held = bounded(doc, *chosen(doc, told, held))
    voices = run_on(doc, voices)
    quotes = sorted(doc._.quotations)
    held = without_echoes(voices, [within(doc, voice, quotes) for voice in held])
    voices += answers(doc)
    voices += loose(doc, [*voices, *held])
    voices = passed_on(doc, voices)
    doc._.voices, doc._.stances = tuple(sorted(voices, key=_order)), tuple(sorted(held, key=_order))
    leant_on = {v.verb for voice in voices for v in apart(doc, voice)[1:]}
    told = [v for voice in voices for v in apart(doc, voice)] + [v for v in held if v.verb not in leant_on]
    doc._.attributions = tuple(attribution(doc, v) for v in sorted(told, key=_order))
    return doc


def by_rules(doc: Doc) -> tuple[list[Voice], list[Voice]]:
    """What the rules find: the attributions that make chains, and those that do not."""
    voices = spoken(doc)
    voices += frames(doc, voices)
    voices += told_by_nouns(doc, voices)
    voices += carry(doc, voices)
    voices.sort(key=_order)
    return voices, stances(doc, voices)


def _order(voice: Voice) -> tuple[int, int, tuple[int, ...], tuple[Stretch, ...]]:
    """By content, the wider first; of two over the same, the one nearer to the reader first."""
    if not voice.content:
        return (0, 0, (), voice.cue)
    return (voice.content[0][0], -voice.content[-1][1], voice.rank()[1:], voice.cue)


def apart(doc: Doc, voice: Voice) -> list[Voice]:
    """The voice; of one that leans on another ("X, quoting Y, says that"), who says it and who is quoted, each with the
    cue of its own."""
    if not voice.leaning or voice.speaker is None:
        return [voice]
    teller, verbs = voice.via[-1], words(doc.lang_, "attribution", "citing", "verbs")
    outer = dataclasses.replace(voice, speaker=teller, via=voice.via[:-1], leaning=False)
    cue = next((i for i in range(voice.speaker.head - 1, teller.head, -1) if lemma(doc[i]) in verbs), None)
    if cue is None:
        return [voice]
    return [outer, dataclasses.replace(voice, cue=((cue, cue + 1),), via=(), verb=cue, manner="cited", leaning=False)]


def attribution(doc: Doc, voice: Voice) -> Attribution:
    """The voice with offsets in place of tokens."""
    document = document_of(doc)

    def passages(stretches: tuple[tuple[int, int], ...]) -> tuple[Passage, ...]:
        return tuple(Passage(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in stretches if b > a)

    source = ((voice.speaker.start, voice.speaker.end),) if voice.speaker is not None and not voice.carried else ()
    content, cue = passages(voice.content), passages(voice.cue)
    return Attribution(
        id=content_id("attribution", document, source, cue, content),
        document=document,
        source=passages(source),
        cue=cue,
        content=content,
        kind=voice.kind,
        evidential=voice.evidential,
        source_id=voice.speaker.source.id if voice.speaker is not None else None,
    )


def voices_over(doc: Doc, token: Token) -> list[Voice]:
    """The voices in whose content the token lies, the one nearest to the reader first."""
    over: dict[int, list[Voice]] | None = doc.user_data.get(OVER)
    if over is None:
        over = dict[int, list[Voice]]()
        doc.user_data[OVER] = over
        for voice in sorted(doc._.voices, key=lambda v: v.rank()):
            for i in sorted({i for a, b in voice.content for i in range(a, b)}):
                over.setdefault(i, []).append(voice)
    return list(over.get(token.i, ()))


def voice_by(doc: Doc, verb: Token) -> Voice | None:
    """The first attribution, on which a chain rests or not, whose cue is the verb."""
    by: dict[int, Voice] | None = doc.user_data.get(BY_VERB)
    if by is None:
        by = doc.user_data[BY_VERB] = {v.verb: v for v in reversed((*doc._.voices, *doc._.stances))}
    return by.get(verb.i)


def with_within(attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, each with the id of the smallest one around it."""
    within: dict[str, str] = {}
    open_: list[tuple[int, int, str]] = []
    for start, end, id_ in sorted(
        ((a.content[0].start, a.content[-1].end, a.id) for a in attributions if a.content),
        key=lambda a: (a[0], -a[1], a[2]),
    ):
        open_ = [b for b in open_ if b[1] > start]
        around = [b for b in open_ if b[1] >= end and b[:2] != (start, end)]
        if around:
            within[id_] = min(around, key=lambda b: (b[1] - b[0], b[2]))[2]
        open_.append((start, end, id_))
    return tuple(dataclasses.replace(a, within=within.get(a.id)) for a in attributions)
