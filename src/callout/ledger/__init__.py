"""The store: documents and claims, kept for ever. One code path on SQLite and PostgreSQL."""
