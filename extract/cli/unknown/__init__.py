"""What the tables did not know of a result: the names and words that are worth a row in a table of one's own."""
