"""The experiments of the training tab: predict, run, read."""
