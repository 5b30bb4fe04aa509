"""What every test can ask for: the cast, and files that leave with the test."""

from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from tests.cast import Cast


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Path) -> None:
    """Each test keeps its files to itself, serves plain static names and hashes passwords quickly."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()
