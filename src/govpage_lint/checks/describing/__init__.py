"""Decides nothing itself: how titles and headings are held against the text that they stand for."""
