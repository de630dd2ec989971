"""What a text is laid out like: header, paragraphs, furniture, datelines and sentences."""
