"""Signatures of Standard Webhooks, over the bytes as they came."""

import base64
import binascii
import hashlib
import hmac
import time

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# How old a message may be, or how far ahead of our clock, in seconds: an older one may be
# a copy that somebody kept.
TOLERANCE_S = 300


def is_signed(headers, body, public_keys, secret=None, now=None):
    """Whether one of the signatures is right.

    `public_keys` are Ed25519 keys of the sender, as a JWK has them in `x`: two while a key
    is rotated. `secret` is `whsec_…`, if one was agreed on. Whoever parses the body first
    and writes it anew verifies something else.
    """
    message_id = headers.get("webhook-id", "")
    timestamp = headers.get("webhook-timestamp", "")
    if not message_id or not (timestamp.isascii() and timestamp.isdigit()):
        return False
    if abs((time.time() if now is None else now) - int(timestamp)) > TOLERANCE_S:
        return False
    signed = f"{message_id}.{timestamp}.".encode() + body
    for one in headers.get("webhook-signature", "").split(" "):
        version, _, text = one.partition(",")
        try:
            signature = base64.b64decode(text, validate=True)
        except binascii.Error:
            continue
        if version == "v1a" and any(_is_by(x, signed, signature) for x in public_keys):
            return True
        if version == "v1" and secret and _is_with(secret, signed, signature):
            return True
    return False


def _is_by(x, signed, signature):
    key = Ed25519PublicKey.from_public_bytes(base64.urlsafe_b64decode(x + "=="))
    try:
        key.verify(signature, signed)
    except InvalidSignature:
        return False
    return True


def _is_with(secret, signed, signature):
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return hmac.compare_digest(hmac.digest(key, signed, hashlib.sha256), signature)
