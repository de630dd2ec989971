"""What the model is told: one versioned TOML file per record kind, with its worked examples."""
