"""Who may see a record that is served to several: people, their log-ins and tokens, and the guard before every page.

``file`` opens what they are kept in, a file of its own beside the record; ``members``, ``logins`` and ``tokens`` are
its tables; ``names`` and ``passwords`` refuse what will not do; ``attempts`` holds out against guessing; ``visits`` is
what one request is known by; ``guard`` lets it through or not, having read its ``bodies``; ``routes`` are the pages.
"""
