"""The fixed words of the field, one module per noun: reading commands need them, and not the records beside them."""
