"""A file of any kind that a newsroom keeps reports in, read into plain text."""

from data_prep.files.language import unread_language
from data_prep.files.read import LARGEST_FILE, LARGEST_TEXT, check_text, file_kind, read_bytes, read_content, read_file
from data_prep.files.readfile import ReadFile

__all__ = [
    "LARGEST_FILE",
    "LARGEST_TEXT",
    "ReadFile",
    "check_text",
    "file_kind",
    "read_bytes",
    "read_content",
    "read_file",
    "unread_language",
]
