"""What happens on the learner's desk: chapters opened, notebooks brought up to date, exercises given back."""
