"""Deciding words, found before it is known which figure they concern."""
