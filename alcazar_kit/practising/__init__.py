"""An exercise notebook in its kernel: its answers, what they start from, and their practice. It grades nothing."""
