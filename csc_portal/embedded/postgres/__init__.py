"""A PostgreSQL server of our own: where its programs are, its data folder, its roles and databases."""
