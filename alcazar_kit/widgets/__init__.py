"""What the kit draws in a notebook. It keeps no state in the notebook's file."""
