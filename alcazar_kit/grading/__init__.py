"""Grading: the answers of a submission, put into the official notebook and compared by nbval. It teaches nothing."""
