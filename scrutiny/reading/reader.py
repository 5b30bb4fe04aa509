"""Who reads in the reading room."""

from typing import Final

from django.contrib.auth.models import AnonymousUser

from boards.models import Reader

READER: Final[Reader] = AnonymousUser()
"""Public pages are the same for everyone, signed in or not, so that caches may keep them."""
