"""The model hub: searching it and downloading from it. Nothing else in the app reaches the network."""
