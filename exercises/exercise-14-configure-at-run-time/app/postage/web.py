"""The HTTP side: POST /quotes/check at the till, GET /quote in the checkout."""

import logging
from datetime import UTC, datetime

from flask import Flask, Response, jsonify, request

from postage import build
from postage.quotes import Quotes
from postage.settings import Settings

log = logging.getLogger("postage")


def create_app(settings: Settings) -> Flask:
    app = Flask("postage")
    quotes = Quotes(settings)
    broken = False
    log.info("shop %s, key %s", settings.region, quotes.key_id)

    @app.get("/health")
    def health() -> tuple[Response, int]:
        # A quote that does not pass the till's check must not be given to anybody.
        now = datetime.now(UTC)
        if broken or not quotes.valid(quotes.quote(1, now), now):
            return jsonify(status="failing", reason="quotes cannot be signed"), 503
        return jsonify(status="ok", region=settings.region, key=quotes.key_id), 200

    @app.get("/version")
    def version() -> Response:
        return jsonify(name="postage", version=build.VERSION, build=build.BUILD)

    @app.get("/quote")
    def quote() -> tuple[Response, int]:
        try:
            grams = int(request.args.get("grams", ""))
            return jsonify(quotes.quote(grams, datetime.now(UTC))), 200
        except ValueError as error:
            return jsonify(error=str(error)), 422

    @app.post("/quotes/check")
    def check() -> tuple[Response, int]:
        told = request.get_json(silent=True)
        if not isinstance(told, dict):
            return jsonify(error="send a quote as JSON"), 400
        return jsonify(valid=quotes.valid(told, datetime.now(UTC))), 200

    @app.post("/debug/break")
    def lose_the_key() -> tuple[Response, int]:
        """For drills: fail until the next restart and watch who notices."""
        nonlocal broken
        broken = True
        log.warning("the key is lost on request")
        return jsonify(status="the key is lost"), 202

    return app
