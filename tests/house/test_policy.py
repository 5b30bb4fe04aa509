"""Every address has its policy, and the policy is what happens."""

import pytest
from django.test import Client

from improvement_board.policy import POLICIES, PUBLIC
from tests.house.addresses import ADDRESSES, every_address


def test_every_address_has_a_name_of_its_own() -> None:
    names = [address.name for address in every_address()]
    assert [name for name in names if name.endswith(":") or not name] == []
    assert len(names) == len(set(names))


def test_every_address_has_a_policy_and_no_policy_is_stale() -> None:
    assert sorted(ADDRESSES) == sorted(POLICIES)


def test_a_new_address_without_a_policy_is_refused(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(POLICIES, "health")
    assert client.get("/health/").status_code == 404


@pytest.mark.parametrize(
    "name", sorted(n for n, address in ADDRESSES.items() if address.space in ("boards", "reports", "minutes"))
)
def test_no_working_page_is_public(name: str) -> None:
    assert POLICIES[name] != PUBLIC


@pytest.mark.parametrize("name", sorted(POLICIES))
def test_every_address_under_the_desk_asks_for_an_account(name: str) -> None:
    address = ADDRESSES[name]
    assert address.route.startswith("desk/") == (POLICIES[name] != PUBLIC) or address.route.startswith(
        "accounts/"
    )
