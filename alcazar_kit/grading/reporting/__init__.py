"""What a grading run leaves behind: records, and the reports that are made of nothing but them. It judges nothing."""
