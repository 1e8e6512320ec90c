"""What goes with the framework and is no part of it."""
