"""The HTTP side: pictures go in, smaller pictures come out. Nothing is stored."""

import logging

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from contactsheet import pictures, version

log = logging.getLogger("contactsheet")

LARGEST_UPLOAD = 20_000_000


class Darkroom:
    """Remembers whether somebody has switched the light on."""

    def __init__(self) -> None:
        self.exposed = False


def create_app() -> Starlette:
    darkroom = Darkroom()

    async def health(request: Request) -> JSONResponse:
        """Healthy is who can make a thumbnail, not who can say so."""
        try:
            sample = pictures.placeholder(64, 48, "png")
            small = pictures.thumbnail(sample, 16, "webp")
            ok = small.startswith(b"RIFF") and not darkroom.exposed
        except (OSError, ValueError, KeyError) as error:
            log.error("health: %s", error)
            ok = False
        answer = {"status": "ok" if ok else "failing", "codecs": pictures.codecs()}
        return JSONResponse(answer, status_code=200 if ok else 503)

    async def show_version(request: Request) -> JSONResponse:
        return JSONResponse(
            {"name": "contactsheet", "version": version.VERSION, "build": version.BUILD}
        )

    async def thumbnail(request: Request) -> Response:
        size = number(request, "size", 160, pictures.SMALLEST, pictures.LARGEST)
        form = picture_format(request)
        data = await body(request)
        try:
            small = await run_in_threadpool(pictures.thumbnail, data, size, form)
        except pictures.NotAPicture as error:
            raise HTTPException(415, f"no picture that can be read: {error}") from error
        log.info("thumbnail: %d bytes in, %d bytes out, %s", len(data), len(small), form)
        return Response(small, media_type=pictures.FORMATS[form])

    async def colours(request: Request) -> JSONResponse:
        count = number(request, "count", 5, 2, 16)
        data = await body(request)
        try:
            return JSONResponse(await run_in_threadpool(pictures.colours, data, count))
        except pictures.NotAPicture as error:
            raise HTTPException(415, f"no picture that can be read: {error}") from error

    async def placeholder(request: Request) -> Response:
        width = number(request, "width", 320, pictures.SMALLEST, pictures.LARGEST)
        height = number(request, "height", 200, pictures.SMALLEST, pictures.LARGEST)
        form = picture_format(request)
        return Response(
            pictures.placeholder(width, height, form), media_type=pictures.FORMATS[form]
        )

    async def light_on(request: Request) -> JSONResponse:
        """For drills: spoils everything until the next restart, to see who notices."""
        log.warning("the light in the darkroom is on")
        darkroom.exposed = True
        return JSONResponse({"status": "exposed"}, status_code=202)

    return Starlette(
        routes=[
            Route("/health", health),
            Route("/version", show_version),
            Route("/thumbnail", thumbnail, methods=["POST"]),
            Route("/colours", colours, methods=["POST"]),
            Route("/placeholder", placeholder),
            Route("/debug/light", light_on, methods=["POST"]),
        ]
    )


def number(request: Request, name: str, default: int, least: int, most: int) -> int:
    text = request.query_params.get(name, str(default))
    if not text.isdecimal() or not least <= int(text) <= most:
        raise HTTPException(400, f"{name} lies between {least} and {most}")
    return int(text)


def picture_format(request: Request) -> str:
    form = request.query_params.get("format", "jpeg")
    if form not in pictures.FORMATS:
        raise HTTPException(400, f"format is one of {', '.join(pictures.FORMATS)}")
    return form


async def body(request: Request) -> bytes:
    data = bytearray()
    async for chunk in request.stream():
        data += chunk
        if len(data) > LARGEST_UPLOAD:
            raise HTTPException(413, f"at most {LARGEST_UPLOAD} bytes")
    return bytes(data)
