"""The analytics database: connection, tables, migrations."""
