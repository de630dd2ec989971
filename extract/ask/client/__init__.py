"""Asks a model for records through instructor: the only package that imports it and the SDKs of the providers."""

from extract.ask.client.model_client import ModelClient

__all__ = ["ModelClient"]
