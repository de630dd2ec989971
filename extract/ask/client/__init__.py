"""Asks a model for records through instructor: the only package that imports it and the SDKs of the providers."""

from extract.ask.client.batches import batch_service
from extract.ask.client.model_client import ModelClient
from extract.ask.client.patience import batch_error, may_pass

__all__ = ["ModelClient", "batch_error", "batch_service", "may_pass"]
