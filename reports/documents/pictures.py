"""Pictures: whole, of a sensible size, and what the camera wrote into them."""

import re
import warnings
from io import BytesIO
from typing import Any, Final

from reports.documents.findings import Finding, Looked, metadata
from reports.documents.limits import MOST_PIXELS
from reports.documents.sentences import BROKEN, HUGE_PICTURE, CannotTake

GPS, CAMERA, PREVIEW = 0x8825, 0x8769, 1
MAKE, MODEL, ARTIST, COPYRIGHT, DESCRIPTION = 271, 272, 315, 33432, 270
TAKEN, SERIAL, OWNER = 0x9003, 0xA431, 0xA430
PILLOWS_NAMES: Final = {"png": ("PNG",), "jpg": ("JPEG", "MPO")}


def look_into_picture(content: bytes, format: str) -> Looked:
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            Image.MAX_IMAGE_PIXELS = MOST_PIXELS
            with Image.open(BytesIO(content), formats=PILLOWS_NAMES[format]) as picture:
                refuse_huge(picture.size)
                picture.load()
                return Looked(format, 0, "", tuple(found_in(picture, content, format)))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise CannotTake(HUGE_PICTURE) from error
    except (OSError, SyntaxError, ValueError, KeyError, EOFError, OverflowError, IndexError) as error:
        raise CannotTake(BROKEN) from error


def refuse_huge(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MOST_PIXELS:
        raise CannotTake(HUGE_PICTURE)


def found_in(picture: Any, content: bytes, format: str) -> list[Finding]:
    exif = picture.getexif()
    written = str(picture.info.get("xmp", b""))
    return [
        *position(exif, written),
        *cut_off(content, format),
        *preview(exif),
        *camera(exif),
        *words(picture, exif, written),
    ]


def position(exif: Any, written: str) -> list[Finding]:
    if not exif.get_ifd(GPS) and "GPSLatitude" not in written:
        return []
    said = "The picture says where it was taken. Save it without its location, or anyone can find the place."
    return [Finding("position", said)]


def cut_off(content: bytes, format: str) -> list[Finding]:
    """Some programs leave the rest of a picture in the file when it is cropped, after its end."""
    end = content.rfind(b"IEND")
    first = content.find(b"IEND\xaeB`\x82")
    if format != "png" or first < 0 or not content[first + 8 :].strip(b"\0"):
        return []
    said = "The file goes on after the picture ends" + (
        ": another picture may be in it." if end > first else "."
    )
    return [Finding("cut-off", f"{said} Save the picture again to be rid of it.")]


def preview(exif: Any) -> list[Finding]:
    if not exif.get_ifd(PREVIEW):
        return []
    return [Finding("preview", "A small preview inside, which may show what was cut off or made unclear.")]


def camera(exif: Any) -> list[Finding]:
    more = exif.get_ifd(CAMERA)
    make, model = (str(exif.get(tag) or "").strip("\0 ") for tag in (MAKE, MODEL))
    name = model if model.startswith(make) else f"{make} {model}"
    return [
        *metadata("Taken with", name),
        *metadata("Number of the camera", text(more.get(SERIAL))),
        *metadata("Taken on", text(more.get(TAKEN))),
        *metadata("Owner of the camera", text(more.get(OWNER))),
    ]


def words(picture: Any, exif: Any, written: str) -> list[Finding]:
    """Names and words in the tags of either kind of picture."""
    tags = ((ARTIST, "Author"), (COPYRIGHT, "Copyright"), (DESCRIPTION, "Description"))
    found = [line for tag, label in tags for line in metadata(label, text(exif.get(tag)))]
    found += metadata("Comment inside the file", text(picture.info.get("comment")))
    for name, said in getattr(picture, "text", {}).items():
        if not name.lower().startswith(("xml:", "raw profile")):
            found += metadata(f"“{name}” inside the file", str(said))
    for person in re.findall(r"<dc:creator>.*?<rdf:li[^>]*>(.*?)</rdf:li>", written)[:1]:
        found += metadata("Author in its description", person)
    return found


def text(value: Any) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
