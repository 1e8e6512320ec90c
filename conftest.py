"""What all tests share. It defines no fixture itself."""

pytest_plugins = ["tests.kit.tiny_course", "tests.kit.judging"]
