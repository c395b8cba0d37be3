"""What is stored as JSON comes back as it was."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from whence import model
from whence.record.codec import decode, encode

CLASSES = (model.Statement, model.Attribution, model.Claim, model.Link, model.Entity, model.Source, model.Document)

# A name that a Mapping would be built of has to be text; numbers are such as JSON can hold.
st.register_type_strategy(float, st.floats(allow_nan=False, allow_infinity=False))


@pytest.mark.parametrize("cls", CLASSES)
@given(data=st.data())
@settings(max_examples=15, deadline=None)
def test_any_instance_comes_back_equal(cls: type[Any], data: st.DataObject) -> None:
    thing = data.draw(st.from_type(cls))
    assert decode(cls, encode(thing)) == thing
    assert json.loads(encode(thing)) == model.as_json(thing)


def test_equal_things_have_equal_text_whatever_the_order_of_their_names() -> None:
    one = model.Entity("e", "state", "Pérou", {"fr": ("Pérou",), "en": ("Peru",)})
    other = model.Entity("e", "state", "Pérou", {"en": ("Peru",), "fr": ("Pérou",)})
    assert encode(one) == encode(other)


def test_what_is_absent_comes_back_as_none() -> None:
    link = model.Link("l", "copies", "d", None)
    assert '"to"' not in encode(link)
    assert decode(model.Link, encode(link)) == link


def test_a_review_keeps_whatever_json_it_holds() -> None:
    review = model.Review("r", "2024-01-01", "Nora", "s", "correct", before={"a": [1, None]}, after="x")
    assert decode(model.Review, encode(review)) == review
