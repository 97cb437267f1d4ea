"""What people have decided not to be told: comments in pages, and entries of the configuration.

Decides which findings those are, who said so and why, and what is wrong with having said so.
"""
