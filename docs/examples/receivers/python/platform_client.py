"""Carethread, as a provider's machine calls it."""

import base64
import json
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

SCOPES = "notices.read notices.acknowledge plans.read"
# How long before its end a token is no longer used, in seconds.
MARGIN_S = 30
TIMEOUT_S = 30


class Platform:
    """`key_file` holds the private key of this machine, a JWK for ES384 or a set of them."""

    def __init__(self, url, issuer, client_id, key_file, organisation_id):
        self.url = url
        self.issuer = issuer
        self.client_id = client_id
        self.key_file = key_file
        self.organisation_id = organisation_id
        self._token = ""
        self._until = 0.0
        self._lock = threading.Lock()

    def public_keys(self):
        """The public keys that sign what this provider is sent."""
        query = urllib.parse.urlencode({"organisationId": self.organisation_id})
        status, body = _ask(f"{self.url}/care-plan/webhook-keys?{query}")
        _require(status, "the keys")
        return [key["x"] for key in json.loads(body)["keys"]]

    def notices_after(self, cursor):
        query = {"limit": "500"} | ({"after": cursor} if cursor else {})
        path = f"/care-plan/notices?{urllib.parse.urlencode(query)}"
        status, body = self._call("GET", path)
        _require(status, "the feed")
        return json.loads(body)["items"]

    def version(self, plan_id, version_no):
        """What a notice announces; None where we may not read it any more."""
        status, body = self._call("GET", f"/care-plan/plans/{plan_id}/versions/{version_no}")
        if status in (404, 410):
            return None
        _require(status, "a version")
        return json.loads(body)

    def acknowledge(self, ids):
        status, _ = self._call("POST", "/care-plan/notices/acknowledgements", {"ids": ids})
        _require(status, "an acknowledgement")

    def _call(self, method, path, body=None):
        for again in (True, False):
            headers = {
                "authorization": f"Bearer {self._access_token()}",
                "x-purpose": "provision",
                "idempotency-key": str(uuid.uuid4()),
                "content-type": "application/json",
            }
            data = None if body is None else json.dumps(body).encode()
            status, answer = _ask(self.url + path, method, data, headers)
            if status != 401 or not again:
                return status, answer
            self._until = 0.0
        raise AssertionError("the loop returns")

    def _access_token(self):
        """A token lives five minutes; it is asked for again shortly before it ends."""
        with self._lock:
            if time.monotonic() < self._until:
                return self._token
            form = {
                "grant_type": "client_credentials",
                "scope": SCOPES,
                "client_assertion_type": (
                    "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
                ),
                "client_assertion": self._assertion(),
            }
            data = urllib.parse.urlencode(form).encode()
            status, body = _ask(f"{self.issuer}/token", "POST", data)
            _require(status, "the identity provider")
            answer = json.loads(body)
            self._token = answer["access_token"]
            self._until = time.monotonic() + answer["expires_in"] - MARGIN_S
            return self._token

    def _assertion(self):
        """Proves who we are: signed by our own key, good for a minute, used once."""
        with open(self.key_file, encoding="utf-8") as file:
            stored = json.load(file)
        jwk = stored.get("keys", [stored])[0]
        now = int(time.time())
        claims = {
            "iss": self.client_id,
            "sub": self.client_id,
            "aud": self.issuer,
            "jti": str(uuid.uuid4()),
            "iat": now,
            "exp": now + 60,
        }
        header = {"alg": "ES384", "kid": jwk["kid"], "typ": "JWT"}
        signed = b".".join(_base64url(json.dumps(part).encode()) for part in (header, claims))
        secret = int.from_bytes(base64.urlsafe_b64decode(jwk["d"] + "=="), "big")
        key = ec.derive_private_key(secret, ec.SECP384R1())
        r, s = decode_dss_signature(key.sign(signed, ec.ECDSA(hashes.SHA384())))
        # The signature of a JWT is two numbers side by side, not ASN.1.
        signature = _base64url(r.to_bytes(48, "big") + s.to_bytes(48, "big"))
        return (signed + b"." + signature).decode()


def _ask(url, method="GET", data=None, headers=None):
    request = urllib.request.Request(url, data, headers or {}, method=method)
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.read()


def _require(status, what):
    if not 200 <= status < 300:
        raise RuntimeError(f"{what}: answered {status}")


def _base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=")
