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

from whence.finding.carrying import carry
from whence.finding.frames_of_speech import frames
from whence.finding.nouns_of_speech import told_by_nouns
from whence.finding.quotations import quotations
from whence.finding.second_voice import second_voice
from whence.finding.source_choice import chosen
from whence.finding.speech import spoken
from whence.finding.stances import stances
from whence.finding.trees import OVER, lemma
from whence.finding.voices import Stretch, Voice
from whence.language.tokens import text_of
from whence.language.words import words
from whence.model import Attribution, Passage, content_id

for extension in ("voices", "stances", "attributions", "quotations"):
    if not Doc.has_extension(extension):
        Doc.set_extension(extension, default=())
if not Doc.has_extension("document_id"):
    Doc.set_extension("document_id", default=None)


@Language.component("whence_attributions", assigns=["doc._.attributions"])
def find_attributions(doc: Doc) -> Doc:
    """Sets ``doc._.attributions``. Needs ``doc._.referents`` (whence_mentions) to know who "he" is."""
    doc._.quotations = tuple(quotations(doc))
    told, held = second_voice(doc, *by_rules(doc))
    voices, held = chosen(doc, told, held)
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


def _order(voice: Voice) -> tuple[int, int, tuple[Stretch, ...]]:
    if not voice.content:
        return (0, 0, voice.cue)
    return (voice.content[0][0], -voice.content[-1][1], voice.cue)


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
    document = doc._.document_id or content_id(text_of(doc))

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


def with_within(attributions: tuple[Attribution, ...]) -> tuple[Attribution, ...]:
    """The attributions, each with the id of the smallest one around it."""
    out = []
    for a in attributions:
        span = (a.content[0].start, a.content[-1].end) if a.content else (0, 0)
        around = [
            b
            for b in attributions
            if b.id != a.id
            and b.content
            and b.content[0].start <= span[0]
            and span[1] <= b.content[-1].end
            and (b.content[0].start, b.content[-1].end) != span
        ]
        best = min(around, key=lambda b: (b.content[-1].end - b.content[0].start, b.id), default=None)
        out.append(dataclasses.replace(a, within=best.id if best is not None else None))
    return tuple(out)
