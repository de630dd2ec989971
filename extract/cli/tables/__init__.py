"""What is in tables, and what is wrong in them."""
