"""The same reading over many processes, and later many machines."""
