"""Records, tables, migrations, store, query grammar, search, export, evidence files."""
