"""Files that a command names: found, small enough and opened, or refused in one sentence."""

from pathlib import Path
from typing import Final

from reports.bring_in.files import LARGEST, CannotRead

TOO_LARGE: Final = "The file is larger than 20 MB; make its pictures smaller or split it."


def file_content(path: Path) -> bytes:
    """What a file holds; raises CannotRead with one plain sentence."""
    try:
        if path.is_dir():
            raise CannotRead(f"{path.name} is a folder. Name one file.")
        if path.stat().st_size > LARGEST:
            raise CannotRead(TOO_LARGE)
        return path.read_bytes()
    except FileNotFoundError:
        raise CannotRead(f"There is no file {path}.") from None
    except (OSError, ValueError) as trouble:
        raise CannotRead(
            f"The file cannot be opened: {getattr(trouble, 'strerror', None) or trouble}."
        ) from None
