"""What the terminal asks for: questions to models, and the models themselves."""
