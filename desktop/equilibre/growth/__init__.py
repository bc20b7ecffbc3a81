"""How models grew: facts of trainings, and what they would take on this computer. No screen."""
