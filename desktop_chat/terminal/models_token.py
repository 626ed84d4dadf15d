"""`desktop-chat models token`: the access token for models that ask for consent first."""

from __future__ import annotations

import getpass
import sys
from argparse import Namespace

from msgspec import Struct

from desktop_chat.exit_codes import DONE, FAILED, MISUSED
from desktop_chat.terminal.telling import remark, say, write_json
from desktop_chat.terminal.workplace import Workplace


class KeptToken(Struct, frozen=True):
    """Whether there is an access token for a hub now, as `--json` tells it."""

    host: str
    has_token: bool


def run(options: Namespace, work: Workplace) -> int:
    """Keep the token in the system's keychain, or forget it.

    Raises `FaultError`: hub_token_wrong, keychain_closed, bad_address.
    """
    from desktop_chat.models.hub.token import TokenStore  # noqa: PLC0415  it takes long

    with work.session() as session:
        host = session.host
    token = "" if options.forget else _read_token(host)
    if not (token or options.forget):
        remark("desktop-chat models token: no token was given; nothing was changed.")
        return MISUSED
    is_kept = TokenStore().keep(host, token)
    if options.json:
        write_json(KeptToken(host, bool(token) and is_kept))
    if token and not is_kept:
        remark("This PC has no keychain the app could use, so the token was not kept.")
        return FAILED
    if not options.json:
        say(f"The token for {host} is " + ("in the system's keychain." if token else "forgotten."))
    return DONE


def _read_token(host: str) -> str:
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        return getpass.getpass(f"Access token for {host} (it is not shown): ").strip()
    return sys.stdin.readline().strip()
