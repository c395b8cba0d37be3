"""The mark lines of a report: attributions and statements, which quote the words of the sentence above them."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from typing import Final

from whence.measuring.annotation.marks import AttributionMark, ParticipantMark, Quoted, Span, StatementMark
from whence.model import Passage

_GROUP: Final = re.compile(r"(?P<key>[^\s{}<>+]*)(?P<shift>[<>]*)\{(?P<words>(?:[^{}\\]|\\.)*)\}")
_ELLIPSIS: Final = re.compile(r"\s+\.\.\.\s+")


class WrongLineError(Exception):
    """What is wrong with the mark line at hand."""


def _split(line: str, at: str) -> Iterator[str]:
    """The parts of a line between separators outside braces (one of `at`; runs count once)."""
    depth, part, i = 0, "", 0
    while i < len(line):
        c = line[i]
        if c == "\\" and i + 1 < len(line):
            part += line[i : i + 2]
            i += 2
            continue
        depth += (c == "{") - (c == "}")
        if depth == 0 and c in at:
            if part.strip():
                yield part.strip()
            part = ""
        else:
            part += c
        i += 1
    if part.strip():
        yield part.strip()


class MarkReader:
    """Reads one mark line below a sentence."""

    def __init__(
        self, text: str, sentences: Sequence[Passage], spans: Sequence[Span], line: int, sentence: int
    ) -> None:
        self.text = text
        self.sentences = sentences
        self.spans = spans
        self.line = line
        self.sentence = sentence

    # -- quoting --------------------------------------------------------------------------------------------

    def quoted(self, word: str, prefer: Passage | None = None) -> Quoted:
        """Reads ``key<{words}+{words}``; with `prefer`, words that occur twice are those inside that passage."""
        groups = re.split(r"\}\s*\+\s*(?=[<>]*\{)", word)
        groups = [g if g.endswith("}") else g + "}" for g in groups]
        key, pieces, at = "", [], None
        for n, group in enumerate(groups):
            m = _GROUP.fullmatch(group.strip())
            if not m:
                raise WrongLineError(f"cannot read {word!r}; a quotation is written {{words}} or key{{words}}")
            if n == 0:
                key = m["key"]
            sentence = self.sentence + m["shift"].count(">") - m["shift"].count("<")
            if not 0 <= sentence < len(self.sentences):
                raise WrongLineError(f"{word!r} points outside the report")
            found = self._find(m["words"], sentence, prefer, key)
            if found is not None:
                pieces.append(found)
                at = sentence if at is None else at
        return Quoted(key, tuple(pieces), at)

    def one(self, word: str, prefer: Passage | None = None) -> Quoted:
        """The same, for a quotation of exactly one piece."""
        quoted = self.quoted(word, prefer)
        if len(quoted.pieces) != 1:
            raise WrongLineError(f"{word!r} has to quote one stretch of words")
        return quoted

    def _find(self, words: str, sentence: int, prefer: Passage | None, key: str) -> Passage | None:
        words = re.sub(r"\\(.)", r"\1", words.replace("⏎", "\n"))
        first, *rest = _ELLIPSIS.split(words.strip(" "))
        first, nth = _numbered(first)
        if not first:
            return None
        start = self._pick(first, self.sentences[sentence], nth, prefer, key)
        if not rest:
            return start
        last, nth = _numbered(rest[-1])
        ends = _occurrences(self.text, last, start.end, len(self.text))
        if len(ends) < max(1, nth):
            raise WrongLineError(f"{rest[-1]!r} does not stand behind {first!r}")
        return Passage(start.start, ends[max(1, nth) - 1].end)

    def _pick(self, words: str, where: Passage, nth: int, prefer: Passage | None, key: str) -> Passage:
        hits = _occurrences(self.text, words, where.start, where.end)
        if not hits:
            raise WrongLineError(
                f"{words!r} does not stand in the sentence {self.text[where.start : where.start + 50]!r}…"
            )
        if nth:
            if nth > len(hits):
                raise WrongLineError(f"{words!r} stands only {len(hits)} times in its sentence")
            return hits[nth - 1]
        if len(hits) == 1:
            return hits[0]
        if prefer is not None:
            hits = [h for h in hits if prefer.start <= h.start and h.end <= prefer.end] or hits
        if key:
            same = {(s.start, s.end) for s in self.spans if s.value == key}
            hits = [h for h in hits if any(a <= h.start and h.end <= b for a, b in same)] or hits
        if len(hits) > 1 and prefer is None:
            raise WrongLineError(f"{words!r} stands {len(hits)} times in its sentence; say which: {{{words}#1}}")
        return hits[0]

    # -- lines ----------------------------------------------------------------------------------------------

    def attribution(self, line: str) -> AttributionMark:
        """``A1 [in A0;] key{source} [via key{medium}] {cue} {content} kind [hearsay]``"""
        line = re.sub(r"\}\s*\+\s*(?=[<>]*\{)", "}+", line)
        words = list(_split(line, " ;"))
        label = words.pop(0)
        within = via = None
        if words and words[0] == "in":
            within, words = words[1].rstrip(";"), words[2:]
        if "via" in words:
            i = words.index("via")
            via = self.quoted(words[i + 1])
            del words[i : i + 2]
        groups = [w for w in words if w.endswith("}")]
        flags = [w for w in words if not w.endswith("}")]
        if len(groups) != 3:
            raise WrongLineError(
                f"{label} needs key{{source}} {{cue}} {{content}}, in this order ({len(groups)} were found)"
            )
        source, cue, content = (self.quoted(g) for g in groups)
        kinds = [f for f in flags if f in ("direct", "indirect", "mixed")]
        unknown = [f for f in flags if f not in ("direct", "indirect", "mixed", "hearsay")]
        if len(kinds) != 1 or unknown:
            raise WrongLineError(
                f"{label} ends with direct, indirect or mixed, and hearsay where nobody says it ({flags})"
            )
        if not content.pieces:
            raise WrongLineError(f"{label} has no content")
        return AttributionMark(
            label,
            self.line,
            self.sentence,
            source,
            via,
            cue.pieces,
            content.pieces,
            kinds[0],
            "hearsay" in flags,
            within,
        )

    def statement(self, line: str) -> StatementMark:
        """``S1 TYPE[/mode] [or TYPE[/mode]] {evidence}; field; ...``"""
        head, *fields = _split(line, ";")
        words = list(_split(head, " "))
        if len(words) < 3 or not words[-1].endswith("}"):
            raise WrongLineError(f"{words[0]} begins with its type and its evidence: S1 TYPE {{evidence}}; ...")
        evidence = self.one(words[-1]).pieces[0]
        types = tuple(_type_and_mode(w) for w in words[1:-1] if w != "or")
        mark = StatementMark(words[0], self.line, self.sentence, types, evidence)
        for field in fields:
            mark = self._field(mark, field)
        return mark

    def _field(self, mark: StatementMark, field: str) -> StatementMark:
        name, _, rest = field.partition(" ")
        rest = rest.strip()
        near = mark.evidence
        match name:
            case "actor" | "recip" | "object" | "other":
                quoted = self.quoted(rest, near)
                role = {"recip": "recipient"}.get(name, name)
                passage = Passage(quoted.pieces[0].start, quoted.pieces[-1].end) if quoted.pieces else None
                return dataclasses.replace(
                    mark, participants=(*mark.participants, ParticipantMark(role, quoted.key, passage))
                )
            case "time":
                return dataclasses.replace(mark, time=rest[1:] if rest[:1] == "@" else self.one(rest, near).pieces[0])
            case "place":
                place = self.quoted(rest, near) if "{" in rest else Quoted(rest, ())
                return dataclasses.replace(mark, place=place)
            case "q":
                return dataclasses.replace(mark, quantities=(*mark.quantities, self.one(rest, near).pieces[0]))
            case "transfer":
                parts = list(_split(rest, " "))
                named = [p for p in parts if p.endswith("}")]
                designation = self.one(named[0], near).pieces[0] if named and named[0] != "{}" else None
                bare = " ".join(p for p in parts if not p.endswith("}"))
                return dataclasses.replace(mark, transfer=bare, designation=designation)
            case "ctx":
                return dataclasses.replace(mark, contexts=tuple(c for c in re.split(r"[,\s]+", rest) if c))
            case "neg":
                return dataclasses.replace(mark, negated=True)
            case "actual" | "attempted" | "intended" | "possible" | "hypothetical":
                return dataclasses.replace(mark, modality=name)
            case "on":
                return dataclasses.replace(mark, on=rest)
            case "hearsay":
                return dataclasses.replace(mark, hearsay=True)
            case "denies":
                return dataclasses.replace(mark, denies=rest)
        raise WrongLineError(f"{mark.label} has an unknown field {name!r}")


def _numbered(words: str) -> tuple[str, int]:
    """``words#2`` as the words and the number; 0 where there is none."""
    m = re.search(r"#(\d+)$", words)
    return (words[: m.start()].strip(" "), int(m[1])) if m else (words.strip(" "), 0)


def _type_and_mode(word: str) -> tuple[str, str | None]:
    kind, _, mode = word.partition("/")
    return kind, mode or None


def _occurrences(text: str, words: str, start: int, end: int) -> Sequence[Passage]:
    """Where words stand in a stretch of text, whole words before parts of words."""
    hits = [Passage(m.start() + start, m.end() + start) for m in re.finditer(re.escape(words), text[start:end])]

    def whole(hit: Passage) -> bool:
        before = text[hit.start - 1] if hit.start else " "
        after = text[hit.end] if hit.end < len(text) else " "
        return not (before.isalnum() and words[0].isalnum()) and not (after.isalnum() and words[-1].isalnum())

    return [h for h in hits if whole(h)] or hits
