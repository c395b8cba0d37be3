"""Our own corpus of news prose: loading it, checking it, counting it, turning it into other forms."""
