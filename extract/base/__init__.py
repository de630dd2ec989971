"""The ground that every stage stands on: types, errors, settings, the log and durable writing.

It imports `schemas` and nothing else of this program.
"""
