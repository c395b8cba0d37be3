"""Whence reads news reports and keeps a sourced record: who did or said what, on whose word, how certain."""
