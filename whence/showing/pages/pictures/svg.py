"""Elements of SVG as safe markup: whatever text goes in is escaped."""

from __future__ import annotations

import functools
from typing import Final

from markupsafe import Markup, escape

LETTER: Final = 7.2
"""The width of a letter at the size of the labels, more or less: texts cannot be measured here."""


def element(tag: str, *inside: str, **attributes: object) -> Markup:
    """An element. A final underscore of an attribute's name is left off (`class_`), others become hyphens; an attribute
    that is None is left out, a number is written short."""
    written = "".join(
        f' {_name(name)}="{escape(_value(value))}"' for name, value in attributes.items() if value is not None
    )
    # Without the formatting of Markup, which takes ten times as long: a picture has hundreds of elements.
    within = "".join(one if isinstance(one, Markup) else escape(one) for one in inside)
    return Markup(f"<{tag}{written}>{within}</{tag}>")


@functools.cache
def _name(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def picture(width: float, height: float, label: str, *inside: str, class_: str = "") -> Markup:
    """A picture of this size, with a label for those who do not see it."""
    return element(
        "svg",
        element("title", label),
        *inside,
        viewBox=f"0 0 {_value(width)} {_value(height)}",
        width=width,
        height=height,
        role="group",
        aria_label=label,
        class_=f"picture {class_}".strip(),
    )


def text(x: float, y: float, words: str, class_: str = "label", **attributes: object) -> Markup:
    """Words at a point, isolated from the direction of what stands around them."""
    return element("text", words, x=x, y=y, class_=class_, **attributes)


def link(address: str, *inside: str, title: str | None = None) -> Markup:
    """A link around something, with a title where what is inside is cut short."""
    named = [element("title", title)] if title else []
    return element("a", *named, *inside, href=address)


def fitted(words: str, width: float, letter: float = LETTER) -> str:
    """The words, cut so that they take up no more than this width, more or less."""
    room = max(3, int(width / letter))
    return words if len(words) <= room else words[: room - 1].rstrip() + "…"


def _value(value: object) -> str:
    return f"{value:.1f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
