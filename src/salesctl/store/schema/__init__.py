"""The one statement of the schema, and what is generated from it."""
