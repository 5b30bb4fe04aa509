"""The local secret key: made once, kept beside the database, readable by its owner only."""

import os
from pathlib import Path

from django.core.management.utils import get_random_secret_key


def made_once(path: Path) -> str:
    """Return the secret kept at ``path``, making it when it is not there.

    Two processes that start together agree: the file is created whole under another name and linked
    into place, which fails when it exists already.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(get_random_secret_key())
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
