"""What an office without a network gets: a folder of wheels, and lawgov in one file."""
