"""Where the parameters of GPT-3 are, and the trainings behind a final one."""
