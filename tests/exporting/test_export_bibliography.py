"""The documents as reference managers take them."""

import json
from collections.abc import Callable

import pytest
import stand_ins

from whence.exporting.bibliography import csl, key
from whence.model import Published
from whence.record import Record

Exported = Callable[[str], bytes]


def test_bibtexparser_reads_every_entry(told: Record, exported: Exported) -> None:
    bibtexparser = pytest.importorskip("bibtexparser")
    library = bibtexparser.parse_string(exported("bibtex").decode())
    assert not library.failed_blocks
    assert [entry.key for entry in library.entries] == [key(document) for document in told.documents()]
    (page,) = [entry for entry in library.entries if entry.key.startswith("lumen-2014-")]
    fields = {field.key: field.value for field in page.fields}
    assert r"Une visite \& 100 \% de \{joie\}" in fields["title"]
    assert (fields["year"], fields["date"], fields["url"]) == ("2014", "2014-03-02", "https://lumen.example/visite")


def test_csl_has_what_a_citation_needs(told: Record, exported: Exported) -> None:
    items = json.loads(exported("csl"))
    assert [item["id"] for item in items] == [key(document) for document in told.documents()]
    (page,) = [item for item in items if item.get("container-title") == "Lumen"]
    assert page["title"] == "Une visite & 100 % de {joie}"
    assert page["issued"] == {"date-parts": [[2014, 3, 2]]}
    assert page["accessed"] == {"date-parts": [[2014, 3, 5]]}
    assert page["URL"] == "https://lumen.example/visite"
    assert "SHA-256" in page["note"]


def test_citeproc_reads_every_item_and_cites_it(told: Record, exported: Exported) -> None:
    citeproc = pytest.importorskip("citeproc")
    source = pytest.importorskip("citeproc.source.json").CiteProcJSON(json.loads(exported("csl")))
    assert list(source) == [key(document) for document in told.documents()]
    style = citeproc.CitationStylesStyle("harvard-cite-them-right", validate=False)
    cited = citeproc.CitationStylesBibliography(style, source, citeproc.formatter.plain)
    for name in source:
        cited.register(citeproc.Citation([citeproc.CitationItem(name)]))
    (page,) = [str(entry) for entry in cited.bibliography() if "Lumen" in str(entry)]
    assert "Une visite & 100 % de {joie}" in page
    assert "2014" in page
    assert "https://lumen.example/visite" in page


def test_a_date_that_is_not_known_is_not_made_up() -> None:
    def dated(published: Published) -> object:
        return csl(stand_ins.report("a.txt", "Rien.", published=published).document).get("issued")

    assert dated(Published()) is None
    assert dated(Published(None, "text", "2014-03-01", "2014-03-31")) == {"date-parts": [[2014, 3, 1], [2014, 3, 31]]}
    assert dated(Published("2014-03-02", "inferred")) == {"date-parts": [[2014, 3, 2]], "circa": True}
