"""The HTTP side."""

import logging
import math
from dataclasses import asdict

from flask import Flask, Request, Response, jsonify, request
from werkzeug.exceptions import BadRequest

from trendline import build
from trendline.chart import CannotDraw, Painter
from trendline.statistics import trend

MOST_VALUES = 2000

log = logging.getLogger("trendline")


def create_app() -> Flask:
    app = Flask("trendline")
    painter = Painter()

    @app.errorhandler(CannotDraw)
    def cannot_draw(error: CannotDraw) -> tuple[Response, int]:
        log.error("%s %s: %s", request.method, request.path, error)
        return jsonify(status="failing", reason=str(error)), 503

    @app.get("/health")
    def health() -> Response:
        return jsonify(status="ok", test_word_pixels=round(painter.check(), 1))

    @app.get("/version")
    def version() -> Response:
        return jsonify(name="trendline", version=build.VERSION, build=build.BUILD)

    @app.get("/trend")
    def show_trend() -> Response:
        return jsonify(asdict(trend(numbers(request))))

    @app.get("/chart.<kind>")
    def chart(kind: str) -> Response:
        draw = {"png": painter.png, "svg": painter.svg}.get(kind)
        if draw is None:
            raise BadRequest("a chart is .png or .svg")
        width, height = size(request, "width", 240), size(request, "height", 80)
        picture = draw(numbers(request), request.args.get("label", "")[:60], width, height)
        log.info("chart.%s, %d bytes", kind, len(picture))
        return Response(picture, mimetype="image/svg+xml" if kind == "svg" else "image/png")

    @app.post("/debug/break")
    def lose_the_font() -> tuple[Response, int]:
        """For drills: draw nothing until the next restart and watch who notices."""
        log.warning("the font is taken away on request")
        painter.lose_the_font()
        return jsonify(status="the font is gone"), 202

    return app


def numbers(asked: Request) -> list[float]:
    try:
        values = [float(word) for word in asked.args.get("values", "").split(",")]
    except ValueError:
        raise BadRequest("values are numbers, separated by commas: ?values=3,1,4.5") from None
    if len(values) > MOST_VALUES or not all(math.isfinite(value) for value in values):
        raise BadRequest(f"at most {MOST_VALUES} finite values")
    return values


def size(asked: Request, name: str, default: int) -> int:
    pixels = asked.args.get(name, default, type=int)
    if not 40 <= pixels <= 2000:
        raise BadRequest(f"{name} is between 40 and 2000 pixels")
    return pixels
