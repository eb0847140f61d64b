"""A local HTTP server whose answers a test sets, and which counts what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qsl, urlsplit


@dataclass(frozen=True)
class Reply:
    """What the server sends back."""

    status: int = 200
    content: bytes = b""
    kind: str = "application/json"


Respond = Callable[[str, dict[str, str]], Reply]
"""From a path and its query to a reply."""


@dataclass
class LocalServer:
    """address: "http://127.0.0.1:PORT". respond: may be replaced while it runs. asked: paths, in order."""

    address: str
    respond: Respond
    asked: list[str] = field(default_factory=list)


@contextmanager
def serving(respond: Respond) -> Iterator[LocalServer]:
    """A server on a free port of this machine, closed at the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            server.asked.append(parts.path)
            reply = server.respond(parts.path, dict(parse_qsl(parts.query)))
            self.send_response(reply.status)
            self.send_header("Content-Type", reply.kind)
            self.send_header("Content-Length", str(len(reply.content)))
            self.end_headers()
            self.wfile.write(reply.content)

        def log_message(self, format: str, *arguments: object) -> None:
            """Silent: pytest shows what failed."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server = LocalServer(f"http://127.0.0.1:{listener.server_port}", respond)
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        listener.shutdown()
        listener.server_close()
        thread.join()
