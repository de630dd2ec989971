"""What a text is laid out like: its head, its paragraphs and what each is for, its sentences."""
