"""A cluster becomes an event that keeps every claim."""
