"""Small widgets that every surface of the window uses."""
