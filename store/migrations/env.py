"""Alembic wants this file to be there; store/migration.py runs the scripts itself."""
