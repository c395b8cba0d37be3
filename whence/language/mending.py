"""Mends of what small parsers get wrong again and again, in terms of Universal Dependencies.

Each function changes the Doc where a pattern that cannot be right stands, and leaves it alone otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from spacy.tokens import Doc

from whence.language.appositions import apposition, nouns_of_ties
from whence.language.clause_members import (
    adverb_before_preposition,
    adverb_not_predicate,
    noun_after_article,
    noun_of_means,
    participle_of_noun,
    personal_subject,
    relative_after_comma,
    relative_of_subject,
)
from whence.language.clause_openings import (
    clause_after_conjunction,
    clause_beside,
    clause_of_time,
    clause_with_apposition,
    day_not_subject,
    frame_not_subject,
    subject_of_report,
    subject_opens_quotation,
    teller_not_object,
)
from whence.language.clauses_behind import (
    clause_after_preposition,
    noun_not_adjective,
    object_of_the_verb_before,
    set_off_adjective,
)
from whence.language.cue_verbs import verb_that_is_cue
from whence.language.governing import (
    accused_of,
    active_subject,
    adjective_not_mark,
    also_said,
    averted,
    beyond_verb,
    day_not_verb,
    first_to_do,
    given_to,
    governed_infinitive,
    held_against,
    infinitive_before_object,
    made_to_do,
    moves,
    name_before_noun,
    reported_without_opener,
    said_after_all,
    said_at_the_end,
    said_of_it,
    subject_behind_verb,
    subject_of_what_is_said,
    what_the_subject_does,
)
from whence.language.inflection import forms_of_verbs, nouns_of_acts, participles
from whence.language.insertions import inserted_cue, subject_before_insertion
from whence.language.inversion import forms
from whence.language.lexicons import lexicon, table
from whence.language.main_verbs import (
    counted_object,
    day_of_verb,
    finite_before_gerund,
    finite_before_infinitive,
    infinitive_of_list,
    is_finite,
    neither_name,
    noun_after_copula,
    noun_after_preposition,
    noun_before_adjective,
    noun_in_ant,
    object_not_oblique,
    participle_of_subject,
    second_participle,
    urged_to,
    verb_after_auxiliary,
    verb_of_nominal,
)
from whence.language.noun_members import agent_of_act, agreeing_adjective, number_of_noun
from whence.language.past_tense import (
    finite_past,
    gerund_not_clause,
    is_past,
    past_tense,
    verb_not_noun,
    verb_of_relative,
)
from whence.language.reported_clauses import opener_not_subject, reported_not_relative, verb_before_report
from whence.language.subjects import (
    act_opens_sentence,
    bare_subject,
    both_sides,
    coordinated_subject,
    main_verb_after_relative,
    name_behind_circumstance,
    noun_in_verb,
    one_subject,
    predicate_of_conjunct,
)
from whence.language.told_clauses import (
    also_said_after,
    answer_in_front,
    described_subject,
    leans_on,
    lone_subject,
    noun_that_reports,
    object_of_infinitive,
    plural_and_verb,
    said_by_the_same,
    set_off_by_citing,
    sum_of_verb,
    told_to_somebody,
    verb_of_set_off_subject,
)
from whence.language.word_classes import (
    compound_tense,
    counted_noun,
    determined_noun,
    known_lemma,
    owned_noun,
    participle_by_ending,
    verb_by_company,
)
from whence.language.words import words


def mend(doc: Doc, may_be_verb: Callable[[str], bool] = lambda _: False) -> Doc:
    """The Doc with its mends, in place."""
    settings = lexicon(doc.lang_, "pipeline").get("mending", {})
    auxiliaries = frozenset(settings.get("auxiliaries", ()))
    participle = re.compile(settings.get("participle", r"(?!)"))
    sure = tuple(settings.get("sure", ()))
    finite = forms(doc.lang_)[0]
    only, known = participles(doc.lang_), forms_of_verbs(doc.lang_)
    for token in doc:
        compound_tense(token, auxiliaries, participle, may_be_verb, sure, only)
        if token.n_lefts or token.n_rights:
            verb_by_company(token)
            counted_noun(token)
        if sure:
            participle_by_ending(token, sure)
    past_like_participle = "past_like_participle" in settings
    regular = re.compile(settings.get("past_like_participle", r"(?!)"))
    active = re.compile(settings.get("active_participle", r"(?!)"))
    of_the_noun = frozenset(settings.get("of_the_noun", ()))
    days = lexicon(doc.lang_, "times")["words"].get("weekday", {})
    acts, act_openers = nouns_of_acts(doc.lang_), frozenset(settings.get("before_acts", ()))
    cardinals = lexicon(doc.lang_, "numbers").get("cardinals", {}).keys()
    agents, aims = frozenset(settings.get("agents", ())), frozenset(settings.get("aims", ()))
    near_days = frozenset(days) | lexicon(doc.lang_, "times")["words"].get("deictic", {}).keys()
    partitive, giving, neither, like_pronouns, urging = (
        frozenset(settings.get(k, ())) for k in ("partitive", "giving", "neither", "like_pronouns", "urging")
    )
    like_participles = tuple(settings.get("like_participles", ()))
    opening_times, openers_behind = (frozenset(settings.get(k, ())) for k in ("opening_times", "openers_behind"))
    impersonal, means, leading, relatives = (
        frozenset(settings.get(k, ())) for k in ("impersonal", "means", "leading", "relatives")
    )
    adjectives_follow = bool(settings.get("adjectives_follow"))
    for token in doc:
        if past_like_participle:
            past_tense(token, only, known.known, regular, of_the_noun, near_days)
            finite_past(token, only)
            infinitive_before_object(token)
            gerund_not_clause(token, acts, act_openers)
        verb_not_noun(token, known.finite, of_the_noun)
        verb_of_relative(token, known.finite)
        known_lemma(token, known.known, known.finite)
    between, conjunction = frozenset(settings.get("between", ())), frozenset(settings.get("and", ()))
    accusing = words(doc.lang_, "attribution", "accusing", "lemmas")
    governing = frozenset(
        row["trigger"] for row in table(doc.lang_, "modals") if {"inf", "embedded"} & {*row["complement"].split("|")}
    )
    causing = words(doc.lang_, "statements", "causing", "verbs")
    moving = frozenset(settings.get("moving", ()))
    of_what = frozenset(settings.get("accused_of", ()))
    saying = frozenset(v for b in lexicon(doc.lang_, "attribution")["verbs"] for v in b["lemmas"].split())
    held = (words(doc.lang_, "attribution", "stances", kind) for kind in ("wanting", "nominal", "valuing"))
    cues = saying.union(accusing, *held)
    holding = accusing | words(doc.lang_, "attribution", "stances", "valuing")
    handing = frozenset(settings.get("handing", ()))
    averting = frozenset(settings.get("averting", ()))
    warning = governing.union(settings.get("warning", ()))
    doing = frozenset(settings.get("doing", ()))
    held_for, ordinals = (frozenset(settings.get(k, ())) for k in ("held_for", "ordinals"))
    openers = words(doc.lang_, "attribution", "complementizers", "words")
    citing = words(doc.lang_, "attribution", "citing", "verbs")
    told, singular = words(doc.lang_, "attribution", "parentheses", "told"), frozenset(settings.get("singular", ()))
    frames = words(doc.lang_, "attribution", "prepositions", "phrases")
    contents = frozenset[str]().union(
        words(doc.lang_, "attribution", "saying_nouns", "lemmas"),
        words(doc.lang_, "attribution", "hearsay", "nouns"),
        words(doc.lang_, "attribution", "nouns", "document"),
    )
    owned = words(doc.lang_, "attribution", "pronouns", "possessive")
    urged = urging | accusing | governing
    ties, owners = nouns_of_ties(doc.lang_), frozenset(settings.get("possessives", ()))
    for token in doc:
        verb_that_is_cue(token, known.finite, cues)
    for token in doc:
        apposition(token, ties, owners)
        act_opens_sentence(token, acts, auxiliaries)
        agent_of_act(token, acts, agents, aims)
        determined_noun(token)
        verb_after_auxiliary(token, auxiliaries, known.known, sure)
        day_not_verb(token, days)
        reported_without_opener(token, saying)
        accused_of(token, accusing, of_what, active)
        held_against(token, holding, held_for)
        first_to_do(token, ordinals)
        beyond_verb(token)
        moves(token, moving)
        adjective_not_mark(token)
        made_to_do(token, causing)
        governed_infinitive(token, governing)
        averted(token, warning, averting, active)
        what_the_subject_does(token, active)
        if past_like_participle:
            active_subject(token)
            owned_noun(token, owned)
            finite_before_gerund(token, known.finite, saying, doing)
        finite_before_infinitive(token)
        if token.n_lefts or token.n_rights:
            noun_that_reports(token, known.finite, saying, openers)
            noun_in_verb(token, is_finite)
            inserted_cue(token, known.finite, saying)
            one_subject(token)
            coordinated_subject(token)
        predicate_of_conjunct(token)
        subject_before_insertion(token)
        object_of_infinitive(token, saying)
        said_after_all(token, saying)
        said_of_it(token)
        said_at_the_end(token, saying)
        also_said(token, saying, openers)
        also_said_after(token, saying, openers)
        told_to_somebody(token, told)
        said_by_the_same(token, saying, singular)
        described_subject(token, is_finite)
        leans_on(token, saying, citing, active)
        set_off_by_citing(token, saying, citing, active)
        lone_subject(token, saying)
        answer_in_front(token, saying)
        sum_of_verb(token)
        if past_like_participle:
            plural_and_verb(token, saying, openers)
            verb_of_set_off_subject(token, is_finite)
        name_before_noun(token)
        subject_of_what_is_said(token)
        subject_behind_verb(token, saying)
        both_sides(token, between, conjunction)
        reported_not_relative(token, saying, openers, contents)
        opener_not_subject(token, openers)
        subject_of_report(token, saying, openers)
        frame_not_subject(token, frames)
        day_not_subject(token, days)
        clause_beside(token)
        clause_after_conjunction(token)
        clause_of_time(token, opening_times)
        clause_after_preposition(token, opening_times, lambda verb: is_past(verb, only))
        object_of_the_verb_before(token, openers_behind)
        if past_like_participle:
            set_off_adjective(token)
            noun_not_adjective(token)
        clause_with_apposition(token)
        teller_not_object(token, saying)
        subject_opens_quotation(token)
        verb_before_report(token, finite, openers)
        main_verb_after_relative(token, lambda verb: past_like_participle and is_past(verb, only))
        if adjectives_follow:
            noun_before_adjective(token)
        adverb_not_predicate(token)
        verb_of_nominal(token, between, saying, lambda verb: past_like_participle and is_past(verb, only))
        participle_of_subject(token, sure)
        infinitive_of_list(token)
        day_of_verb(token, days)
        object_not_oblique(token, partitive, giving)
        noun_after_preposition(token, like_pronouns)
        neither_name(token, neither)
        second_participle(token, partitive)
        counted_object(token)
        noun_in_ant(token, like_participles)
        noun_after_copula(token)
        urged_to(token, urged)
        personal_subject(token, impersonal)
        noun_of_means(token, means)
        adverb_before_preposition(token, leading)
        if adjectives_follow:
            participle_of_noun(token, sure)
            noun_after_article(token)
            agreeing_adjective(token)
            number_of_noun(token, cardinals)
            relative_after_comma(token, saying, openers)
            relative_of_subject(token, relatives)
    named = {i for name in doc._.names for i in _tokens(doc, name.start, name.end)}
    named |= {token.i for person in doc.ents if person.label_ == "PER" for token in person}
    for token in doc:
        bare_subject(token, named)
        name_behind_circumstance(token, named)
        given_to(token, named, handing)
        if past_like_participle:
            finite_past(token, only)  # of verbs that were given their subject last
    return doc


def _tokens(doc: Doc, start: int, end: int) -> range:
    span = doc.char_span(start, end, alignment_mode="expand")
    return range(span.start, span.end) if span is not None else range(0)
