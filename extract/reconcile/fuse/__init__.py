"""A cluster becomes an event that keeps every claim.

`fuse` puts it together: parties, dates, places and counts each by a module of its own, `provenance` who has it from
whom, `is_event` what is none, `titles` and `links`.
"""
