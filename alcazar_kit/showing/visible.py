"""Text made visible: what can't be seen, or would break a line, is written out between ⟨ and ⟩. It measures no width.

``visible`` and ``hidden`` are each other's inverse for any text: a literal ⟨ is written out as well.
"""

import hashlib
import re
import unicodedata

EMPTY = "⟨empty⟩"
NAMES = {"\t": "tab", "\r": "CR", "\n": "newline", "\x1b": "ESC", "\0": "NUL", " ": "space"}
CODES = {name: character for character, name in NAMES.items()}
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp", "Zs"}
ADDRESS = re.compile(r"\bat 0x[0-9A-Fa-f]{4,}")


def visible(text: str) -> str:
    """Write the text in one line in which everything can be seen: ``a⟨tab⟩b⟨newline⟩``."""
    line = "".join(_spelled(character) for character in text)
    if line.startswith(" "):
        line = "⟨space⟩" + line[1:]
    if line.endswith(" "):
        line = line[:-1] + "⟨space⟩"
    return line or EMPTY


def hidden(line: str) -> str:
    """Return the text that :func:`visible` wrote as this line."""
    return "" if line == EMPTY else re.sub("⟨([^⟨⟩]*)⟩", _meant, line)


def without_addresses(text: str) -> str:
    """Return the text with memory addresses made alike, since they differ from run to run."""
    return ADDRESS.sub("at 0x…", text)


def counted(number: int, noun: str) -> str:
    """Return ``1 line``, ``2 lines`` and so on."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def shortened(text: str, limit: int) -> str:
    """Return the text, cut at ``limit`` characters; a cut one ends with how long it was."""
    return text if len(text) <= limit else f"{text[:limit]}… ({len(text):,} characters)"


def digest(data: bytes | str) -> str:
    """Return a short fingerprint: equal data has an equal one."""
    data = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return f"sha256 {hashlib.sha256(data).hexdigest()[:12]}"


def _spelled(character: str) -> str:
    seen = character == " " or (character != "⟨" and unicodedata.category(character) not in UNSEEN)
    return character if seen else f"⟨{NAMES.get(character) or f'U+{ord(character):04X}'}⟩"


def _meant(match: re.Match[str]) -> str:
    name = match[1]
    return CODES[name] if name in CODES else chr(int(name.removeprefix("U+"), 16))
