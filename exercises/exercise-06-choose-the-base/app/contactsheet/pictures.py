"""Everything that touches pixels."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageOps, UnidentifiedImageError, features

FORMATS = {"jpeg": "image/jpeg", "webp": "image/webp", "png": "image/png"}
SMALLEST, LARGEST = 16, 1024

# A picture of more pixels is somebody's joke, or an attack.
Image.MAX_IMAGE_PIXELS = 40_000_000


class NotAPicture(ValueError):
    """The bytes are no picture that we can read."""


def thumbnail(data: bytes, size: int, form: str) -> bytes:
    """Fits a picture into a square of this size, upright and without its metadata."""
    picture = ImageOps.exif_transpose(opened(data))
    picture.thumbnail((size, size), Image.Resampling.LANCZOS)
    return encoded(picture, form)


def colours(data: bytes, count: int) -> list[dict[str, object]]:
    """The colours that a picture is made of, the most frequent first."""
    picture = opened(data).convert("RGB")
    picture.thumbnail((128, 128))
    reduced = picture.quantize(count, Image.Quantize.MEDIANCUT)
    palette = reduced.getpalette()
    pixels = picture.width * picture.height
    return [
        {
            "colour": f"#{bytes(palette[3 * index : 3 * index + 3]).hex()}",
            "share": round(number / pixels, 3),
        }
        for number, index in sorted(reduced.getcolors(), reverse=True)
    ]


def placeholder(width: int, height: int, form: str) -> bytes:
    """A grey picture with its measures written on it, for pages under construction."""
    picture = Image.new("RGB", (width, height), "#c8c8c8")
    ImageDraw.Draw(picture).text(
        (width / 2, height / 2), f"{width} × {height}", fill="#404040", anchor="mm"
    )
    return encoded(picture, form)


def codecs() -> list[str]:
    """The codecs that this Pillow was built with."""
    return [name for name in ("jpg", "webp", "zlib", "freetype2") if features.check(name)]


def opened(data: bytes) -> Image.Image:
    try:
        picture = Image.open(BytesIO(data))
        picture.load()
        return picture
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError) as error:
        raise NotAPicture(str(error)) from error


def encoded(picture: Image.Image, form: str) -> bytes:
    if form == "jpeg":
        picture = picture.convert("RGB")
    out = BytesIO()
    picture.save(out, form)
    return out.getvalue()
