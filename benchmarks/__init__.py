"""How fast figtag is, side by side with other programs on the same articles in the same run.

``python -m benchmarks`` (or ``make bench``) measures and prints two tables; nothing here belongs to the tests, but for
one run on a tiny article.
"""
