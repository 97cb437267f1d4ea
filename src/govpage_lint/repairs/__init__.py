"""What mends faults: edits of a page's source, from a rule's data or by a named repair."""
