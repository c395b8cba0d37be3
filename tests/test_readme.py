"""What README.md shows works."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
PYTHON = re.findall(r"```python\n(.*?)```", README, flags=re.DOTALL)


@pytest.mark.parametrize("source", PYTHON)
def test_the_python_in_the_readme_does_what_its_comments_say(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "articles").mkdir()
    report = "La France a vendu douze hélicoptères à l'Égypte en mai 2019, a annoncé le ministère."
    (tmp_path / "articles" / "report.txt").write_text(report, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    exec(compile(source, "README.md", "exec"), {})
    printed = capsys.readouterr().out
    assert printed
    for said in re.findall(r"^ +# (.+)$", source, flags=re.MULTILINE):
        assert said in printed


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
