"""File names for students, whatever these are called. It makes no file."""

import hashlib
import re
import unicodedata

LONGEST = 40
PLAIN = re.compile(r"[a-z0-9_]+(?:[.-][a-z0-9_]+)*")
SUFFIXED = re.compile(r".*-[0-9a-f]{10}")
# Windows opens a device where a file's name begins so, whatever follows the dot.
DEVICES = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\..*)?")


def safe_name(student: str) -> str:
    """Return a file name, without an ending, that belongs to this student alone on any system.

    A plain one is kept: small letters of English, digits and ``_``, with ``-`` and ``.`` between them. Of any other
    name the letters and digits are kept, and a part of its SHA-256 tells it from those that read alike.

    Example:
        >>> safe_name("ada"), safe_name("../../Zoë")
        ('ada', 'Zoë-24630cbafc')
    """
    if len(student) <= LONGEST and PLAIN.fullmatch(student) and not _is_taken(student):
        return student
    letters = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in unicodedata.normalize("NFC", student))
    digest = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:10]
    return "-".join([*(letters[:LONGEST].split() or ["student"]), digest])


def _is_taken(name: str) -> bool:
    return bool(SUFFIXED.fullmatch(name) or DEVICES.fullmatch(name))
