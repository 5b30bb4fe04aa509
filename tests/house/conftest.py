"""The world of these tests, made once for each module and unchanged from test to test."""

import logging
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from tests.house.forms import Form, forms_of
from tests.house.world import World, world_in


@pytest.fixture(scope="module")
def whole_world(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    with world_in(tmp_path_factory.mktemp("media"), django_db_blocker) as world:
        yield world


@pytest.fixture
def world(whole_world: World, db: None, own_files: None, settings: Settings) -> Iterator[World]:
    """The world with its files in place; a test's rows are taken back, and the log of refusals is silent."""
    settings.MEDIA_ROOT = whole_world.folder
    logging.disable(logging.CRITICAL)
    yield whole_world
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def kept_forms(whole_world: World) -> dict[str, Form]:
    return {}


@pytest.fixture
def forms(world: World, kept_forms: dict[str, Form]) -> dict[str, Form]:
    """Every form of the world, by the name of its address; each page is opened once for all tests."""
    if not kept_forms:
        kept_forms.update(forms_of(world))
    return kept_forms
