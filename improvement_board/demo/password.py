"""The one password of the demonstration's sign-ins: made once, easy to type, kept beside the database."""

import os
import secrets
from typing import Final

from django.conf import settings

WORDS: Final = (
    "acorn amber anchor apple arrow aspen autumn badger barley basket beacon birch bramble brook "
    "button candle castle cedar chalk cherry clover copper coral cotton cricket dapple daisy elder "
    "ember falcon feather fern flint forest garden ginger granite hazel heather heron honey island "
    "ivory jasmine juniper kestrel ladder lantern laurel lemon linen magpie maple marble meadow "
    "mellow mint moss nutmeg oatmeal olive orchard otter paper pebble pepper plover poplar primrose "
    "quarry quince raven ribbon river robin rowan saffron sorrel sparrow spindle spruce teasel "
    "thistle thyme timber tulip velvet violet walnut willow window winter wren"
).split()


def kept_password() -> str:
    """The password in ``var/demo-password``, which only the owner of that file may read; made when absent."""
    place = settings.VAR_DIR / "demo-password"
    if not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w") as file:
            file.write(f"{readable_password()}\n")
    return str(place.read_text().strip())


def readable_password() -> str:
    """Four words and two digits: "otter-linen-rowan-flint-42"."""
    words = [secrets.choice(WORDS) for _ in range(4)]
    return "-".join([*words, f"{secrets.randbelow(90) + 10}"])
