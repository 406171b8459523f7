"""Mail addresses as a configuration may hold them."""

from __future__ import annotations

from email.errors import MessageError
from email.headerregistry import Address as Mailbox
from email.utils import parseaddr
from typing import Annotated

from pydantic import AfterValidator

_NO_MAILBOX = "must be an address such as desk@example.org or News desk <desk@example.org>"


def mailbox(written: str) -> Mailbox:
    """An address, with or without a name, as a mail header takes it. Raises ValueError where it is none."""
    name, address = parseaddr(written)
    try:
        found = Mailbox(display_name=name, addr_spec=address)
    except (ValueError, IndexError, MessageError) as error:
        raise ValueError(_NO_MAILBOX) from error
    if not (written.isprintable() and address.isascii() and found.username and found.domain):
        raise ValueError(_NO_MAILBOX)
    return found


def _address(value: str) -> str:
    mailbox(value)
    return value


Address = Annotated[str, AfterValidator(_address)]
