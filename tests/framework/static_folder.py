"""A folder of static files, beside what is nobody's business."""

from pathlib import Path

CSS = b"body { margin: 0 }\n"


def make_folder(place: Path) -> Path:
    """Return a folder that holds ``main.css`` and ``css/deep.css``; what lies beside it is secret."""
    (place / "secret.txt").write_text("secret")
    (place / "staticfoo").mkdir()
    (place / "staticfoo/main.css").write_text("secret")
    folder = place / "static"
    (folder / "css").mkdir(parents=True)
    (folder / "main.css").write_bytes(CSS)
    (folder / "css/deep.css").write_bytes(CSS)
    return folder
