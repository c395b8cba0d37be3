"""Pictures as SVG inside a page: drawn here, without scripts, in the page's own colours and type.

They have no style of their own, as the pages' policy allows none: classes are in ``static/whence.css``. What a picture
says stands in words beside it as well.
"""
