"""The relay: shows hosts the pages that seekers put there, and keeps their answers sealed.

No accounts, no people, no letters: a file with what is sealed, and keys of those who put it there.
"""
