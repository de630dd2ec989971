"""What is known of places, actors and states."""
