"""The field's words: enumerations and records, with no input or output."""
