"""What is known of languages and of the world, and the only reader of its data files."""
