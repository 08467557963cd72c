"""Several machines on one PostgreSQL archive: a schedule held by one, work taken by all, through Procrastinate."""
