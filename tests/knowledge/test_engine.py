from whence.knowledge import engine as module
from whence.knowledge.engine import engine


def test_an_engine_is_another_when_a_rule_a_table_or_the_version_is(monkeypatch, tmp_path):
    table = tmp_path / "weighing" / "words.tsv"
    table.parent.mkdir()
    table.write_text("a\tb\n")
    table.with_suffix(".bin").write_bytes(b"1")
    monkeypatch.setattr(module.resources, "files", lambda package: tmp_path)

    def now():
        engine.cache_clear()
        return engine("weighing")

    first = now()
    table.with_suffix(".bin").write_bytes(b"2")
    assert now() == first
    table.write_text("a\tc\n")
    second = now()
    assert second != first
    monkeypatch.setattr(module, "version", lambda name: "9.9")
    assert now().startswith("whence 9.9+")
    monkeypatch.undo()
    engine.cache_clear()


def test_an_engine_of_other_rooms_is_another():
    assert engine("knowledge") == engine("knowledge") != engine("knowledge", "weighing")
