"""A Hub on this machine: lists a model and sends its files, as the real one does, or badly."""

import hashlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

REVISION = "0123456789abcdef0123456789abcdef01234567"


class Hub:
    """Serves `files` as one model. `breaks_after` bytes of model.bin the connection is cut;
    `damaged` sends other bytes; `no_ranges` ignores where to go on. `asked` notes requests."""

    def __init__(self, files: dict[str, bytes]):
        self.files, self.asked = files, []
        self.breaks_after, self.damaged, self.no_ranges, self.down = None, False, False, None
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                hub.answer(self)

            def log_message(self, *arguments):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()

    def answer(self, request):
        self.asked.append((request.path, request.headers.get("Range")))
        if self.down:
            request.send_error(self.down)
        elif request.path.startswith("/api/models/"):
            self._send(request, json.dumps(self.listing()).encode())
        else:
            self._send_file(request, request.path.rpartition("/")[2])

    def listing(self):
        def entry(name, content):
            git = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
            listed = {"rfilename": name, "size": len(content), "blobId": git}
            if name == "model.bin":
                listed["lfs"] = {"sha256": hashlib.sha256(content).hexdigest()}
            return listed

        siblings = [entry(name, content) for name, content in self.files.items()]
        return {"sha": REVISION, "siblings": [*siblings, entry("README.md", b"# A model")]}

    def _send_file(self, request, name):
        content = self.files[name]
        if self.damaged and name == "model.bin":
            content = bytes(len(content))
        wanted = request.headers.get("Range")
        if wanted and not self.no_ranges:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            self._send(request, content[start:], 206)
        elif self.breaks_after and name == "model.bin":
            self._send(request, content, cut=self.breaks_after)
        else:
            self._send(request, content)

    def _send(self, request, content, status=200, cut=None):
        request.send_response(status)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content[:cut])
        request.close_connection = True
