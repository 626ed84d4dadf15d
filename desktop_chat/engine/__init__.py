"""What runs models: the protocol, the app's side of it, and the process that loads llama.cpp."""
