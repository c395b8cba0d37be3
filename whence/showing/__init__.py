"""showing: the store -> people. Each module makes one view of model objects, for the terminal (rich) and as JSON.

Nothing here prints, and nothing knows how things were found.
"""
