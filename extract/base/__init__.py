"""What every stage stands on: types, errors, settings, the log and durable writing."""
