"""The HTTP side."""

import logging
from time import perf_counter

from flask import Flask, Response, jsonify, request

from answers import version
from answers.index import Index
from answers.terms import NoTerms

log = logging.getLogger("answers")


def create_app(pages: list[dict[str, str]]) -> Flask:
    app = Flask("answers")
    index = Index(pages)
    log.info("%d pages", len(pages))
    lost: list[str] = []

    @app.errorhandler(NoTerms)
    def no_terms(error: NoTerms) -> tuple[Response, int]:
        log.error("%s %s: %s", request.method, request.path, error)
        return jsonify(status="failing", reason=str(error)), 503

    @app.get("/health")
    def health() -> tuple[Response, int]:
        # Every page must be the best answer to its own title.
        wrong = [t for t in index.titles[:3] if index.search(t, 1)[0][0] != t] + lost
        if wrong:
            return jsonify(status="failing", reason=f"not found: {', '.join(wrong)}"), 503
        return jsonify(status="ok", pages=len(index.titles)), 200

    @app.get("/version")
    def show_version() -> Response:
        return jsonify(name="answers", version=version.VERSION, build=version.BUILD)

    @app.get("/search")
    def search() -> tuple[Response, int]:
        question = request.args.get("q", "").strip()
        if not 2 <= len(question) <= 500:
            return jsonify(error="ask something: /search?q=printer+offline"), 400
        begun = perf_counter()
        found = index.search(question, request.args.get("most", 3, type=int))
        log.info("%d answers in %.1f ms", len(found), (perf_counter() - begun) * 1e3)
        return jsonify([{"title": title, "score": score} for title, score in found]), 200

    @app.post("/debug/break")
    def lose_the_index() -> tuple[Response, int]:
        """For drills: find nothing until the next restart and watch who notices."""
        log.warning("the index is lost on request")
        lost.append("everything")
        return jsonify(status="the index is lost"), 202

    return app
