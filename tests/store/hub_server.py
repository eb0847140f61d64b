"""A server on this machine that speaks as much of the hub's protocol as fetching a run needs."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

REVISION = "a1" * 20


@dataclass
class Hub:
    """repositories: files by name, by repository id. status: answered instead of 200 where it is not None.

    asked: paths, in order, with their method. tokens: every Authorization header that came.
    """

    address: str
    repositories: dict[str, dict[str, bytes]] = field(default_factory=dict)
    status: int | None = None
    code: str = ""
    asked: list[str] = field(default_factory=list)
    tokens: list[str] = field(default_factory=list)

    def reply(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and content of one answer."""
        if self.status is not None:
            return self.status, {"X-Error-Code": self.code} if self.code else {}, b'{"error": "no"}'
        parts = path.strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            return self._info("/".join(parts[2:4]))
        if len(parts) >= 5 and parts[2] == "resolve":
            return self._file("/".join(parts[:2]), parts[4])
        return 404, {}, b""

    def _info(self, repository: str) -> tuple[int, dict[str, str], bytes]:
        if repository not in self.repositories:
            return 404, {"X-Error-Code": "RepoNotFound"}, b'{"error": "Repository not found"}'
        files = self.repositories[repository]
        listed = [{"rfilename": name, "size": len(content)} for name, content in files.items()]
        told = {
            "id": repository,
            "modelId": repository,
            "sha": REVISION,
            "siblings": listed,
            "private": False,
            "tags": [],
        }
        return 200, {"Content-Type": "application/json"}, json.dumps(told).encode()

    def _file(self, repository: str, name: str) -> tuple[int, dict[str, str], bytes]:
        content = self.repositories.get(repository, {}).get(name)
        if content is None:
            return 404, {"X-Error-Code": "EntryNotFound"}, b""
        etag = f'"{hashlib.sha1(content, usedforsecurity=False).hexdigest()}"'
        return 200, {"X-Repo-Commit": REVISION, "ETag": etag}, content


@contextmanager
def hub_serving() -> Iterator[Hub]:
    """A hub on a free port of this machine, closed at the end."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def _answer(self, body: bool) -> None:
            path = urlsplit(self.path).path
            hub.asked.append(f"{self.command} {path}")
            hub.tokens += [value for name, value in self.headers.items() if name.lower() == "authorization"]
            status, headers, content = hub.reply(path)
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(content))}.items():
                self.send_header(name, value)
            self.end_headers()
            if body:
                self.wfile.write(content)

        def log_message(self, format: str, *arguments: object) -> None:
            """Silent: pytest shows what failed."""

    listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    hub = Hub(f"http://127.0.0.1:{listener.server_port}")
    thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        listener.shutdown()
