"""Which pages of a site are checked: its sitemap, its links, and what it asks of robots."""
