"""Results on disk: written, read back and shown."""
