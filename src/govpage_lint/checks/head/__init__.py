"""Decides nothing itself: the checks of the rules about the head of a page, its title and its document."""
