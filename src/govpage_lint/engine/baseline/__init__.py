"""The faults that were there before: decides which findings are known, and which of them are gone."""
