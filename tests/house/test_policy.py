"""Every address has its policy, and the policy is what happens."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from improvement_board.policy import POLICIES, PUBLIC


def addresses(resolver: URLResolver, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address below ``resolver`` with its full name."""
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace)
        else:
            yield f"{namespace}{entry.name or ''}", entry


ADDRESSES = dict(addresses(get_resolver()))
UNNAMED = [str(pattern.pattern) for name, pattern in addresses(get_resolver()) if name.endswith(":") or not name]


def test_every_address_has_a_name() -> None:
    assert UNNAMED == []


def test_every_address_has_a_policy_and_no_policy_is_stale() -> None:
    assert sorted(ADDRESSES) == sorted(POLICIES)


def test_a_new_address_without_a_policy_is_refused(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(POLICIES, "health")
    assert client.get("/health/").status_code == 404


@pytest.mark.parametrize("name", sorted(name for name in ADDRESSES if name.split(":")[0] in ("boards", "reports", "minutes")))
def test_no_working_page_is_public(name: str) -> None:
    assert POLICIES[name] != PUBLIC
