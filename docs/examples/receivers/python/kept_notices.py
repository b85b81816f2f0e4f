"""What a receiver must not lose."""

import json
import os
import threading
from pathlib import Path


class KeptNotices:
    """The notices that were seen, which of them are done, and how far the feed was read.

    One line for each notice, synced to disk before it is answered for.
    """

    def __init__(self, folder):
        Path(folder).mkdir(parents=True, exist_ok=True)
        path = Path(folder) / "notices.ndjson"
        self._cursor = Path(folder) / "cursor"
        self._lock = threading.Lock()
        self._seen = {}
        self._done = set()
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        *lines, broken = text.split("\n")
        # A line that was being written when the power failed is no line: its notice was not
        # answered for, and comes again.
        for line in lines:
            try:
                entry = json.loads(line)
            except json.JSONDecodeError:
                continue
            if "seen" in entry:
                self._seen[entry["seen"]["id"]] = entry["seen"]
            else:
                self._done.add(entry["done"])
        self._file = path.open("a", encoding="utf-8")
        if broken:
            self._file.write("\n")

    def add(self, notice):
        """Whether it is new: the same one comes until its sender is sure that we have it."""
        with self._lock:
            if notice["id"] in self._seen:
                return False
            self._append({"seen": notice})
            self._seen[notice["id"]] = notice
            return True

    def is_done(self, notice_id):
        with self._lock:
            self._append({"done": notice_id})
            self._done.add(notice_id)

    def waiting(self):
        """Seen, and not worked on yet: a start takes them up."""
        with self._lock:
            return [one for one in self._seen.values() if one["id"] not in self._done]

    @property
    def cursor(self):
        return self._cursor.read_text() if self._cursor.exists() else None

    @cursor.setter
    def cursor(self, cursor):
        following = self._cursor.with_suffix(".next")
        following.write_text(cursor)
        following.replace(self._cursor)

    def _append(self, entry):
        self._file.write(json.dumps(entry) + "\n")
        self._file.flush()
        os.fsync(self._file.fileno())
