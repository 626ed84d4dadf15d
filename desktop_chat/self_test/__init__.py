"""Whether everything the app needs works on this PC, told in a report without personal data."""
