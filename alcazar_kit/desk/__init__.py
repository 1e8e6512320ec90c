"""The learner's desk: chapters opened, notebooks brought up to date, exercises given back. It runs none of them."""
