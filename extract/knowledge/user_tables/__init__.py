"""Tables that the user gives: actors, places, outlets, words for days and numbers, read and indexed."""
