"""rules/ → Rule, Standard and Profile objects, with errors that name file and key."""
