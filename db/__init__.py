"""What Handreich remembers: engine, tables, named queries, migrations. The only room that speaks SQL."""
