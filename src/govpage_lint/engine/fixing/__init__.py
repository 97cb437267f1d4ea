"""Mending files: which fixes are taken, what proves them, and how a file is written."""
