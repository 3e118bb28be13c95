"""What is measured: Frontdesk beside a hand-written Node chat server, on the same database."""
