"""The HTTP side: a ladder collects games and answers who leads it."""

import logging
from typing import Annotated

from fastapi import FastAPI, HTTPException, Request, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, StringConstraints
from sqlalchemy.exc import OperationalError

from clubladder import rating, version
from clubladder.database import Database
from clubladder.settings import Settings
from clubladder.spreadsheet import MEDIA_TYPE, spreadsheet

log = logging.getLogger("clubladder")

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=40)]
SCORES = {"first": 1.0, "draw": 0.5, "second": 0.0}


class NewGame(BaseModel):
    first: Name
    second: Name
    winner: Annotated[str, StringConstraints(pattern="^(first|second|draw)$")]


def create_app(settings: Settings) -> FastAPI:
    app = FastAPI(title="Clubladder", version=version.VERSION)
    database = Database(settings.database)

    @app.exception_handler(OperationalError)
    def unreachable(request: Request, error: OperationalError) -> JSONResponse:
        log.error("%s %s: database: %s", request.method, request.url.path, error.orig)
        return JSONResponse({"detail": "the database is unreachable"}, status_code=503)

    @app.get("/health")
    def health() -> JSONResponse:
        try:
            games = database.count()
        except OperationalError as error:
            log.error("health: %s: %s", settings.database, error.orig)
            answer = {"status": "failing", "database": f"{settings.database}: {error.orig}"}
            return JSONResponse(answer, status_code=503)
        return JSONResponse({"status": "ok", "database": "reachable", "games": games})

    @app.get("/version")
    def show_version() -> dict[str, str]:
        return {"name": "clubladder", "version": version.VERSION, "build": version.BUILD}

    @app.post("/ladders/{ladder}/games", status_code=201)
    def add_game(ladder: Name, game: NewGame) -> dict[str, int]:
        if game.first == game.second:
            raise HTTPException(422, "nobody plays against themselves")
        number = database.add(ladder, rating.Game(game.first, game.second, SCORES[game.winner]))
        log.info("ladder %r: game %d, %s against %s", ladder, number, game.first, game.second)
        return {"id": number}

    @app.get("/ladders/{ladder}/standings")
    def show_standings(ladder: Name) -> list[rating.Standing]:
        return standings(ladder)

    @app.get("/ladders/{ladder}/standings.ods")
    def show_spreadsheet(ladder: Name) -> Response:
        return Response(spreadsheet(ladder, standings(ladder)), media_type=MEDIA_TYPE)

    @app.get("/ladders/{ladder}/odds")
    def show_odds(ladder: Name, first: Name, second: Name) -> dict[str, float]:
        """What each of the two scores on average in their next game."""
        ratings = {line.player: line.rating for line in standings(ladder)}
        pair = [ratings.get(name, rating.START) for name in (first, second)]
        score = rating.expected_score(*pair)
        return {first: round(score, 3), second: round(1 - score, 3)}

    @app.post("/debug/break", status_code=202)
    def cut_off() -> dict[str, str]:
        """For drills: lose the database until the next restart and watch who notices."""
        log.warning("the database is cut off on request")
        database.cut_off()
        return {"status": "the database is cut off"}

    def standings(ladder: str) -> list[rating.Standing]:
        games = database.games(ladder)
        if not games:
            raise HTTPException(404, f"no games in ladder {ladder!r}")
        return rating.standings(games)

    return app
