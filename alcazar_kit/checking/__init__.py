"""The parts of a check: inputs, observations, differences, verdicts. What others use is ``alcazar_kit.checks``."""
