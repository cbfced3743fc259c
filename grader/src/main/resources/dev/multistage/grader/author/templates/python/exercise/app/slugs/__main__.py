import json
import os
import signal
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from .slug import slug
from .version import BUILD


class State:
    draining = False
    served = 0


def answer(method: str, path: str, query: dict) -> tuple[int, dict]:
    match method, path:
        case "GET", "/slug":
            State.served += 1
            return 200, {"slug": slug(query.get("title", [""])[0])}
        case "GET", "/health":
            if State.draining:
                return 503, {"status": "draining"}
            return 200, {"status": "ok", "served": State.served}
        case "GET", "/version":
            return 200, {"build": BUILD}
        case "POST", "/drain":
            State.draining = True
            return 202, {"status": "draining"}
        case _:
            return 404, {"error": "not found"}


class Handler(BaseHTTPRequestHandler):
    def handle_request(self) -> None:
        url = urlsplit(self.path)
        status, body = answer(self.command, url.path, parse_qs(url.query))
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    do_GET = do_POST = handle_request


def main() -> None:
    port = int(os.environ.get("PORT", "8080"))
    server = ThreadingHTTPServer(("", port), Handler)
    # shutdown() waits for the loop to end, so it must not run on the thread of the loop
    signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
    print(f"slugs listens on port {port}", file=sys.stderr, flush=True)
    server.serve_forever()
    server.server_close()


if __name__ == "__main__":
    main()
