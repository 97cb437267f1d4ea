"""A house rule, as a ministry writes one: its folder holds it under its id."""

RULE = """id = "house-photo"
title = { en = "Photo", ko = "사진" }
message = { en = "A photo.", ko = "사진입니다." }
why = { en = "So.", ko = "그렇습니다." }
how = { en = "Take it out.", ko = "뺍니다." }
level = "error"
certainty = "certain"
impact = "minor"
match = { selector = "img" }
[[example]]
html = '<img>'
finds = ['<img>']
[[example]]
html = '<p>x</p>'
finds = []
"""
