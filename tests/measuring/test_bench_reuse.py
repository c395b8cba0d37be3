import json

import pytest

from whence.measuring import bench_reuse
from whence.measuring.reuse_collections import harder, rows

PIECES = [" ".join(f"mot{n}x{i}, suite" for i in range(20)) + "." for n in range(6)]


def collection(folder):
    """Forty documents of two pieces; each shares its first with the next document but one."""
    folder.mkdir()
    docs, gold = [], []
    for n in range(40):
        text = f"{PIECES[n % 2]}\n\n{PIECES[2 + n % 4]}"
        docs.append({"id": f"d{n:02}", "series": "x", "text": text})
        if n >= 2:
            end = len(PIECES[n % 2])
            gold.append({"a": f"d{n - 2:02}", "b": f"d{n:02}", "kind": "quote", "spans": [[0, end, 0, end]]})
    for name, objects in (("docs", docs), ("gold", gold)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(o) + "\n" for o in objects))
    return folder


@pytest.mark.parametrize("way", bench_reuse.WAYS)
def test_a_harder_collection_keeps_its_passages_in_their_places(tmp_path, way):
    harder(collection(tmp_path / "made"), tmp_path / "harder", way, seed=1)
    before = {row["id"]: row["text"] for row in rows(tmp_path / "made" / "docs.jsonl")}
    texts = {row["id"]: row["text"] for row in rows(tmp_path / "harder" / "docs.jsonl")}
    assert texts != before
    for pair in rows(tmp_path / "harder" / "gold.jsonl"):
        for a0, a1, b0, b1 in pair["spans"]:
            assert texts[pair["a"]][a0:a1] == texts[pair["a"]].split("\n\n")[0]
            assert texts[pair["b"]][b0:b1] == texts[pair["b"]].split("\n\n")[0]


def test_the_same_seed_makes_the_same_collection(tmp_path):
    made = collection(tmp_path / "made")
    for name in ("one", "other"):
        harder(made, tmp_path / name, "noise", seed=5)
    assert (tmp_path / "one" / "docs.jsonl").read_text() == (tmp_path / "other" / "docs.jsonl").read_text()


def test_what_is_worse_than_asked_is_named_and_what_was_not_measured_is_not():
    asked = {"10 documents": {"pairs F1": 0.9, "CPU seconds": 5}, "20 documents": {"pairs F1": 0.9}}
    now = {"10 documents": {"pairs F1": 0.89, "CPU seconds": 4.0}}
    assert bench_reuse.falls_short(now, asked) == ["10 documents: pairs F1 is 0.890, asked 0.9"]
    now["10 documents"] |= {"pairs F1": 0.95, "CPU seconds": 6.0}
    assert bench_reuse.falls_short(now, asked) == ["10 documents: CPU seconds is 6.000, asked 5"]


def test_without_the_tool_it_says_so_and_is_content(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(bench_reuse, "MAKER", tmp_path / "nowhere.py")
    assert bench_reuse.main([]) == 0
    assert "skipped" in capsys.readouterr().out
