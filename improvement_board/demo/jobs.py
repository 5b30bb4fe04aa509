"""Jobs done at once, for want of a worker: nothing else runs while the demonstration is loaded."""

from collections.abc import Iterator
from contextlib import contextmanager

from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task_backends
from django_tasks.backends.immediate import ImmediateBackend


@contextmanager
def done_at_once() -> Iterator[None]:
    """Let what is put in the queue be done on the spot, by the very functions that the worker calls."""
    queue = task_backends[DEFAULT_TASK_BACKEND_ALIAS]
    task_backends[DEFAULT_TASK_BACKEND_ALIAS] = ImmediateBackend(DEFAULT_TASK_BACKEND_ALIAS, {})
    try:
        yield
    finally:
        task_backends[DEFAULT_TASK_BACKEND_ALIAS] = queue
