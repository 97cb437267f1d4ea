"""One page: run the rules, merge what the observers saw. Many pages: one after another, nothing lost."""
