"""Dataclasses of the model to JSON text and back: ``decode(type(x), encode(x)) == x``.

The JSON is that of :func:`whence.model.as_json`. Going back, a decoder is made once a class from its type hints.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import types
import typing
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from whence import model

T = TypeVar("T")
_Decoder = Callable[[Any], Any]


def encode(thing: Any) -> str:
    """The thing as compact JSON with sorted keys: equal things have equal text."""
    return json.dumps(thing, default=_one_level, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _one_level(thing: Any) -> dict[str, Any]:
    """What :func:`~whence.model.as_json` makes of a thing, its parts left as they are: JSON's own encoder goes on from
    here, which takes a third of the time.
    """
    if isinstance(thing, Mapping):
        return dict(thing)
    values = {name: value for name in _names(thing.__class__) if (value := getattr(thing, name)) is not None}
    if isinstance(thing, model.Statement):
        values["evidence"] = {"start": thing.evidence.start, "end": thing.evidence.end, "quote": values.pop("quote")}
    if isinstance(thing, model.Link):
        values["from"] = values.pop("from_")
    return values


@functools.cache
def _names(cls: Any) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(cls))


def decode(cls: type[T], text: str) -> T:
    """The `cls` that `text` was made from."""
    decoder: Callable[[Any], T] = _decoder(cls)  # type: ignore[arg-type]
    return decoder(json.loads(text))


@functools.cache
def _decoder(hint: Any) -> _Decoder:
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return _class_decoder(hint)
    if isinstance(hint, type) and issubclass(hint, tuple):
        return lambda value: hint(*value)
    if origin in (typing.Union, types.UnionType):
        (only,) = [part for part in inner if part is not type(None)]
        of_some = _decoder(only)
        return lambda value: None if value is None else of_some(value)
    if origin is tuple:
        if len(inner) != 2 or inner[1] is not Ellipsis:
            return tuple
        of_each = _decoder(inner[0])
        return lambda value: tuple(of_each(part) for part in value)
    if origin is Mapping:
        of_value = _decoder(inner[1])
        return lambda value: {key: of_value(part) for key, part in value.items()}
    return _as_it_is


def _as_it_is(value: Any) -> Any:
    return value


def _class_decoder(cls: type) -> _Decoder:
    hints = typing.get_type_hints(cls, vars(model))
    of_field = {field.name: _decoder(hints[field.name]) for field in dataclasses.fields(cls)}
    parts = [(name, decoder) for name, decoder in of_field.items() if decoder is not _as_it_is]
    absent = {f.name: None for f in dataclasses.fields(cls) if f.default is f.default_factory is dataclasses.MISSING}

    def decoder(value: dict[str, Any]) -> Any:
        # The objects are those that JSON's decoder has just made: they may be changed.
        if cls is model.Statement:
            evidence = value["evidence"]
            value["evidence"], value["quote"] = (evidence["start"], evidence["end"]), evidence["quote"]
        if cls is model.Link:
            value["from_"] = value.pop("from")
        for name, decoded in parts:
            if name in value:
                value[name] = decoded(value[name])
        return cls(**value) if absent.keys() <= value.keys() else cls(**(absent | value))

    return decoder
