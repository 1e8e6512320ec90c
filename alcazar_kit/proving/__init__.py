"""What proves a course: planted answers, the prose's tables, many runs of the solutions. It runs no learner's code."""
