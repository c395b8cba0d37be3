import pytest
from command_line import make_record


@pytest.fixture(scope="session")
def record(tmp_path_factory):
    """The path of a small record, which no test changes."""
    return str(make_record(tmp_path_factory.mktemp("record") / "small.db"))
