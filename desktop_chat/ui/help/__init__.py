"""What the app tells of itself: about it, and the licences of what it is made of."""
