"""PORT is a number that this user may serve on, or a line says why not."""

import pytest

from ground import serve


@pytest.mark.parametrize("port", ["", "http", "0", "65536", "-1", "8000.5", "８０００"])
def test_what_is_no_port_is_named(monkeypatch, port):
    monkeypatch.setenv("PORT", port)
    with pytest.raises(SystemExit, match="PORT is .* it must be a number from 1 to 65535"):
        serve.free_port()


def test_without_one_it_is_8000(monkeypatch):
    monkeypatch.delenv("PORT", raising=False)
    asked = []

    class Probe:
        def __enter__(self):
            return self

        def __exit__(self, *error):
            pass

        def setsockopt(self, *options):
            pass

        def bind(self, address):
            asked.append(address)

    monkeypatch.setattr(serve.socket, "socket", Probe)
    assert serve.free_port() == 8000
    assert asked == [("127.0.0.1", 8000)]
