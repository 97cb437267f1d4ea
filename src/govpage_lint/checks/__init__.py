"""The only code that a rule may call: one package a topic, each check a named function.

A topic names its checks in ``CHECKS``, and the module that has each: a check is imported when there is
something to judge, and many pages have no forms, tables or films.
"""
