import re

from text_unidecode import unidecode


def slug(title: str) -> str:
    """Returns the title in lower case, its words joined by hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", unidecode(title).lower()).strip("-")
