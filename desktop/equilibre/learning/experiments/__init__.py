"""The experiments: each a question, a prediction, something to run, and what its points say."""
