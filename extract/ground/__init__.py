"""Does the text say it: copied words are found, labels and faults checked, and each record looked at once more.

`ground` is asked inside the model's call, so that a bad answer is asked for again; `second_look` after it.
"""
