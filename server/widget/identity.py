"""Who a visitor is: a signed token their browser keeps, or an identity the host site vouches for."""

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta

from itsdangerous import BadSignature, URLSafeTimedSerializer

from server.desk import Desk
from server.errors import Unauthenticated
from server.people.words import clean, clean_email

SALT = "frontdesk visitor"


def make_token(desk: Desk, site: str, visitor: str) -> str:
    """Good on this site for `visitor_token_days`; never part of a URL."""
    return _serializer(desk).dumps([site, visitor])


def read_token(desk: Desk, site: str, token: str) -> str:
    """The visitor's id. Raises Unauthenticated for a forged, expired or foreign token."""
    try:
        # Its age is checked here: the library refuses a token from the future, and clocks differ a little.
        (owner, visitor), made = _serializer(desk).loads(token, return_timestamp=True)
    except (BadSignature, ValueError, TypeError):
        raise Unauthenticated("This visitor token is not valid; connect without it.") from None
    if datetime.now(UTC) - made > timedelta(days=desk.settings.visitor_token_days):
        raise Unauthenticated("This visitor token is too old; connect without it.")
    if owner != site or not isinstance(visitor, str) or not visitor:
        raise Unauthenticated("This visitor token belongs to another site; connect without it.")
    return visitor


def new_visitor_id() -> str:
    return secrets.token_hex(12)


def vouched_visitor(site: dict, identity) -> dict:
    """{id, name, email} of a person whose id the host site signed: hex HMAC-SHA256 of the id with the
    site's identity secret. The same person is the same visitor on every device."""
    expected = hmac.new(site["identity_secret"].encode(), identity.id.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(expected.encode(), identity.hash.lower().encode()):
        raise Unauthenticated("identity.hash does not fit identity.id and the site's secret.", field="identity.hash")
    visitor = hashlib.sha256(f"{site['_id']}/{identity.id}".encode()).hexdigest()[:24]
    email = clean_email(identity.email, "identity.email") if identity.email else None
    return {"id": visitor, "name": clean(identity.name or "")[:80], "email": email}


def _serializer(desk: Desk) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(desk.secret, salt=SALT)
