"""All the models on axes to choose, through the years."""
