"""What a model answered, recorded and replayed."""
