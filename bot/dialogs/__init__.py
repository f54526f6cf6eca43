"""Conversations as pure functions: data → Screen, and the addresses of their buttons."""
