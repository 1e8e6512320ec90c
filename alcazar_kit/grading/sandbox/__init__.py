"""Where answers run when they are graded: apart, within limits, ended with all they started. It judges none."""
