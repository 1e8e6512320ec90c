"""The colours and type of everything the kit shows, readable on light and dark pages. It holds no layout.

Text keeps the page's own colour; meaning is carried by translucent backgrounds and borders, and always by a word
or a sign as well. Styles are inline: a notebook shown on a web page keeps no style sheet.
"""

MONO = (
    "font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;"
    "font-size:13px;line-height:1.45"
)
GOOD = "background:rgba(46,160,67,.18)"
BAD = "background:rgba(248,81,73,.18)"
NOTE = "background:rgba(56,139,253,.14)"
GOOD_EDGE = "border-left:3px solid rgb(46,160,67)"
BAD_EDGE = "border-left:3px solid rgb(248,81,73)"
NOTE_EDGE = "border-left:3px solid rgb(56,139,253)"
MUTED = "opacity:.65"

# Words of code look as they do in JupyterLab's editor, which has colours for light and for dark; elsewhere as the page.
KEYWORD = "color:var(--jp-mirror-editor-keyword-color,inherit);font-weight:bold"
DEFINED = "color:var(--jp-mirror-editor-def-color,inherit)"
STRING = "color:var(--jp-mirror-editor-string-color,inherit)"
NUMBER = "color:var(--jp-mirror-editor-number-color,inherit)"
COMMENT = "color:var(--jp-mirror-editor-comment-color,inherit);font-style:italic"

DONE = "background:rgb(46,160,67)"
REST = "background:rgba(128,128,128,.25)"
