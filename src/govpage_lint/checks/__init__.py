"""The only code that a rule may call: one module a topic, each check a named function."""
