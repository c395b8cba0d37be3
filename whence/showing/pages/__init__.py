"""The record as web pages: each is a view of the record, shown as HTML and, at the same address with .json, as data.

``shelf`` holds what the pages look things up in; one module a page makes its view; ``pictures`` draws; ``app`` serves.
Pages work without scripts and fetch nothing from anywhere else.
"""
