"""SQL by hand, one module a subject; the same text for SQLite and PostgreSQL."""
