"""Decides what has changed since pages were checked, and which of them are checked anew."""
