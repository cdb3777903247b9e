"""What is measured, always beside a named peer in the same run: `make bench`. Nothing here is a test."""
