"""Writes one run's results as files: a registry of formats, and the folder that is replaced as a whole."""

from extract.results.write.events_csv import csv_head, csv_row
from extract.results.write.folder import check_folder, write_folder
from extract.results.write.large import Sink, large_result
from extract.results.write.output import Output, OutputFile
from extract.results.write.registry import WRITERS

__all__ = [
    "WRITERS",
    "Output",
    "OutputFile",
    "Sink",
    "check_folder",
    "csv_head",
    "csv_row",
    "large_result",
    "write_folder",
]
