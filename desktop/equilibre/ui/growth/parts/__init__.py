"""What a model is made of, and what was trained before it: inside and beneath."""
