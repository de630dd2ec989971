"""Results on disk: `write` writes them, `report` is their page, `read` and `shards` read them back."""
