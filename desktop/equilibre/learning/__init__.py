"""Models trained step by step on small data sets."""
