"""Who should talk with whom (O2): how well two fit, and who is asked so that all get a talk.

`fit` says it for two and is all that a page needs; `candidates` and `assign` do it for thousands
and need NumPy and SciPy, which the extra `server` brings.
"""
