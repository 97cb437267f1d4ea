"""What a page is put to in the tab, in numbers of its snapshot: nothing here knows what it is for."""
