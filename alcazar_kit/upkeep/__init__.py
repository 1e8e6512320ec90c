"""What keeps the course in order: building, refreshing, testing all of it. No notebook needs it."""
