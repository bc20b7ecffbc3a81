"""Training against use, and efficiency against demand."""
