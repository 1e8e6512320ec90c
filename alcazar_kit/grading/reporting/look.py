"""The colours and type of reports, for light pages and for dark ones. It holds no layout.

Every colour of text is readable on every background it stands on: at least 4.5 to 1, as WCAG 2.2 asks at level AA.
"""

SANS = "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
MONO = "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace"

LIGHT = {
    "page": "#ffffff", "panel": "#f5f7f9", "line": "#d0d7de", "text": "#1f2328", "muted": "#57606a", "link": "#0a58c0",
    "good": "#12602c", "good_back": "#d5f5de", "good_mark": "#a6e9b8",
    "bad": "#9b1020", "bad_back": "#fde4e1", "bad_mark": "#fbbdb7",
    "none": "#57606a", "none_back": "#e9edf1",
    "note_back": "#e6f0fd",
    "comment": "#57606a", "keyword": "#a3152a", "string": "#0a4a80", "number": "#0b53b0", "defined": "#6230ab",
}  # fmt: skip
DARK = {
    "page": "#0f1318", "panel": "#1a2028", "line": "#3b434d", "text": "#e4e9ef", "muted": "#a0a9b3", "link": "#79b4ff",
    "good": "#86e39b", "good_back": "#14351e", "good_mark": "#1f5a31",
    "bad": "#ffaba3", "bad_back": "#451c1d", "bad_mark": "#7a2b2b",
    "none": "#a9b2bc", "none_back": "#2a313a",
    "note_back": "#172a44",
    "comment": "#a0a9b3", "keyword": "#ff9a90", "string": "#a5d3ff", "number": "#86bfff", "defined": "#d7b3ff",
}  # fmt: skip
