"""Does the text say it: copied words, labels, faults and the second look."""
