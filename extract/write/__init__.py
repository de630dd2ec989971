"""Writes one run's results as files: a registry of formats, and the folder that is replaced as a whole."""

from extract.write.events_csv import csv_head, csv_row
from extract.write.folder import check_folder, write_folder
from extract.write.output import Output, Writer
from extract.write.registry import WRITERS

__all__ = ["WRITERS", "Output", "Writer", "check_folder", "csv_head", "csv_row", "write_folder"]
