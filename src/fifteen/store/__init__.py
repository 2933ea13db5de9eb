"""What is kept: models (fields and constraints, no behaviour), scope (the only reads), find."""
