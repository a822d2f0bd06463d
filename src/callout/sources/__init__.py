"""Bytes to documents: one small file for each kind of source."""
