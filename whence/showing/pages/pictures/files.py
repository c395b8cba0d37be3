"""A picture of the pages as a file of its own: SVG, and made of that, PNG and PDF (the extra `report`)."""

from __future__ import annotations

import importlib.util
import re
from typing import Final, Literal, get_args

from markupsafe import Markup

from whence.errors import WhenceError

Form = Literal["svg", "png", "pdf"]

FORMS: Final[tuple[Form, ...]] = get_args(Form)
TYPES: Final[dict[Form, str]] = {"svg": "image/svg+xml", "png": "image/png", "pdf": "application/pdf"}

DOTS: Final = 192.0
"""The dots an inch of a PNG: twice those of a screen."""

_STYLE: Final = """
text { font-family: "Liberation Sans", "DejaVu Sans", Arial, sans-serif; fill: #1c1a17 }
.label { font-size: 13px } .label.strong, .head { font-weight: 700 }
.label.small, .head { font-size: 11.5px } .label.tiny { font-size: 10px }
.line { stroke: #1c1a17; fill: none; stroke-width: 1.1 } .dotted { stroke-dasharray: 2 3 } .tip { fill: #1c1a17 }
.grid { stroke: #cfc8b9; stroke-width: 1; fill: none; stroke-dasharray: 1 3 }
.box { fill: #fff; stroke: #1c1a17; stroke-width: 1.1 } .box.weak { stroke-dasharray: 5 3 }
.box.party { stroke-width: 3.2 } .solid { fill: #16466b; stroke: none } .place { fill-opacity: .75 }
.hollow { fill: #fff; stroke: #16466b; stroke-width: 1.4; fill-opacity: .7 }
.open { stroke: #16466b; fill: none; stroke-width: 2 }
.reach { fill: none; stroke: none } .curve { fill: none; stroke: #16466b; stroke-opacity: .42 }
.cities { stroke: #cfc8b9; stroke-width: 3.2; stroke-linecap: round; fill: none }
"""
"""What the style sheet of the pages says of pictures, on white, for a file that has no style sheet beside it."""

_PAGE: Final = '#set page(width: auto, height: auto, margin: 9pt)\n#image(bytes(sys.inputs.at("svg")), format: "svg")\n'


def forms() -> tuple[Form, ...]:
    """The forms that a picture can be had in on this machine."""
    return FORMS if importlib.util.find_spec("typst") else FORMS[:1]


def as_file(picture: Markup, form: Form) -> bytes:
    """A picture as a file.

    Raises:
        WhenceError: there is nothing to draw; or the form is not SVG, and typst is not installed.
    """
    if not picture:
        raise WhenceError("there is nothing to draw here; take filters off")
    svg = _alone(picture)
    if form == "svg":
        return svg.encode()
    if form not in forms():
        raise WhenceError(f"{form}: typst is not installed; take svg, or `pip install 'whence[report]'`")
    import typst

    made = typst.compile(_PAGE.encode(), format=form, ppi=DOTS, sys_inputs={"svg": svg})
    assert isinstance(made, bytes)
    return made


def _alone(picture: Markup) -> str:
    """The picture with its style in it, and no links: their addresses mean nothing elsewhere."""
    plain = re.sub(r"<a\b[^>]*>", "<g>", str(picture)).replace("</a>", "</g>")
    return re.sub(
        r"^<svg([^>]*)>",
        lambda opening: f'<svg xmlns="http://www.w3.org/2000/svg"{opening[1]}><style>{_STYLE}</style>',
        plain,
    )
