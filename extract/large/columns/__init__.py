"""The comparison rules in columns: which of many pairs the small engine has to judge.

`features` keeps what can be compared of a telling, `screen` says of many pairs at once which may match or be unsure.
"""
