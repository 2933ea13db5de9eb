"""Pictures: figures drawn as SVG of our own, with title, words, a table, and files to keep.

Each is drawn once, of marks whose place is a share of the width or a number of pixels, so that it
fits a phone as well as a desk; `leaving` gives it a width, colours of its own and a ground.
"""
