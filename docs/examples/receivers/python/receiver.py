"""A receiver of notices, with Python's standard library and `cryptography`.

    PLATFORM=… ISSUER=… CLIENT_ID=… KEY_FILE=… ORGANISATION=… [SECRET=whsec_…] FOLDER=… \
        PORT=… python receiver.py

Webhooks come in at /; what was missed is read from the feed at the start and every minute.
"""

import json
import os
import signal
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from kept_notices import KeptNotices
from platform_client import Platform
from verify import is_signed

LARGEST_BODY = 65_536
MINUTE_S = 60
# So many notices are acknowledged together.
AT_ONCE = 50

platform = Platform(
    os.environ["PLATFORM"],
    os.environ["ISSUER"],
    os.environ["CLIENT_ID"],
    os.environ["KEY_FILE"],
    os.environ["ORGANISATION"],
)
kept = KeptNotices(os.environ["FOLDER"])
wake = threading.Event()


class Keys:
    """The sender's public keys; one that we do not know may be new, so they are read again."""

    def __init__(self):
        self._keys = []
        self._read_at = -float(MINUTE_S)
        self._lock = threading.Lock()

    def trusts(self, headers, body):
        if self._is_signed(headers, body):
            return True
        with self._lock:
            if time.monotonic() - self._read_at < MINUTE_S:
                return self._is_signed(headers, body)
            self._read_at = time.monotonic()
            self._keys = platform.public_keys()
        return self._is_signed(headers, body)

    def _is_signed(self, headers, body):
        return is_signed(headers, body, self._keys, os.environ.get("SECRET"))


keys = Keys()


class Webhook(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        length = int(self.headers.get("content-length", "0"))
        if length > LARGEST_BODY:
            self.close_connection = True
            return self.answer(413)
        body = self.rfile.read(length)
        try:
            return self.answer(*self.taken(body))
        except Exception as error:  # whatever it is, we do not have the notice
            print(error, file=sys.stderr)
            return self.answer(500)

    def taken(self, body):
        """What to answer: 2xx only when the notice is on our disk."""
        if not keys.trusts(self.headers, body):
            return (401,)
        notice = json.loads(body)
        if notice["type"] == "care-plan.endpoint-verification.v1":
            return 200, notice["data"]["challenge"]
        if notice["type"] != "care-plan.ping.v1" and kept.add(notice):
            wake.set()
        return (204,)

    def answer(self, status, text=""):
        self.send_response(status)
        if status != 204:
            self.send_header("content-length", str(len(text)))
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_):
        """Nothing is logged of what was sent."""


def work():
    """Fetches what waiting notices announce, and acknowledges them."""
    while waiting := kept.waiting()[:AT_ONCE]:
        changes = [one for one in waiting if one["type"] == "care-plan.plan-changed.v1"]
        for change in changes:
            # Here the version goes to the people who give the care; acknowledge after it
            # has reached them.
            platform.version(change["data"]["planId"], change["data"]["versionNo"])
        if changes:
            platform.acknowledge([change["id"] for change in changes])
        for one in waiting:
            kept.is_done(one["id"])


def catch_up():
    """Reads on from our cursor: nothing is lost, however long we were away."""
    while items := platform.notices_after(kept.cursor):
        for item in items:
            kept.add(item["event"])
        kept.cursor = items[-1]["cursor"]


def run():
    """One thread does the work: at the start, when a notice has come, and every minute."""
    read_at = -float(MINUTE_S)
    while True:
        wake.clear()
        try:
            if time.monotonic() - read_at >= MINUTE_S:
                read_at = time.monotonic()
                catch_up()
            work()
        except Exception as error:  # the next time may be better
            print(error, file=sys.stderr)
        wake.wait(MINUTE_S)


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ["PORT"])), Webhook)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    threading.Thread(target=run, daemon=True).start()
    print("ready", flush=True)
    server.serve_forever()
