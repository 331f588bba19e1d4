"""Ciphertext at rest: names, phones, documents and every free text about a person.

A dump of the database names nobody: the keys live outside it, in a file or the environment.
"""
