"""The parts of a check: inputs, observations, differences, verdicts. The check itself is ``alcazar_kit.checks``."""
