"""How a build cell is merged into a module, piece by piece. What others use is ``alcazar_kit.builder`` alone."""
