"""The parts of ``show``: requests, their answers, and how both are written and drawn. It displays nothing by itself."""
