from io import BytesIO

import pytest
from PIL import Image

from contactsheet import pictures


def photo(width, height, colour="#ff0000", form="png"):
    out = BytesIO()
    Image.new("RGB", (width, height), colour).save(out, form)
    return out.getvalue()


@pytest.mark.parametrize("form", pictures.FORMATS)
def test_a_thumbnail_fits_into_its_square_and_keeps_its_shape(form):
    small = Image.open(BytesIO(pictures.thumbnail(photo(800, 400), 100, form)))
    assert small.size == (100, 50)


def test_a_small_picture_stays_as_it_is():
    assert Image.open(BytesIO(pictures.thumbnail(photo(20, 10), 100, "png"))).size == (20, 10)


def test_colours_come_with_their_share():
    assert pictures.colours(photo(40, 40, "#336699"), 4) == [{"colour": "#336699", "share": 1.0}]


def test_noise_is_not_a_picture():
    with pytest.raises(pictures.NotAPicture):
        pictures.thumbnail(b"GIF, or so it says", 100, "png")
