"""The access token is kept in a keychain that is safe, and nowhere else."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import fail, null
from keyring.errors import InitError, KeyringLocked, PasswordSetError

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.hub.token import SERVICE, TokenStore
from tests.support.hub.keychain import MemoryKeychain, PlainKeychain

TOKEN = "hf_abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def keychain() -> Iterator[MemoryKeychain]:
    before = keyring.get_keyring()
    backend = MemoryKeychain()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


def fault_of_keeping(token: str) -> Fault:
    with pytest.raises(FaultError) as raised:
        TokenStore().keep("huggingface.co", token)
    return raised.value.fault


def test_a_token_outlives_the_app_in_the_keychain(keychain: MemoryKeychain) -> None:
    assert TokenStore().keep("huggingface.co", f" {TOKEN}\n") is True

    assert keychain.kept == {(SERVICE, "huggingface.co"): TOKEN}
    assert TokenStore().token("huggingface.co") == TOKEN


def test_a_token_belongs_to_one_host(keychain: MemoryKeychain) -> None:
    TokenStore().keep("huggingface.co", TOKEN)

    assert TokenStore().token("mirror.example") == ""


def test_an_empty_token_is_forgotten(keychain: MemoryKeychain) -> None:
    store = TokenStore()
    store.keep("huggingface.co", TOKEN)

    assert store.keep("huggingface.co", "") is True
    assert keychain.kept == {}
    assert store.token("huggingface.co") == ""


def test_forgetting_what_is_not_there_is_no_fault(keychain: MemoryKeychain) -> None:
    assert TokenStore().keep("huggingface.co", "") is True


@pytest.mark.parametrize("backend", [PlainKeychain, fail.Keyring, null.Keyring])
def test_a_keychain_that_is_not_safe_gets_no_token(
    keychain: MemoryKeychain, backend: type[KeyringBackend]
) -> None:
    keyring.set_keyring(backend())
    PlainKeychain.kept.clear()
    store = TokenStore()

    assert store.keep("huggingface.co", TOKEN) is False
    assert store.token("huggingface.co") == TOKEN
    assert PlainKeychain.kept == {}
    assert TokenStore().token("huggingface.co") == ""


@pytest.mark.parametrize("token", ["a b", "x\ny", "토큰", "x" * 600, "\x00"])
def test_what_cannot_be_a_token_is_refused(keychain: MemoryKeychain, token: str) -> None:
    assert fault_of_keeping(token) == Fault("hub_token_wrong")
    assert keychain.kept == {}


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (KeyringLocked(TOKEN), "it is locked"),
        (InitError(TOKEN), "it could not be opened"),
        (PasswordSetError(TOKEN), "PasswordSetError"),
        (RuntimeError(TOKEN), "RuntimeError"),
        (OSError(5, TOKEN), "OSError"),
    ],
)
def test_a_keychain_that_does_not_open_is_a_fault_and_the_token_is_used_all_the_same(
    keychain: MemoryKeychain, error: Exception, reason: str
) -> None:
    keychain.error = error
    store = TokenStore()

    with pytest.raises(FaultError) as raised:
        store.keep("huggingface.co", TOKEN)

    assert raised.value.fault == Fault("keychain_closed", {"reason": reason})
    assert store.token("huggingface.co") == TOKEN


def test_a_locked_keychain_is_a_fault_when_the_token_is_asked_for(keychain: MemoryKeychain) -> None:
    keychain.error = KeyringLocked("locked")

    with pytest.raises(FaultError) as raised:
        TokenStore().token("huggingface.co")
    assert raised.value.fault.code == "keychain_closed"


def test_something_else_under_the_apps_name_is_no_token(keychain: MemoryKeychain) -> None:
    keychain.kept[SERVICE, "huggingface.co"] = "two words"

    assert TokenStore().token("huggingface.co") == ""
