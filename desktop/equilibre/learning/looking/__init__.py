"""What a trained model learned, and what it answers: tasks done on the last training."""
