"""Measurements of search quality, speed and serving, beside other engines. Not part of the product.

One kind of run a folder (`quality`, `speed`, `serving`), one engine a file (`engines`), one dictionary a file
(`corpora`).
"""
