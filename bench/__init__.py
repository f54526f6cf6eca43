"""Benchmarks: each prints a table with ratios against a baseline that ran beside it."""
