"""What every test can ask for: a database, the cast, and files that leave with the test."""

from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.test.utils import setup_databases, teardown_databases
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from tests.cast import Cast

pytest_plugins = ["tests.committed"]

hypothesis.settings.register_profile("same-every-time", derandomize=True, database=None)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Make the test database whichever tests are run.

    The plugin's own fixture makes it only when a test is marked as using one; those that commit, or share a
    world, are not, and would meet the real database when run alone.
    """
    with django_db_blocker.unblock():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=())
    yield
    with django_db_blocker.unblock():
        teardown_databases(made, verbosity=0)


@pytest.fixture(autouse=True)
def own_files(settings: Settings, tmp_path: Path) -> None:
    """Each test keeps its files to itself, serves plain static names and hashes passwords quickly."""
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.WHITENOISE_AUTOREFRESH = True  # or every test client reads all of them first
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()
